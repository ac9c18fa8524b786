import { mediaAddress } from './media-address';

const TRUSTED = new Set(['https://files.example.com', 'http://localhost:9700']);
const NONE: ReadonlySet<string> = new Set();
const judge = (url: string, schemes = NONE) => mediaAddress(url, TRUSTED, schemes);

describe('mediaAddress', () => {
  for (const url of [
    'https://files.example.com/a.png',
    'https://files.example.com:443/a.png',
    'HTTPS://FILES.EXAMPLE.COM/a.png',
    'http://localhost:9700/uploads/a',
  ]) {
    it(`loads ${url} unasked`, () => {
      expect(judge(url)).toEqual(jasmine.objectContaining({ isOpen: true, isTrusted: true }));
    });
  }

  for (const url of [
    'https://cdn.example.net/a.png',
    'https://files.example.com.evil.example/a.png',
    'https://files.example.com:8443/a.png',
    'https://other.files.example.com/a.png',
    'https://evil.example/https://files.example.com/a.png',
    'http://localhost:9701/a.png',
    'http://127.0.0.1:9700/a.png',
    'http://127.1.2.3/a.png',
    'http://[::1]/a.png',
    // Other writings of 127.0.0.1, which the parser of the browser reads as that.
    'http://2130706433/a.png',
    'http://0x7f.1/a.png',
  ]) {
    it(`asks before it loads ${url}`, () => {
      expect(judge(url)).toEqual(jasmine.objectContaining({ isOpen: true, isTrusted: false }));
    });
  }

  for (const url of [
    '',
    ' ',
    'a.png',
    '/uploads/a',
    '//files.example.com/a.png',
    'http://files.example.com/a.png',
    'http://localhost.evil.example/a.png',
    'http://127.0.0.1.evil.example/a.png',
    'http://192.168.0.1/a.png',
    'http://0.0.0.0/a.png',
    'https://files.example.com@evil.example/a.png',
    'https://:pass@files.example.com/a.png',
    'https://user:pass@files.example.com/a.png',
    'https://',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript://files.example.com/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:image/png;base64,AAAA',
    'blob:https://files.example.com/1',
    'file:///etc/passwd',
    'filesystem:https://files.example.com/a',
    'ftp://files.example.com/a.png',
    'view-source:https://files.example.com/',
    'chrome://settings',
    'intent://files.example.com/#Intent;end',
    'mailto:a@example.com',
    'wss://files.example.com/',
  ]) {
    it(`does not open ${JSON.stringify(url)}`, () => {
      expect(judge(url)).toEqual({ isOpen: false });
    });
  }

  it('opens a scheme that the application allows, and only that', () => {
    const schemes = new Set(['blob:']);
    expect(judge('blob:https://files.example.com/1', schemes).isOpen).toBeTrue();
    expect(judge('data:text/html,x', schemes).isOpen).toBeFalse();
  });

  it('names the host as the browser reads it, not as it looks', () => {
    expect(judge('https://аpple.example/a.png')).toEqual(
      jasmine.objectContaining({ host: 'xn--pple-43d.example' }),
    );
    expect(judge('https://evil.example\\@files.example.com/')).toEqual(
      jasmine.objectContaining({ host: 'evil.example', isTrusted: false }),
    );
  });
});
