import { loadConfig } from './load-config';
import { parseConfig } from './parse-config';

const APP_ID = '0123456789abcdef0123456789abcdef';

const keysOfProblems = (value: unknown) => {
  const result = parseConfig(value);
  return 'problems' in result ? result.problems.map(({ key }) => key) : [];
};

describe('parseConfig', () => {
  it('takes the least that there must be', () => {
    expect(parseConfig({ backend: 'emulator', appId: APP_ID })).toEqual({
      config: {
        backend: 'emulator',
        appId: APP_ID,
        emulatorUrl: 'http://localhost:9700',
        tokenUrl: null,
        history: true,
      },
    });
  });

  it('takes everything', () => {
    const config = {
      backend: 'agora' as const,
      appId: APP_ID,
      emulatorUrl: 'http://127.0.0.1:1',
      tokenUrl: 'https://example.com/token',
      history: false,
    };
    expect(parseConfig(config)).toEqual({ config });
  });

  const good = { backend: 'emulator', appId: APP_ID };
  for (const [name, value, keys] of [
    ['null', null, [null]],
    ['a list', [], [null]],
    ['text', 'emulator', [null]],
    ['nothing in it', {}, ['backend', 'appId']],
    ['an unknown key', { ...good, appid: APP_ID }, ['appid']],
    [
      'a key that every object has',
      JSON.parse(`{"__proto__": 1, "backend": "agora"}`),
      ['__proto__', 'appId'],
    ],
    ['an unknown backend', { ...good, backend: 'agora-v3' }, ['backend']],
    ['a short App ID', { ...good, appId: '123' }, ['appId']],
    ['an App ID with a space', { ...good, appId: APP_ID.replace('0', ' ') }, ['appId']],
    ['an App ID that is a number', { ...good, appId: 1 }, ['appId']],
    ['an address without a scheme', { ...good, emulatorUrl: 'localhost:9700' }, ['emulatorUrl']],
    ['an address that runs code', { ...good, tokenUrl: 'javascript:alert(1)' }, ['tokenUrl']],
    ['an empty token address', { ...good, tokenUrl: '' }, ['tokenUrl']],
    ['history in words', { ...good, history: 'yes' }, ['history']],
    [
      'everything wrong',
      { backend: 1, appId: 2, emulatorUrl: 3, tokenUrl: 4, history: 5 },
      ['backend', 'appId', 'emulatorUrl', 'tokenUrl', 'history'],
    ],
  ] as const) {
    it(`names every problem: ${name}`, () => {
      expect(keysOfProblems(value)).toEqual([...keys]);
    });
  }

  it('says what must be and what is', () => {
    expect(parseConfig({ backend: 'emulator', appId: '' })).toEqual({
      problems: [
        {
          key: 'appId',
          text: 'It must be the App ID of your project: 32 letters and digits, but is "".',
        },
      ],
    });
  });

  it('does not repeat a long value', () => {
    const result = parseConfig({ ...good, history: 'x'.repeat(5000) });
    expect('problems' in result && (result.problems[0]?.text.length ?? 0)).toBeLessThan(200);
  });
});

describe('loadConfig', () => {
  const url = new URL('http://localhost/rtm-config.json');
  const load = (respond: () => Response) =>
    loadConfig(url, () => new Promise((resolve) => resolve(respond())));

  it('reads the file', async () => {
    const result = await load(() => Response.json(good()));
    expect('config' in result && result.config.appId).toBe(APP_ID);
  });

  for (const [name, respond, text] of [
    [
      'missing',
      () => new Response('', { status: 404 }),
      'The file is missing: the server answers 404.',
    ],
    [
      'a web page',
      () => new Response('<!doctype html>'),
      'The file is missing: the server answers with a web page in its place.',
    ],
    [
      'unreachable',
      () => {
        throw new TypeError('Failed to fetch');
      },
      'The file could not be read: the server does not answer.',
    ],
  ] as const) {
    it(`says that the file is ${name}`, async () => {
      expect(await load(respond)).toEqual({ problems: [{ key: null, text }] });
    });
  }

  it('says where the file is not JSON', async () => {
    const result = await load(() => new Response('{ "backend": }'));
    expect('problems' in result && result.problems[0]?.text).toMatch(
      /^The file is not valid JSON: .+\.$/,
    );
  });

  function good() {
    return { backend: 'emulator', appId: APP_ID };
  }
});
