import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import type { TokenServerOptions } from './public-api.ts';
import { ask, askAs, DESK, runServer } from './testing/fixtures.ts';
import type { Question } from './testing/fixtures.ts';

const anyone = async () => ({ userId: 'alice' });
const PRODUCTION: Partial<TokenServerOptions> = { authenticate: anyone, allowedOrigins: [DESK] };
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('origins', () => {
  const local = ['http://localhost', 'http://localhost:4200', 'http://127.0.0.1:9876'];
  const foreign = [
    'null',
    '',
    '*',
    'https://evil.example',
    'https://desk.example.com.evil.example',
    'https://desk.example.com:8443',
    'https://desk.example.com/',
    'http://desk.example.com',
    'https://localhost:4200',
    'http://localhost.evil.example',
    'http://localhost:4200.evil.example',
    'http://localhost@evil.example',
    'HTTPS://DESK.EXAMPLE.COM',
  ];
  const preflight = {
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,content-type',
  };

  const matrix: [string, Partial<TokenServerOptions>, string[], string[]][] = [
    ['on the list', PRODUCTION, [DESK], [...local, ...foreign]],
    ['on this machine, in development,', {}, local, [DESK, ...foreign]],
    ['of both kinds', { allowedOrigins: [DESK] }, [DESK, ...local], foreign],
  ];
  for (const [name, options, allowed, refused] of matrix) {
    it(`${name} may ask, and no other`, async (test) => {
      const { port } = await runServer(test, options);
      for (const origin of allowed) {
        const options = await ask(port, { method: 'OPTIONS', headers: { origin, ...preflight } });
        assert.equal(options.status, 204, origin);
        assert.equal(options.headers['access-control-allow-methods'], 'POST');
        assert.equal(options.headers['access-control-max-age'], '600');
        assert.equal(
          options.headers['access-control-allow-headers'],
          'Authorization, Content-Type',
        );
        const answer = await askAs(port, 'alice', { origin });
        assert.equal(answer.status, 200, origin);
        for (const { headers } of [options, answer]) {
          assert.equal(headers['access-control-allow-origin'], origin);
          assert.equal(headers['access-control-allow-credentials'], undefined);
          assert.equal(headers.vary, 'Origin');
        }
      }
      for (const origin of refused) {
        const options = await ask(port, { method: 'OPTIONS', headers: { origin, ...preflight } });
        const answer = await askAs(port, 'alice', { origin });
        for (const { status, headers, body } of [options, answer]) {
          assert.equal(status, 403, origin);
          assert.equal(body.error?.code, 'origin_refused');
          assert.equal(headers['access-control-allow-origin'], undefined);
          assert.equal(headers.vary, 'Origin');
        }
      }
    });
  }

  it('are told of refusals too, so that the page can read them', async (test) => {
    const { port } = await runServer(test, { ...PRODUCTION, authenticate: async () => null });
    const { status, headers } = await askAs(port, 'alice', { origin: DESK });
    assert.deepEqual([status, headers['access-control-allow-origin']], [401, DESK]);
    assert.equal(headers['access-control-expose-headers'], 'Retry-After');
  });
});

describe('hosts', () => {
  const isServed = async (port: number, host: string) =>
    (await askAs(port, 'alice', { host })).body.error?.code !== 'host_refused';

  it('of another name are refused on loopback, which stops DNS rebinding', async (test) => {
    const { port } = await runServer(test, { allowedHosts: ['chat.test'] });
    for (const host of [`localhost:${port}`, '127.0.0.1', `[::1]:${port}`, 'chat.test']) {
      assert.equal(await isServed(port, host), true, host);
    }
    const rebound = [
      'evil.example',
      `evil.example:${port}`,
      'localhost.evil.example',
      'a@localhost',
    ];
    for (const host of [...rebound, 'x.chat.test', '192.0.2.1', 'localhost/evil']) {
      assert.equal(await isServed(port, host), false, host);
    }
  });

  it('are the business of the proxy elsewhere', async (test) => {
    const { port } = await runServer(test, { ...PRODUCTION, host: '0.0.0.0' });
    assert.equal(await isServed(port, 'chat.example.com'), true);
  });
});

