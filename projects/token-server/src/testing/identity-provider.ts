import type { TestContext } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import type { OidcOptions } from '../public-api.ts';
import { serveJson } from './fixtures.ts';

export const ISSUER = 'https://id.example.com/';
export const AUDIENCE = 'https://chat.example.com';

/** How a token differs from a good one. */
export interface Variation {
  readonly claims?: JWTPayload;
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: CryptoKey | Uint8Array;
  /** When it expires, in seconds from now; `null` for never. */
  readonly expiresIn?: number | null;
}

/** An identity provider: its keys are served on loopback, and it signs what a test asks for. */
export async function identityProvider(test: TestContext) {
  const rsa = await generateKeyPair('RS256', { extractable: true });
  const ec = await generateKeyPair('ES256', { extractable: true });
  const rsaJwk = { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256', use: 'sig' };
  const ecJwk = { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256', use: 'sig' };
  const jwksUri = await serveJson(test, { keys: [rsaJwk, ecJwk] });
  const oidc: OidcOptions = { jwksUri, issuer: ISSUER, audience: AUDIENCE };

  const sign = (variation: Variation = {}): Promise<string> => {
    const { claims, alg = 'RS256', kid = 'rsa', key = rsa.privateKey, expiresIn = 60 } = variation;
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: ISSUER,
      aud: AUDIENCE,
      sub: 'alice',
      ...(expiresIn === null ? {} : { exp: now + expiresIn }),
      ...claims,
    };
    return new SignJWT(payload).setProtectedHeader({ alg, kid }).setIssuedAt().sign(key);
  };
  return { oidc, sign, rsa, ec, rsaJwk };
}

/** The header that carries a token. */
export function bearer(token: string) {
  return { Authorization: `Bearer ${token}` };
}
