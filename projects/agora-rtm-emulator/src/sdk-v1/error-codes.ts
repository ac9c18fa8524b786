/**
 * The codes of 1.5.1 by operation, as far as they can occur here. A number means something in its own
 * table only. Source: the shipped bundle; `TOO_OFTEN` of the calls it does not count itself: the
 * type definitions, which name the limits.
 */

export const LOGIN = {
  UNKNOWN: 1,
  REJECTED: 2,
  INVALID_ARGUMENT: 3,
  INVALID_APP_ID: 4,
  INVALID_TOKEN: 5,
  TOKEN_EXPIRED: 6,
  ALREADY_LOGIN: 8,
  TIMEOUT: 9,
  TOO_OFTEN: 10,
} as const;

export const RENEW_TOKEN = {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  TOKEN_EXPIRED: 5,
  INVALID_TOKEN: 6,
} as const;

export const PEER_MESSAGE = {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 5,
  INVALID_USERID: 6,
  INVALID_MESSAGE: 7,
} as const;

export const CHANNEL_MESSAGE = {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 3,
  INVALID_MESSAGE: 4,
  NOT_IN_CHANNEL: 5,
} as const;

export const JOIN_CHANNEL = {
  FAILURE: 1,
  TIMEOUT: 4,
  EXCEED_LIMIT: 5,
  ALREADY_JOINED: 6,
  ALREADY_JOINED_CHANNEL_OF_SAME_ID: 202,
} as const;

export const LEAVE_CHANNEL = { NOT_IN_CHANNEL: 3 } as const;

export const GET_MEMBERS = { FAILURE: 1, TIMEOUT: 3, TOO_OFTEN: 4, NOT_IN_CHANNEL: 5 } as const;

export const GET_CHANNEL_MEMBER_COUNT = {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  TOO_OFTEN: 3,
  TIMEOUT: 4,
  EXCEED_LIMIT: 5,
} as const;

export const QUERY_PEERS_ONLINE_STATUS = {
  INVALID_ARGUMENT: 2,
  REJECTED: 3,
  TIMEOUT: 4,
  TOO_OFTEN: 5,
} as const;

export const PEER_SUBSCRIPTION_STATUS = {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  TIMEOUT: 4,
  TOO_OFTEN: 5,
  OVERFLOW: 6,
} as const;

export const ATTRIBUTE_OPERATION = {
  FAILURE: 2,
  INVALID_ARGUMENT: 3,
  SIZE_OVERFLOW: 4,
  TOO_OFTEN: 5,
  USER_NOT_FOUND: 6,
  TIMEOUT: 7,
} as const;

export const INVITATION_API_CALL = {
  INVALID_ARGUMENT: 1,
  NOT_STARTED: 2,
  ALREADY_END: 3,
  ALREADY_ACCEPT: 4,
  ALREADY_SENT: 5,
} as const;

/** `createInstance` and `createChannel`. */
export const CREATE = { INVALID_ARGUMENT: 1 } as const;

/** Every operation that needs a login. */
export const USER_NOT_LOGGED_IN = 102;