describe('requests', () => {
  const huge = 'x'.repeat(4097);
  const wrong: [string, Question, number, string][] = [
    ['another path', { path: '/' }, 404, 'not_found'],
    ['a path below', { path: '/token/' }, 404, 'not_found'],
    ['a property of objects', { path: '/constructor' }, 404, 'not_found'],
    ['GET', { method: 'GET' }, 405, 'wrong_method'],
    ['PUT', { method: 'PUT' }, 405, 'wrong_method'],
    ['POST to /health', { path: '/health' }, 405, 'wrong_method'],
    ['a form', { headers: { 'Content-Type': 'text/plain' }, body: '{}' }, 415, 'unsupported_type'],
    ['no type', { body: '{}' }, 415, 'unsupported_type'],
    ['no JSON', { headers: JSON_TYPE, body: '{"userId"' }, 400, 'malformed_body'],
    ['bytes', { headers: JSON_TYPE, body: Buffer.from([255, 254, 0]) }, 400, 'malformed_body'],
    ['a list', { headers: JSON_TYPE, body: '["alice"]' }, 400, 'malformed_body'],
    ['a text', { headers: JSON_TYPE, body: '"alice"' }, 400, 'malformed_body'],
    ['null', { headers: JSON_TYPE, body: 'null' }, 400, 'malformed_body'],
    ['deep nesting', { headers: JSON_TYPE, body: '['.repeat(4000) }, 400, 'malformed_body'],
    [
      'a body announced too large',
      { headers: { ...JSON_TYPE, 'Content-Length': 10_000_000 }, isOpen: true },
      413,
      'body_too_large',
    ],
    [
      'a body that grows too large',
      { headers: { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }, body: huge, isOpen: true },
      413,
      'body_too_large',
    ],
  ];
  for (const [name, question, status, code] of wrong) {
    it(`are refused for ${name}: ${status}`, async (test) => {
      const { port } = await runServer(test, PRODUCTION);
      const answer = await ask(port, question);
      assert.deepEqual([answer.status, answer.body.error?.code], [status, code]);
      assert.ok((answer.body.error?.message ?? '').length > 10);
      assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
      if (status === 405) assert.match(answer.headers.allow ?? '', /^(GET|POST), OPTIONS$/);
      assert.equal((await ask(port)).status, 200, 'the server goes on');
    });
  }

  it('may have a body of 4 KB', async (test) => {
    const { port } = await runServer(test, PRODUCTION);
    const body = '{}'.padEnd(4096);
    assert.equal((await ask(port, { headers: JSON_TYPE, body })).status, 200);
  });

  it('that do not arrive in time are cut', async (test) => {
    const { port } = await runServer(test, { requestTimeout: 50 });
    const head = 'POST /token HTTP/1.1\r\nHost: localhost\r\n';
    for (const start of [head, `${head}Content-Length: 20\r\n\r\n{"userId"`]) {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.write(start);
      await once(socket, 'close');
      assert.match(text, /^HTTP\/1\.1 408 /);
    }
  });

  it('end without harm when the caller leaves in the middle', async (test) => {
    const log = new EventEmitter();
    const left = once(log, 'line');
    const { port } = await runServer(test, { log: (line) => void log.emit('line', line) });
    const socket = connect(port, '127.0.0.1');
    socket.end('POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{"user', () =>
      socket.destroy(),
    );
    assert.deepEqual(await left, ['POST /token 400 aborted']);
    assert.equal((await askAs(port, 'alice')).status, 200);
  });
});

describe('answers', () => {
  it('are neither kept, sniffed nor framed', async (test) => {
    const { port } = await runServer(test);
    for (const { headers } of [await askAs(port, 'alice'), await ask(port, { path: '/' })]) {
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(
        headers['content-security-policy'],
        "default-src 'none'; frame-ancestors 'none'",
      );
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['x-powered-by'], undefined);
    }
  });

  it('of /health say that it runs, and nothing about it', async (test) => {
    const { port } = await runServer(test);
    const { status, body } = await ask(port, { method: 'GET', path: '/health' });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['name', 'version', 'status']);
    const head = await ask(port, { method: 'HEAD', path: '/health' });
    assert.deepEqual([head.status, head.body], [200, {}]);
  });

  it('do not say why something broke', async (test) => {
    const lines: string[] = [];
    const authenticate = () => {
      throw new Error('the secret reason');
    };
    const { port } = await runServer(test, { authenticate, log: (line) => lines.push(line) });
    const { status, body } = await ask(port);
    assert.equal(status, 500);
    assert.doesNotMatch(JSON.stringify(body), /secret reason/);
    assert.deepEqual(lines, ['failed: the secret reason', 'POST /token 500 failed']);
  });
});
