import { LOGIN, RENEW_TOKEN } from './error-codes.ts';
import { invalidArgument, unauthenticated, unavailable } from './rtm-error.ts';
import type { RtmError } from './rtm-error.ts';

/**
 * What the access point says of a token, in its names, with its code and the SDK's words. Source: the
 * shipped bundle. That a token of another App ID is a bad signature to it is assumed.
 */
const TOKEN_FAULTS: Record<string, { serverCode: number; code: number; text: string }> = {
  NO_AUTHORIZED: {
    serverCode: 9,
    code: LOGIN.INVALID_TOKEN,
    text: 'Signature verification failed',
  },
  INIT_APPID_MISMATCH: {
    serverCode: 9,
    code: LOGIN.INVALID_TOKEN,
    text: 'Signature verification failed',
  },
  INVALID_TOKEN_UID: {
    serverCode: 12,
    code: LOGIN.INVALID_TOKEN,
    text: 'UID in the security key(token) is not valid',
  },
  TOKEN_EXPIRED: { serverCode: 13, code: LOGIN.TOKEN_EXPIRED, text: 'The token has expired' },
  DYNAMIC_ENABLED_BUT_STATIC_KEY: {
    serverCode: 15,
    code: LOGIN.INVALID_TOKEN,
    text: 'The vendor enabled the dynamic key, but uses the static key',
  },
};

/** The App ID has no certificate, so it can have no token. */
const NO_CERTIFICATE = {
  serverCode: 14,
  code: LOGIN.INVALID_TOKEN,
  text: 'The vendor did not enable the dynamic key, but uses the dynamic key',
};

/** What the server says to a login or a renewal, by its code. */
export interface Refused {
  readonly code: number;
  readonly detail: string;
}

/** Whether a refusal is about a token that has ended. */
export function isExpiry({ code }: Refused): boolean {
  return code === -10009;
}

/** The error of a login that the server refuses. */
export function loginRefusal({ code, detail }: Refused): RtmError {
  if (code === -10006) return invalidArgument('not a valid user id', LOGIN.INVALID_ARGUMENT);
  const name = /detail: (\w+)/.exec(detail)?.[1] ?? '';
  const fault = Object.hasOwn(TOKEN_FAULTS, name) ? TOKEN_FAULTS[name] : undefined;
  const known = fault ?? (code === -10005 ? NO_CERTIFICATE : undefined);
  if (known === undefined) {
    // A token without the RTM privilege ends here too: the SDK has no name for it.
    const text = `Login is rejected by the server. The response code is ${code}`;
    return unavailable(text, { code: LOGIN.REJECTED, serverCode: code });
  }
  // The server's code is in the property only, as the SDK sets it afterwards.
  return Object.assign(unauthenticated(known.text, { code: known.code }), {
    serverCode: known.serverCode,
  });
}

/** The error of a renewal that the server refuses. */
export function renewalRefusal({ code }: Refused): RtmError {
  if (code === -10009)
    return unauthenticated('The token expired', { code: RENEW_TOKEN.TOKEN_EXPIRED });
  if (code === -10005 || code === -10016) {
    return unauthenticated('Invalid token', { code: RENEW_TOKEN.INVALID_TOKEN });
  }
  return unavailable(`RenewToken failure. The response code is ${code}`, {
    code: RENEW_TOKEN.FAILURE,
  });
}
