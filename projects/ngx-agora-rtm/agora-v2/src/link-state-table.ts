import type { ConnectionReason, ConnectionState } from 'ngx-agora-rtm/client';
import type { AgoraV2LinkReason, AgoraV2LinkState } from './agora-v2-sdk';

/**
 * What each state of the SDK means. It uses the same states for the attempts of a login and for those of a
 * reconnection, so it depends on whether the session has been connected.
 */
const STATES: Readonly<
  Record<AgoraV2LinkState, { readonly login: ConnectionState; readonly later: ConnectionState }>
> = {
  IDLE: { login: 'disconnected', later: 'disconnected' },
  CONNECTING: { login: 'connecting', later: 'reconnecting' },
  CONNECTED: { login: 'connected', later: 'connected' },
  DISCONNECTED: { login: 'connecting', later: 'reconnecting' },
  SUSPENDED: { login: 'connecting', later: 'suspended' },
  FAILED: { login: 'failed', later: 'failed' },
};

/** What each reason of the SDK means. `null`: it says nothing about the connection, so the state decides. */
const REASONS: Readonly<Record<AgoraV2LinkReason, ConnectionReason | null>> = {
  UNKNOWN: null,
  LOGIN: 'login',
  LOGIN_SUCCESS: 'login',
  LOGIN_TIMEOUT: 'login-timeout',
  LOGIN_NOT_AUTHORIZED: 'login-refused',
  LOGIN_REJECTED: 'login-refused',
  RELOGIN: 'login',
  LOGOUT: 'logout',
  AUTO_RECONNECT: 'reconnect',
  RECONNECT_TIMEOUT: 'network',
  RECONNECT_SUCCESS: 'reconnect',
  JOIN: null,
  JOIN_SUCCESS: null,
  JOIN_FAILED: null,
  REJOIN: null,
  LEAVE: null,
  INVALID_TOKEN: 'token-invalid',
  TOKEN_EXPIRED: 'token-expired',
  INCONSISTENT_APP_ID: 'app-id-mismatch',
  INVALID_CHANNEL_NAME: null,
  INVALID_USER_ID: 'login-refused',
  NOT_INITIALIZED: null,
  RTM_SERVICE_NOT_CONNECTED: 'network',
  CHANNEL_INSTANCE_EXCEED_LIMITATION: null,
  OPERATION_RATE_EXCEED_LIMITATION: 'server',
  CHANNEL_IN_ERROR_STATE: null,
  PRESENCE_NOT_CONNECTED: 'network',
  SAME_UID_LOGIN: 'replaced',
  KICKED_OUT_BY_SERVER: 'banned',
  KEEP_ALIVE_TIMEOUT: 'network',
  CONNECTION_ERROR: 'network',
  PRESENCE_NOT_READY: 'network',
  NETWORK_CHANGE: 'network',
  SERVICE_NOT_SUPPORTED: 'login-refused',
  STREAM_CHANNEL_NOT_AVAILABLE: null,
  STORAGE_NOT_AVAILABLE: null,
  LOCK_NOT_AVAILABLE: null,
  LOGIN_TOO_FREQUENT: 'server',
};

/** The reason where the SDK gives none that we know. */
const REASON_OF_STATE: Readonly<Record<ConnectionState, ConnectionReason>> = {
  disconnected: 'server',
  connecting: 'login',
  connected: 'reconnect',
  reconnecting: 'network',
  suspended: 'network',
  failed: 'server',
};

/** Our state for a state of the SDK; `null` for one that is not known. */
export function stateFor(vendorState: unknown, wasConnected: boolean): ConnectionState | null {
  if (!has(STATES, vendorState)) return null;
  return STATES[vendorState][wasConnected ? 'later' : 'login'];
}

/** Our reason for a reason code of the SDK, in the state that it leads to. */
export function reasonFor(vendorReason: unknown, state: ConnectionState): ConnectionReason {
  const reason = has(REASONS, vendorReason) ? REASONS[vendorReason] : null;
  return reason ?? REASON_OF_STATE[state];
}

function has<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(table, key);
}
