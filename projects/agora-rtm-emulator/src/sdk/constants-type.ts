/** Areas by the names `setArea` takes. */
export const AreaCode = {
  GLOBAL: 'GLOBAL',
  INDIA: 'INDIA',
  JAPAN: 'JAPAN',
  ASIA: 'ASIA',
  EUROPE: 'EUROPE',
  CHINA: 'CHINA',
  NORTH_AMERICA: 'NORTH_AMERICA',
} as const;

/** Areas by their names in 1.x. */
export const LegacyAreaCode = {
  CN: 'CN',
  NA: 'NA',
  EU: 'EU',
  AS: 'AS',
  JP: 'JP',
  IN: 'IN',
  GLOB: 'GLOB',
  OC: 'OC',
  SA: 'SA',
  AF: 'AF',
  KR: 'KR',
  US: 'US',
  OVS: 'OVS',
} as const;

export const MessageType = { STRING: 'STRING', BINARY: 'BINARY' } as const;

/** Channel types as numbers, both ways, as an enum compiles. */
export const ChannelTypeEnum = {
  MESSAGE: 1,
  STREAM: 2,
  USER: 3,
  1: 'MESSAGE',
  2: 'STREAM',
  3: 'USER',
} as const;

export const TokenEventReason = {
  WILL_EXPIRE: 'The token is about to expire',
  READ_PERMISSION_REVOKED: 'The token read permission is revoked',
} as const;

/** The sentence of each `reasonCode` of a `linkState` event. */
export const LinkStateChangeReasonDescription = {
  UNKNOWN: 'Unknown',
  LOGIN: 'Perform login operation',
  LOGIN_SUCCESS: 'Login success',
  LOGIN_TIMEOUT: 'Login timeout',
  LOGIN_NOT_AUTHORIZED: 'Login not authorized',
  LOGIN_REJECTED: 'Login rejected',
  RELOGIN: 'Perform login operation again',
  LOGOUT: 'Logout success',
  AUTO_RECONNECT: 'Reconnecting',
  RECONNECT_TIMEOUT: 'Reconnect timeout',
  RECONNECT_SUCCESS: 'Reconnect success',
  JOIN: 'Perform join operation',
  JOIN_SUCCESS: 'Join channel success',
  JOIN_FAILED: 'Join channel failed',
  REJOIN: 'Perform join operation again',
  LEAVE: 'Leave channel success',
  INVALID_TOKEN: 'Invalid token',
  TOKEN_EXPIRED: 'Token expired',
  INCONSISTENT_APP_ID: 'Inconsistent app ID',
  INVALID_CHANNEL_NAME: 'Invalid channel name',
  INVALID_USER_ID: 'Invalid user id',
  NOT_INITIALIZED: 'Not initialized',
  RTM_SERVICE_NOT_CONNECTED: 'RTM service not connected',
  CHANNEL_INSTANCE_EXCEED_LIMITATION: 'Channel instance exceed limitation',
  OPERATION_RATE_EXCEED_LIMITATION: 'Operation rate exceed limitation',
  CHANNEL_IN_ERROR_STATE: 'Channel in error state',
  PRESENCE_NOT_CONNECTED: 'Presence not connected',
  SAME_UID_LOGIN: 'The same uid login on another device',
  KICKED_OUT_BY_SERVER: 'Kicked out by server',
  KEEP_ALIVE_TIMEOUT: 'Keep alive timeout',
  CONNECTION_ERROR: 'Connection error',
  PRESENCE_NOT_READY: 'Presence not ready',
  NETWORK_CHANGE: 'Network change',
  SERVICE_NOT_SUPPORTED: 'Service not supported',
  STREAM_CHANNEL_NOT_AVAILABLE: 'Stream channel not available',
  STORAGE_NOT_AVAILABLE: 'Storage service is not available',
  LOCK_NOT_AVAILABLE: 'Lock service is not available',
  LOGIN_TOO_FREQUENT: 'Login operation is too frequent',
} as const;

/** `AgoraRTM.constantsType`, with what the vendor declares of it. */
export const constantsType = {
  AreaCode,
  ChannelTypeEnum,
  LegacyAreaCode,
  LinkStateChangeReasonDescription,
  MessageType,
  TokenEventReason,
};
