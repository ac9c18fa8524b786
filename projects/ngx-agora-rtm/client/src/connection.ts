/**
 * Where a client stands towards its backend.
 *
 * | state | meaning |
 * |---|---|
 * | `disconnected` | Not logged in, and not trying to be. |
 * | `connecting` | A login is under way and has not succeeded yet. |
 * | `connected` | Logged in: messages go out and come in. |
 * | `reconnecting` | Was connected, lost the network, and tries again by itself. Nothing goes out or comes in. |
 * | `suspended` | Has been reconnecting for so long that it now tries at long intervals only. |
 * | `failed` | Ended by the backend (other device, ban, token). Nothing is retried: a person or the app must act. |
 */
export type ConnectionState =
  'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'suspended' | 'failed';

/**
 * Why the connection is in its state.
 *
 * | reason | meaning |
 * |---|---|
 * | `initial` | Nothing has been asked for yet. |
 * | `login` | A login was called, or has succeeded. |
 * | `login-timeout` | The backend did not answer the login in time. |
 * | `login-refused` | The backend answered the login with a refusal. |
 * | `login-cancelled` | A logout or another login took the place of the login. |
 * | `reconnect` | The client is making, or has made, an attempt to come back. |
 * | `network` | The link broke, or has been silent for too long. |
 * | `replaced` | The same user logged in elsewhere, which ends this session. |
 * | `banned` | The backend has banned the user or the app. |
 * | `token-invalid` | The token is malformed, or is not for this user or App ID. |
 * | `token-expired` | The token ran out before it was renewed. |
 * | `app-id-mismatch` | The token belongs to another App ID. |
 * | `server` | The backend ended the session for a reason of its own. |
 * | `logout` | A logout was called. |
 */
export type ConnectionReason =
  | 'initial'
  | 'login'
  | 'login-timeout'
  | 'login-refused'
  | 'login-cancelled'
  | 'reconnect'
  | 'network'
  | 'replaced'
  | 'banned'
  | 'token-invalid'
  | 'token-expired'
  | 'app-id-mismatch'
  | 'server'
  | 'logout';

/** The connection state with its reason. */
export interface Connection {
  readonly state: ConnectionState;
  readonly reason: ConnectionReason;
  /** When the state was entered: milliseconds since the epoch, local clock. */
  readonly since: number;
}

/**
 * Every move that a connection can make. A backend event that would need another one is late news of a session that
 * has ended (a `connected` after a logout, say) and is dropped.
 */
export const CONNECTION_TRANSITIONS: Readonly<Record<ConnectionState, readonly ConnectionState[]>> =
  {
    disconnected: ['connecting'],
    connecting: ['connected', 'disconnected', 'failed'],
    connected: ['reconnecting', 'suspended', 'disconnected', 'failed'],
    reconnecting: ['connected', 'suspended', 'disconnected', 'failed'],
    suspended: ['connected', 'reconnecting', 'disconnected', 'failed'],
    failed: ['connecting', 'disconnected'],
  };

/**
 * Whether a connection may move from one state to the other. Staying in a state with another reason is no move and
 * always allowed.
 */
export function canMove(from: ConnectionState, to: ConnectionState): boolean {
  return from === to || CONNECTION_TRANSITIONS[from].includes(to);
}
