import { assertPayload } from './message';
import { RtmError } from './rtm-error';

describe('assertPayload', () => {
  const LIMIT = 32_768;
  const codeFor = (payload: unknown): string | null => {
    try {
      assertPayload(payload, LIMIT, 'send-to-peer');
      return null;
    } catch (error) {
      return error instanceof RtmError ? error.code : 'no RtmError';
    }
  };

  it('accepts text and bytes up to the limit', () => {
    for (const size of [1, LIMIT - 1, LIMIT]) {
      expect(codeFor('a'.repeat(size)))
        .withContext(`${size} letters`)
        .toBeNull();
      expect(codeFor(new Uint8Array(size)))
        .withContext(`${size} bytes`)
        .toBeNull();
    }
  });

  it('refuses one byte more', () => {
    expect(codeFor('a'.repeat(LIMIT + 1))).toBe('message-too-large');
    expect(codeFor(new Uint8Array(LIMIT + 1))).toBe('message-too-large');
  });

  it('counts bytes of UTF-8, not characters', () => {
    const emoji = '😀'.repeat(LIMIT / 4 - 1);
    expect(codeFor(`${emoji}abc`))
      .withContext('32767')
      .toBeNull();
    expect(codeFor(`${emoji}abcd`))
      .withContext('32768')
      .toBeNull();
    expect(codeFor(`${emoji}abcde`))
      .withContext('32769')
      .toBe('message-too-large');
    expect(codeFor(`${emoji}😀`))
      .withContext('32768')
      .toBeNull();
    expect(codeFor(`${emoji}a😀`))
      .withContext('32769')
      .toBe('message-too-large');
  });

  it('refuses what is empty', () => {
    expect(codeFor('')).toBe('invalid-message');
    expect(codeFor(new Uint8Array(0))).toBe('invalid-message');
  });

  it('refuses what is neither text nor bytes', () => {
    const bad = [null, undefined, 5, true, {}, [], [1], new ArrayBuffer(4), () => 'a'];
    expect(bad.map(codeFor)).toEqual(bad.map(() => 'invalid-message'));
  });

  it('accepts a view of a larger buffer by its own length', () => {
    expect(codeFor(new Uint8Array(new ArrayBuffer(LIMIT * 2), 0, 10))).toBeNull();
  });

  it('says how large the message is', () => {
    expect(() => assertPayload('a'.repeat(40_000), LIMIT, 'send-to-peer')).toThrowError(
      RtmError,
      /32768 bytes .* takes 40000\. Shorten/,
    );
  });
});
