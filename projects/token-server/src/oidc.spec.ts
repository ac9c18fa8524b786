import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import type { IncomingHttpHeaders } from 'node:http';
import { authenticateWithOidc } from './oidc.ts';
import { serveJson } from './testing/fixtures.ts';
import { AUDIENCE, identityProvider, ISSUER } from './testing/identity-provider.ts';
import type { Variation } from './testing/identity-provider.ts';

const withToken = (token: string): IncomingHttpHeaders => ({ authorization: `Bearer ${token}` });
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('authenticateWithOidc', () => {
  it('takes tokens of the provider, by RSA and by elliptic curve', async (test) => {
    const { oidc, sign, ec } = await identityProvider(test);
    const authenticate = authenticateWithOidc(oidc);
    const elliptic = await sign({ alg: 'ES256', kid: 'ec', key: ec.privateKey });
    for (const token of [await sign(), elliptic]) {
      assert.deepEqual(await authenticate(withToken(token)), { userId: 'alice' });
    }
    const manyAudiences = await sign({ claims: { aud: ['other', AUDIENCE] } });
    assert.deepEqual(await authenticate(withToken(manyAudiences)), { userId: 'alice' });
  });

  it('takes the user id from another claim', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const authenticate = authenticateWithOidc({ ...oidc, userClaim: 'employee' });
    const token = await sign({ claims: { employee: 'e-17' } });
    assert.deepEqual(await authenticate(withToken(token)), { userId: 'e-17' });
    assert.equal(await authenticate(withToken(await sign())), null);
    assert.equal(await authenticate(withToken(await sign({ claims: { employee: 17 } }))), null);
  });

  it('refuses every other token', async (test) => {
    const { oidc, sign, rsaJwk } = await identityProvider(test);
    const authenticate = authenticateWithOidc(oidc);
    const stranger = await generateKeyPair('RS256');
    const curve = await generateKeyPair('ES256');
    // The public key as the secret of an HMAC: what RS/HS confusion is about.
    const publicBytes = new TextEncoder().encode(JSON.stringify(rsaJwk));
    const now = Math.floor(Date.now() / 1000);
    const variations: Record<string, Variation> = {
      expired: { expiresIn: -60 },
      'without an expiry': { expiresIn: null },
      'not valid yet': { claims: { nbf: now + 600 } },
      'of another audience': { claims: { aud: 'https://other.example.com' } },
      'of no audience': { claims: { aud: [] } },
      'of another issuer': { claims: { iss: `${ISSUER}evil` } },
      'signed by a stranger': { key: stranger.privateKey },
      'of an unknown key': { key: stranger.privateKey, kid: 'unknown' },
      'of another algorithm for the key': { alg: 'ES256', key: curve.privateKey },
      'by HMAC': { alg: 'HS256', key: publicBytes },
    };
    const refused: [string, string][] = [];
    for (const [name, variation] of Object.entries(variations)) {
      refused.push([name, await sign(variation)]);
    }
    const [header = '', payload = '', signature = ''] = (await sign()).split('.');
    const forged = encode({ iss: ISSUER, aud: AUDIENCE, sub: 'admin', exp: now + 60 });
    refused.push(
      ['with another payload', `${header}.${forged}.${signature}`],
      ['without a signature', `${header}.${payload}.`],
      ['of two parts', `${header}.${payload}`],
      ['alg none', `${encode({ alg: 'none' })}.${forged}.`],
      ['alg NONE', `${encode({ alg: 'NONE' })}.${forged}.${signature}`],
      ['no token at all', 'alice'],
    );
    for (const [name, token] of refused) {
      assert.equal(await authenticate(withToken(token)), null, name);
    }
    // What they were made from is good: each was refused for its own fault.
    assert.notEqual(await authenticate(withToken(await sign())), null);
  });

  it('refuses an algorithm that is not on its list, though the provider has a key for it', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const { privateKey: key, publicKey } = await generateKeyPair('ES512', { extractable: true });
    const jwksUri = await serveJson(test, {
      keys: [{ ...(await exportJWK(publicKey)), kid: 'big' }],
    });
    const token = await sign({ alg: 'ES512', kid: 'big', key });
    assert.equal((await jwtVerify(token, publicKey)).payload.sub, 'alice', 'the token is good');
    assert.equal(await authenticateWithOidc({ ...oidc, jwksUri })(withToken(token)), null);
  });

  it('refuses other headers than one bearer token', async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const authenticate = authenticateWithOidc(oidc);
    const token = await sign();
    for (const authorization of ['', token, `Basic ${token}`, 'Bearer', `Bearer ${token} x`]) {
      assert.equal(await authenticate({ authorization }), null, authorization);
    }
    assert.equal(await authenticate({}), null);
    assert.notEqual(await authenticate({ authorization: `bearer ${token}` }), null);
  });

  it("rejects when the provider's keys cannot be read: that is not the caller's fault", async (test) => {
    const { oidc, sign } = await identityProvider(test);
    const token = await sign();
    const broken = [
      await serveJson(test, {}, 500),
      await serveJson(test, { keys: 'none' }),
      'http://127.0.0.1:1/jwks',
    ];
    for (const jwksUri of broken) {
      await assert.rejects(authenticateWithOidc({ ...oidc, jwksUri })(withToken(token)), jwksUri);
    }
  });
});
