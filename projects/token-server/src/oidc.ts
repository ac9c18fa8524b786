import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { bearerOf } from './authenticate.ts';
import type { Authenticate } from './authenticate.ts';

/** How access tokens of an OpenID Connect provider are verified. */
export interface OidcOptions {
  /** Where the provider publishes its keys; https, or http on this machine. */
  readonly jwksUri: string;
  /** The `iss` a token must carry, exactly. */
  readonly issuer: string;
  /** The `aud` a token must carry: this API, not the web application's client id. */
  readonly audience: string;
  /** The claim that holds the user id; `sub` by default. */
  readonly userClaim?: string;
}

/**
 * Signatures that are accepted: by public keys only. An allow-list, because the token's own header
 * names its algorithm, and `none` or an HMAC with the public key as the secret would let anyone in.
 */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
];

/** How far the clocks of provider and server may be apart, in seconds. */
const CLOCK_TOLERANCE = 5;

/** What is wrong with a token, as opposed to with the provider: jose's codes of those errors. */
const TOKEN_FAULTS = new Set<string>([
  errors.JWTExpired.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);

/** Authenticates callers by the access tokens of an OpenID Connect provider. */
export function authenticateWithOidc(options: OidcOptions): Authenticate {
  const { issuer, audience, userClaim = 'sub' } = options;
  const keys = createRemoteJWKSet(new URL(options.jwksUri));
  return async (headers) => {
    const bearer = bearerOf(headers);
    if (bearer === null) return null;
    try {
      const { payload } = await jwtVerify(bearer, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['exp', userClaim],
      });
      const userId = payload[userClaim];
      return typeof userId === 'string' ? { userId } : null;
    } catch (error) {
      if (error instanceof errors.JOSEError && TOKEN_FAULTS.has(error.code)) return null;
      throw error;
    }
  };
}
