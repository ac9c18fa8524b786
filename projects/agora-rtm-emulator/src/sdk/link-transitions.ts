import type { LinkOperation, LinkState, LinkStateChangeReasonCode } from './rtm-events.ts';

interface Transition {
  readonly to: LinkState;
  readonly operation: LinkOperation;
  readonly reasonCode: LinkStateChangeReasonCode;
}

/**
 * Every change of the link state there is, with what the event says of it. The rows without a server
 * were observed with 2.3.0; those that need one were read in its bundle.
 */
export const TRANSITIONS = {
  /** `login()` for the first time, or after `logout()`. */
  login: { to: 'CONNECTING', operation: 'LOGIN', reasonCode: 'LOGIN' },
  /** `login()` again, while waiting or after a failure. */
  relogin: { to: 'CONNECTING', operation: 'LOGIN', reasonCode: 'RELOGIN' },
  loggedIn: { to: 'CONNECTED', operation: 'LOGIN', reasonCode: 'LOGIN_SUCCESS' },
  /** A second `login()` found the session of the first. */
  loggedInAgain: { to: 'CONNECTED', operation: 'LOGIN', reasonCode: 'RELOGIN' },
  loginTimedOut: { to: 'DISCONNECTED', operation: 'SERVER_TIMEOUT', reasonCode: 'LOGIN_TIMEOUT' },
  reconnectTimedOut: {
    to: 'DISCONNECTED',
    operation: 'SERVER_TIMEOUT',
    reasonCode: 'RECONNECT_TIMEOUT',
  },
  suspended: { to: 'SUSPENDED', operation: 'AUTO_RECONNECT', reasonCode: 'RECONNECT_TIMEOUT' },
  retried: { to: 'CONNECTING', operation: 'AUTO_RECONNECT', reasonCode: 'AUTO_RECONNECT' },
  reconnected: { to: 'CONNECTED', operation: 'AUTO_RECONNECT', reasonCode: 'RECONNECT_SUCCESS' },
  dropped: {
    to: 'DISCONNECTED',
    operation: 'HEARTBEAT_TIMEOUT',
    reasonCode: 'KEEP_ALIVE_TIMEOUT',
  },
  loggedOut: { to: 'IDLE', operation: 'LOGOUT', reasonCode: 'LOGOUT' },
  replaced: { to: 'FAILED', operation: 'SERVER_REJECT', reasonCode: 'SAME_UID_LOGIN' },
  kickedOut: { to: 'FAILED', operation: 'SERVER_REJECT', reasonCode: 'KICKED_OUT_BY_SERVER' },
  loggedInTooOften: {
    to: 'FAILED',
    operation: 'SERVER_REJECT',
    reasonCode: 'LOGIN_TOO_FREQUENT',
  },
  /** The token ended while connected, or before a reconnect. */
  tokenExpired: { to: 'FAILED', operation: 'SERVER_REJECT', reasonCode: 'TOKEN_EXPIRED' },
  /** The token of a `login()` had ended before it. */
  expiredTokenRefused: { to: 'FAILED', operation: 'LOGIN', reasonCode: 'TOKEN_EXPIRED' },
  notAuthorized: { to: 'FAILED', operation: 'LOGIN', reasonCode: 'LOGIN_NOT_AUTHORIZED' },
  tokenRefused: { to: 'FAILED', operation: 'LOGIN', reasonCode: 'INVALID_TOKEN' },
  appIdRefused: { to: 'FAILED', operation: 'LOGIN', reasonCode: 'INCONSISTENT_APP_ID' },
  /** More than 20 logins in a second; observed. */
  loginTooOften: {
    to: 'FAILED',
    operation: 'LOGIN',
    reasonCode: 'OPERATION_RATE_EXCEED_LIMITATION',
  },
  loginRefused: { to: 'FAILED', operation: 'LOGIN', reasonCode: 'LOGIN_REJECTED' },
} satisfies Record<string, Transition>;

/** Name of a row. */
export type TransitionName = keyof typeof TRANSITIONS;
