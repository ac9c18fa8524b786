import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issueToken } from './issue-token.ts';
import type { Authenticate } from './public-api.ts';
import { APP_ID, ask, askAs, CERTIFICATE, readToken, runServer } from './testing/fixtures.ts';
import { bearer, identityProvider } from './testing/identity-provider.ts';

describe('POST /token', () => {
  it('issues a token that lets the caller, and nobody else, log in to RTM', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const { port } = await runServer(test, { authenticate: oidc });
    const before = Math.floor(Date.now() / 1000);
    const { status, body } = await askAs(port, 'alice', bearer(await sign()));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['token', 'userId', 'expiresIn']);
    assert.deepEqual([body.userId, body.expiresIn], ['alice', 3600]);
    const token = readToken(body.token ?? '');
    assert.equal(token.isVerified, true);
    assert.equal(token.appId, APP_ID);
    assert.equal(token.lifetime, 3600);
    assert.ok(token.issuedAt >= before && token.issuedAt <= Date.now() / 1000);
    // Service 2 is RTM, its privilege 1 is the login.
    assert.deepEqual(token.services, [{ type: 2, userId: 'alice', privileges: { 1: 3600 } }]);
    assert.equal(readToken(body.token ?? '', APP_ID).isVerified, false, 'by another key');
  });

  it('needs no body, as the caller is known', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const { port } = await runServer(test, { authenticate: oidc });
    const headers = bearer(await sign({ claims: { sub: 'bob' } }));
    for (const body of [undefined, '', '{}']) {
      const answer = await ask(port, {
        headers: { ...headers, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      });
      assert.equal(answer.body.userId, 'bob');
    }
  });

  it('refuses a token for another user', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const { port } = await runServer(test, { authenticate: oidc });
    for (const userId of ['bob', 'Alice', 'alice ', '', '_alice', '*']) {
      const { status, body } = await askAs(port, userId, bearer(await sign()));
      assert.deepEqual(
        [status, body.error?.code, body.token],
        [403, 'other_user', undefined],
        userId,
      );
    }
    for (const userId of [null, 17, ['alice'], { $ne: '' }]) {
      const { status, body } = await askAs(port, userId, bearer(await sign()));
      assert.deepEqual([status, body.error?.code], [400, 'invalid_user_id']);
    }
  });

  it('refuses callers who cannot prove who they are, and says how to', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const { port } = await runServer(test, { authenticate: oidc });
    const missing = await askAs(port, 'alice');
    assert.equal(missing.status, 401);
    assert.equal(missing.headers['www-authenticate'], 'Bearer');
    assert.match(missing.body.error?.message ?? '', /Authorization: Bearer/);
    const expired = await askAs(port, 'alice', bearer(await sign({ expiresIn: -60 })));
    assert.equal(expired.status, 401);
    assert.equal(expired.headers['www-authenticate'], 'Bearer error="invalid_token"');
    assert.equal(expired.body.token, undefined);
  });

  it('refuses an identity that is no user id of Agora', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const { port } = await runServer(test, { authenticate: oidc });
    const answer = await ask(port, { headers: bearer(await sign({ claims: { sub: 'a@b.c' } })) });
    assert.deepEqual([answer.status, answer.body.error?.code], [403, 'unusable_identity']);
  });

  it('shortens the life of tokens as configured', async (test) => {
    const { port } = await runServer(test, { lifetime: 90 });
    const { body } = await askAs(port, 'alice');
    assert.equal(body.expiresIn, 90);
    const { lifetime, services } = readToken(body.token ?? '');
    assert.deepEqual([lifetime, services[0]?.privileges[1]], [90, 90]);
  });

  it('takes an authentication of your own', async (test) => {
    const authenticate: Authenticate = async ({ cookie }) =>
      cookie === 'session=1' ? { userId: 'carol' } : null;
    const { port } = await runServer(test, { authenticate });
    assert.equal((await ask(port, { headers: { cookie: 'session=1' } })).body.userId, 'carol');
    assert.equal((await ask(port, { headers: { cookie: 'session=2' } })).status, 401);
  });

  it('answers 503 while identities cannot be verified, and logs why without secrets', async (test) => {
    const lines: string[] = [];
    const { port } = await runServer(test, {
      authenticate: () => Promise.reject(new Error(`no\nkeys for ${CERTIFICATE}`)),
      log: (line) => lines.push(line),
    });
    const { status, headers, body } = await askAs(port, 'alice', bearer('x'));
    assert.deepEqual([status, headers['retry-after']], [503, '60']);
    assert.doesNotMatch(body.error?.message ?? '', /keys/);
    assert.equal(lines[0], 'cannot authenticate: no\\u000akeys for [secret]');
  });

  it('believes the body in development mode, within the rules for user ids', async (test) => {
    const { port } = await runServer(test);
    const { body } = await askAs(port, 'dave');
    assert.equal(readToken(body.token ?? '').services[0]?.userId, 'dave');
    for (const userId of ['', '_dave', 'a.b', 'x'.repeat(65), 'd\nave', null, 1]) {
      assert.equal((await askAs(port, userId)).body.error?.code, 'invalid_user_id');
    }
    assert.equal((await ask(port)).body.error?.code, 'invalid_user_id');
  });

  it('writes no token, bearer, certificate or body into the log', async (test) => {
    const lines: string[] = [];
    const { oidc, sign } = await identityProvider(test);
    const { port } = await runServer(test, { authenticate: oidc, log: (line) => lines.push(line) });
    const access = await sign();
    const good = await askAs(port, 'alice', bearer(access));
    await askAs(port, 'mallory', bearer(access));
    await ask(port, { headers: bearer(access), body: '{"secret-body' });
    await ask(port, { path: `/token/${access}` });
    await ask(port, { path: `/token?access_token=${access}` });
    assert.deepEqual(lines, [
      'POST /token 200 "alice"',
      'POST /token 403 other_user',
      'POST /token 415 unsupported_type',
      'POST (another path) 404 not_found',
      'POST /token 401 unauthenticated',
    ]);
    assert.ok(good.body.token);
  });
});

