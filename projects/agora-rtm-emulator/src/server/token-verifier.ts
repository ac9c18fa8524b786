import { createRequire } from 'node:module';
import { isSignedWith, openToken } from './token-envelope.ts';
import type { TokenEnvelope } from './token-envelope.ts';

/** What is used of `agora-token`, whose type definitions cover its builders only. */
interface TokenLibrary {
  readonly kRtmServiceType: number;
  readonly ServiceRtm: { readonly kPrivilegeLogin: number };
  readonly AccessToken2: new () => {
    from_string(token: string): boolean;
    getServices(type: number): readonly RtmService[];
  };
}

interface RtmService {
  readonly __user_id: Buffer;
  /** Seconds from the issue time, by privilege. */
  readonly __privileges: Readonly<Record<number, number>>;
}

const { AccessToken2, ServiceRtm, kRtmServiceType } = createRequire(import.meta.url)(
  'agora-token/src/AccessToken2.js',
) as TokenLibrary;

/**
 * What can be wrong with a token, in Agora's names: those of the access point's answers in the bundle
 * of agora-rtm-sdk 2.3.0, with the code that the SDK turns each one into and its words for it.
 */
export const TOKEN_FAULTS = {
  /** There is none, though the App ID has a certificate. */
  DYNAMIC_ENABLED_BUT_STATIC_KEY: {
    code: -10005,
    text: 'The vendor enabled the dynamic key, but uses the static key',
  },
  /** It is no token, or not signed with this certificate. */
  NO_AUTHORIZED: { code: -10005, text: 'Signature verification failed' },
  INVALID_TOKEN_UID: { code: -10005, text: 'UID in the security key(token) is not valid' },
  TOKEN_EXPIRED: { code: -10009, text: 'The token has expired' },
  NO_RTM_PRIVILEGE: { code: -10015, text: 'Token does not have RTM privilege' },
  INIT_APPID_MISMATCH: {
    code: -10016,
    text: 'The appid in the init request does not match the appid in the token',
  },
} as const;

export type TokenFault = keyof typeof TOKEN_FAULTS;

/** What a login that is refused for it adds to the error. */
export function detailOf(fault: TokenFault): string {
  return ` detail: ${fault}, ${TOKEN_FAULTS[fault].text}`;
}

/** `expiresAt` is in milliseconds since 1970. */
export type TokenVerdict =
  | { readonly ok: true; readonly expiresAt: number }
  | { readonly ok: false; readonly fault: TokenFault };

/**
 * Verifies a token: App ID, signature, RTM login privilege, user and expiry, in this order. Never
 * throws, whatever the token is.
 *
 * @param token `null`, an empty one and the App ID itself are no token, as in the SDK.
 * @param now Milliseconds since 1970.
 */
export function verifyToken(
  token: string | null,
  certificate: string,
  appId: string,
  userId: string,
  now: number,
): TokenVerdict {
  if (token === null || token === '' || token === appId) {
    return refuse('DYNAMIC_ENABLED_BUT_STATIC_KEY');
  }
  const envelope = openToken(token);
  if (envelope === null) return refuse('NO_AUTHORIZED');
  if (envelope.appId !== appId) return refuse('INIT_APPID_MISMATCH');
  if (!isSignedWith(certificate, envelope)) return refuse('NO_AUTHORIZED');
  // From here on it is what the holder of the certificate wrote: the library never sees anything else.
  const logins = readLogins(token, envelope);
  if (logins.length === 0) return refuse('NO_RTM_PRIVILEGE');
  const own = logins.filter((login) => login.userId === userId);
  if (own.length === 0) return refuse('INVALID_TOKEN_UID');
  const expiresAt = Math.max(...own.map((login) => login.expiresAt));
  return now < expiresAt ? { ok: true, expiresAt } : refuse('TOKEN_EXPIRED');
}

/** Who may log in to RTM until when. A token can hold services of any kind, and several of one. */
function readLogins(token: string, envelope: TokenEnvelope) {
  const parsed = new AccessToken2();
  if (!parsed.from_string(token)) return [];
  return parsed.getServices(kRtmServiceType).flatMap((service) => {
    const privilege = service.__privileges[ServiceRtm.kPrivilegeLogin];
    if (privilege === undefined) return [];
    // Both are counted from the issue time; whatever ends first ends the login.
    const seconds = envelope.issuedAt + Math.min(envelope.lifetime, privilege);
    return [{ userId: service.__user_id.toString('utf8'), expiresAt: seconds * 1_000 }];
  });
}

function refuse(fault: TokenFault): TokenVerdict {
  return { ok: false, fault };
}
