import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OptionsError } from './check-options.ts';
import { readEnvironment } from './environment.ts';
import type { CommandLineOptions, Environment } from './environment.ts';
import { startTokenServer } from './public-api.ts';
import { APP_ID, CERTIFICATE, DESK } from './testing/fixtures.ts';

const GOOD: Environment = {
  AGORA_APP_ID: APP_ID,
  AGORA_APP_CERTIFICATE: CERTIFICATE,
  OIDC_JWKS_URI: 'https://id.example.com/jwks',
  OIDC_ISSUER: 'https://id.example.com/',
  OIDC_AUDIENCE: 'https://chat.example.com',
  ALLOWED_ORIGINS: DESK,
};
const PLAIN: CommandLineOptions = { development: false };
const DEVELOPMENT: CommandLineOptions = { development: true };
const AGORA_ONLY: Environment = { AGORA_APP_ID: APP_ID, AGORA_APP_CERTIFICATE: CERTIFICATE };

function problemsOf(env: Environment, cli: CommandLineOptions): readonly string[] {
  try {
    readEnvironment(env, cli);
    return [];
  } catch (error) {
    assert.ok(error instanceof OptionsError);
    return error.problems;
  }
}

describe('readEnvironment', () => {
  it('takes what is there, and defaults for the rest', () => {
    assert.deepEqual(readEnvironment(GOOD, PLAIN), {
      appId: APP_ID,
      appCertificate: CERTIFICATE,
      authenticate: {
        jwksUri: 'https://id.example.com/jwks',
        issuer: 'https://id.example.com/',
        audience: 'https://chat.example.com',
        userClaim: 'sub',
      },
      allowedOrigins: [DESK],
      allowedHosts: [],
      lifetime: 3600,
      port: 9701,
      host: '127.0.0.1',
      trustedProxies: 0,
    });
    const all = readEnvironment(
      {
        ...GOOD,
        OIDC_USER_CLAIM: 'employee',
        ALLOWED_ORIGINS: ` ${DESK} , http://localhost:4200,`,
        ALLOWED_HOSTS: 'chat.example.com',
        TOKEN_LIFETIME: '600',
        PORT: '80',
        HOST: '0.0.0.0',
        TRUSTED_PROXIES: '2',
        NODE_ENV: 'production',
      },
      PLAIN,
    );
    assert.deepEqual(all.allowedOrigins, [DESK, 'http://localhost:4200']);
    assert.deepEqual(all.allowedHosts, ['chat.example.com']);
    assert.deepEqual([all.lifetime, all.port, all.host], [600, 80, '0.0.0.0']);
    assert.equal(all.trustedProxies, 2);
  });

  it('prefers the command line', () => {
    const cli = { ...PLAIN, port: '0', host: '::1' };
    const { port, host } = readEnvironment({ ...GOOD, PORT: '80', HOST: '0.0.0.0' }, cli);
    assert.deepEqual([port, host], [0, '::1']);
  });

  it('needs only the Agora project in development mode', () => {
    assert.equal(readEnvironment(AGORA_ONLY, DEVELOPMENT).authenticate, 'development');
  });

  it('names everything that is missing at once', () => {
    const names = problemsOf({}, PLAIN).map((problem) => problem.split(' ')[0]);
    const missing = ['AGORA_APP_ID', 'AGORA_APP_CERTIFICATE', 'OIDC_JWKS_URI', 'OIDC_ISSUER'];
    assert.deepEqual(names, [...missing, 'OIDC_AUDIENCE', 'ALLOWED_ORIGINS']);
  });

  const table: [Environment, RegExp][] = [
    [{ AGORA_APP_ID: 'short' }, /^AGORA_APP_ID must be 32 hexadecimal/],
    [{ AGORA_APP_CERTIFICATE: `${CERTIFICATE}0` }, /^AGORA_APP_CERTIFICATE must be 32 hexadecimal/],
    [{ AGORA_APP_CERTIFICATE: APP_ID }, /^AGORA_APP_CERTIFICATE is the App ID/],
    [{ OIDC_JWKS_URI: 'http://id.example.com/jwks' }, /^OIDC_JWKS_URI must be the https URL/],
    [{ OIDC_JWKS_URI: 'id.example.com' }, /^OIDC_JWKS_URI must be the https URL/],
    [{ OIDC_ISSUER: ' ' }, /^OIDC_ISSUER must be/],
    [{ OIDC_AUDIENCE: '' }, /^OIDC_AUDIENCE must be/],
    [{ ALLOWED_ORIGINS: '*' }, /^ALLOWED_ORIGINS must not be "\*"/],
    [{ ALLOWED_ORIGINS: `${DESK}/` }, /^ALLOWED_ORIGINS must be https origins/],
    [{ ALLOWED_ORIGINS: 'http://desk.example.com' }, /^ALLOWED_ORIGINS must be https origins/],
    [{ ALLOWED_ORIGINS: 'https://*.example.com' }, /^ALLOWED_ORIGINS must be https origins/],
    [{ ALLOWED_ORIGINS: ',' }, /^ALLOWED_ORIGINS must name/],
    [{ ALLOWED_HOSTS: 'chat.example.com:80' }, /^ALLOWED_HOSTS must be host names/],
    [{ TOKEN_LIFETIME: '3601' }, /^TOKEN_LIFETIME must be .* from 1 to 3600/],
    [{ TOKEN_LIFETIME: '0' }, /^TOKEN_LIFETIME must be/],
    [{ TOKEN_LIFETIME: '1h' }, /^TOKEN_LIFETIME must be/],
    [{ TOKEN_LIFETIME: '1e3' }, /^TOKEN_LIFETIME must be/],
    [{ PORT: '65536' }, /^PORT \(--port\) must be/],
    [{ PORT: 'http' }, /^PORT \(--port\) must be/],
    [{ HOST: 'http://x' }, /^HOST \(--host\) must be/],
    [{ TRUSTED_PROXIES: '-1' }, /^TRUSTED_PROXIES must be/],
  ];
  for (const [change, expected] of table) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      const [problem, ...others] = problemsOf({ ...GOOD, ...change }, PLAIN);
      assert.match(problem ?? 'no problem', expected);
      assert.deepEqual(others, []);
      assert.doesNotMatch(problem ?? '', new RegExp(CERTIFICATE));
    });
  }

  it('refuses development mode in production, off loopback, and over a provider', () => {
    const [production] = problemsOf({ ...AGORA_ONLY, NODE_ENV: 'production' }, DEVELOPMENT);
    assert.match(production ?? '', /^--development: .*NODE_ENV is "production"/);
    for (const host of [
      '0.0.0.0',
      '::',
      '192.0.2.1',
      'chat.example.com',
      '127.0.0.1.evil.example',
    ]) {
      const [reachable] = problemsOf({ ...AGORA_ONLY, HOST: host }, DEVELOPMENT);
      assert.match(reachable ?? host, /^--development: .*other machines/);
    }
    assert.match(problemsOf(GOOD, DEVELOPMENT)[0] ?? '', /OIDC_JWKS_URI/);
  });
});

describe('startTokenServer', () => {
  const options = { appId: APP_ID, appCertificate: CERTIFICATE, port: 0 };

  it('refuses development mode off loopback and in production, whoever starts it', async (test) => {
    const authenticate = 'development';
    await assert.rejects(
      startTokenServer({ ...options, authenticate, host: '0.0.0.0' }),
      OptionsError,
    );
    const before = process.env['NODE_ENV'];
    test.after(() => {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    });
    process.env['NODE_ENV'] = 'production';
    await assert.rejects(startTokenServer({ ...options, authenticate }), /"production"/);
  });

  it('refuses a longer life than an hour', async () => {
    const authenticate = async () => null;
    await assert.rejects(
      startTokenServer({ ...options, authenticate, lifetime: 7200 }),
      /lifetime must/,
    );
  });
});
