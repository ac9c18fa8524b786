import type { ConnectionReason, ConnectionState } from 'ngx-agora-rtm/client';
import type { AgoraV1Reason, AgoraV1State } from './agora-v1-sdk';

/** What each state of the SDK means. Unlike 2.x it has states of its own for the attempts to come back. */
const STATES: Readonly<Record<AgoraV1State, ConnectionState>> = {
  DISCONNECTED: 'disconnected',
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  RECONNECTING: 'reconnecting',
  ABORTED: 'failed',
};

/**
 * What each reason of the SDK means, in the state that it leads to. `LOGIN_SUCCESS` also stands for a reconnection, and
 * `INTERRUPTED` for an end whose reason the SDK does not know (read in the bundle).
 */
const REASONS: Readonly<
  Record<
    AgoraV1Reason,
    Partial<Readonly<Record<ConnectionState, ConnectionReason>>> & {
      readonly otherwise: ConnectionReason;
    }
  >
> = {
  LOGIN: { otherwise: 'login' },
  LOGIN_SUCCESS: { otherwise: 'login' },
  LOGIN_FAILURE: { otherwise: 'login-refused' },
  LOGIN_TIMEOUT: { otherwise: 'login-timeout' },
  INTERRUPTED: { failed: 'server', otherwise: 'network' },
  LOGOUT: { otherwise: 'logout' },
  BANNED_BY_SERVER: { otherwise: 'banned' },
  REMOTE_LOGIN: { otherwise: 'replaced' },
  TOKEN_EXPIRED: { otherwise: 'token-expired' },
};

/** The reason where the SDK gives none that we know. */
const REASON_OF_STATE: Readonly<Record<ConnectionState, ConnectionReason>> = {
  disconnected: 'server',
  connecting: 'login',
  connected: 'login',
  reconnecting: 'network',
  suspended: 'network',
  failed: 'server',
};

/** Our state for a state of the SDK; `null` for one that is not known. */
export function stateFor(vendorState: unknown): ConnectionState | null {
  return has(STATES, vendorState) ? STATES[vendorState] : null;
}

/** Our reason for a reason of the SDK. @param wasConnected Whether the session has been connected before. */
export function reasonFor(
  vendorReason: unknown,
  state: ConnectionState,
  wasConnected: boolean,
): ConnectionReason {
  if (state === 'connected' && wasConnected) return 'reconnect';
  if (!has(REASONS, vendorReason)) return REASON_OF_STATE[state];
  const row = REASONS[vendorReason];
  return row[state] ?? row.otherwise;
}

function has<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(table, key);
}
