import type * as RtmStatusCode from './status-codes.ts';

/** Where a transition leads, and the reason it gives; source: the shipped bundle, and observed where no server is needed. */
interface Transition {
  readonly to: keyof typeof RtmStatusCode.ConnectionState;
  readonly reason: keyof typeof RtmStatusCode.ConnectionChangeReason;
}

/** Every transition of a link, one row each. */
export const TRANSITIONS = {
  login: { to: 'CONNECTING', reason: 'LOGIN' },
  loggedIn: { to: 'CONNECTED', reason: 'LOGIN_SUCCESS' },
  loginRefused: { to: 'DISCONNECTED', reason: 'LOGIN_FAILURE' },
  loginTimedOut: { to: 'DISCONNECTED', reason: 'LOGIN_TIMEOUT' },
  dropped: { to: 'RECONNECTING', reason: 'INTERRUPTED' },
  reconnected: { to: 'CONNECTED', reason: 'LOGIN_SUCCESS' },
  loggedOut: { to: 'DISCONNECTED', reason: 'LOGOUT' },
  /** The same user logged in elsewhere. */
  replaced: { to: 'ABORTED', reason: 'REMOTE_LOGIN' },
  tokenExpired: { to: 'ABORTED', reason: 'TOKEN_EXPIRED' },
  /** For a reason the SDK does not know. */
  kicked: { to: 'ABORTED', reason: 'INTERRUPTED' },
  banned: { to: 'ABORTED', reason: 'BANNED_BY_SERVER' },
} satisfies Record<string, Transition>;

/** Name of a row. */
export type TransitionName = keyof typeof TRANSITIONS;