describe('rate limits', () => {
  it('hold back a caller, and nobody else', async (test) => {
    let now = 0;
    const { oidc, sign } = await identityProvider(test);
    const callerLimit = { requests: 2, window: 60_000 };
    const { port } = await runServer(test, { authenticate: oidc, callerLimit, now: () => now });
    const alice = bearer(await sign());
    assert.equal((await ask(port, { headers: alice })).status, 200);
    assert.equal((await ask(port, { headers: alice })).status, 200);
    now = 15_000;
    const refused = await ask(port, { headers: alice });
    assert.deepEqual([refused.status, refused.headers['retry-after']], [429, '45']);
    const bob = bearer(await sign({ claims: { sub: 'bob' } }));
    assert.equal((await ask(port, { headers: bob })).status, 200);
    now = 60_000;
    assert.equal((await ask(port, { headers: alice })).status, 200);
  });

  it('hold back an address before it is authenticated', async (test) => {
    let asked = 0;
    const authenticate = async (): Promise<null> => (asked++, null);
    const { port } = await runServer(test, {
      authenticate,
      addressLimit: { requests: 3, window: 60_000 },
      now: () => 0,
    });
    const statuses: number[] = [];
    for (let index = 0; index < 5; index++) statuses.push((await ask(port)).status);
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
    assert.equal(asked, 3);
    assert.equal((await ask(port, { method: 'GET', path: '/health' })).status, 200);
  });

  it('know the address behind a trusted proxy, and are not fooled by invented ones', async (test) => {
    const addressLimit = { requests: 1, window: 60_000 };
    const from = (forwarded: string) => ({ 'X-Forwarded-For': forwarded });
    const open = await runServer(test, { addressLimit, now: () => 0 });
    assert.equal((await askAs(open.port, 'a', from('192.0.2.1'))).status, 200);
    assert.equal((await askAs(open.port, 'a', from('192.0.2.2'))).status, 429);
    const behind = await runServer(test, { addressLimit, now: () => 0, trustedProxies: 1 });
    assert.equal((await askAs(behind.port, 'a', from('192.0.2.1'))).status, 200);
    assert.equal((await askAs(behind.port, 'a', from('192.0.2.2'))).status, 200);
    assert.equal((await askAs(behind.port, 'a', from('198.51.100.9, 192.0.2.1'))).status, 429);
  });
});

describe('issueToken', () => {
  it('throws instead of issuing nothing', () => {
    assert.throws(() => issueToken({ appId: APP_ID, appCertificate: '' }, 'alice', 60), /no token/);
  });
});
