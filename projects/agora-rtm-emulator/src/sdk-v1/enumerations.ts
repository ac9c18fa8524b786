import type * as RtmStatusCode from './status-codes.ts';

/** The run-time side of an enum whose values are the names of its members. */
function enumeration<E>(members: { readonly [Name in keyof E]: Name }): E {
  return members as unknown as E;
}

export const ConnectionChangeReason = enumeration<typeof RtmStatusCode.ConnectionChangeReason>({
  LOGIN: 'LOGIN',
  LOGIN_SUCCESS: 'LOGIN_SUCCESS',
  LOGIN_FAILURE: 'LOGIN_FAILURE',
  LOGIN_TIMEOUT: 'LOGIN_TIMEOUT',
  INTERRUPTED: 'INTERRUPTED',
  LOGOUT: 'LOGOUT',
  BANNED_BY_SERVER: 'BANNED_BY_SERVER',
  REMOTE_LOGIN: 'REMOTE_LOGIN',
  TOKEN_EXPIRED: 'TOKEN_EXPIRED',
});

export const ConnectionState = enumeration<typeof RtmStatusCode.ConnectionState>({
  DISCONNECTED: 'DISCONNECTED',
  CONNECTING: 'CONNECTING',
  CONNECTED: 'CONNECTED',
  RECONNECTING: 'RECONNECTING',
  ABORTED: 'ABORTED',
});

export const LocalInvitationState = enumeration<typeof RtmStatusCode.LocalInvitationState>({
  IDLE: 'IDLE',
  SENT_TO_REMOTE: 'SENT_TO_REMOTE',
  RECEIVED_BY_REMOTE: 'RECEIVED_BY_REMOTE',
  ACCEPTED_BY_REMOTE: 'ACCEPTED_BY_REMOTE',
  REFUSED_BY_REMOTE: 'REFUSED_BY_REMOTE',
  CANCELED: 'CANCELED',
  FAILURE: 'FAILURE',
});

export const RemoteInvitationState = enumeration<typeof RtmStatusCode.RemoteInvitationState>({
  INVITATION_RECEIVED: 'INVITATION_RECEIVED',
  ACCEPT_SENT_TO_LOCAL: 'ACCEPT_SENT_TO_LOCAL',
  REFUSED: 'REFUSED',
  ACCEPTED: 'ACCEPTED',
  CANCELED: 'CANCELED',
  FAILURE: 'FAILURE',
});

export const LocalInvitationFailureReason = enumeration<
  typeof RtmStatusCode.LocalInvitationFailureReason
>({
  UNKNOWN: 'UNKNOWN',
  PEER_NO_RESPONSE: 'PEER_NO_RESPONSE',
  INVITATION_EXPIRE: 'INVITATION_EXPIRE',
  PEER_OFFLINE: 'PEER_OFFLINE',
  NOT_LOGGEDIN: 'NOT_LOGGEDIN',
});

export const RemoteInvitationFailureReason = enumeration<
  typeof RtmStatusCode.RemoteInvitationFailureReason
>({
  UNKNOWN: 'UNKNOWN',
  PEER_OFFLINE: 'PEER_OFFLINE',
  ACCEPT_FAILURE: 'ACCEPT_FAILURE',
  INVITATION_EXPIRE: 'INVITATION_EXPIRE',
});

export const PeerOnlineState = enumeration<typeof RtmStatusCode.PeerOnlineState>({
  ONLINE: 'ONLINE',
  UNREACHABLE: 'UNREACHABLE',
  OFFLINE: 'OFFLINE',
});

export const PeerSubscriptionOption = enumeration<typeof RtmStatusCode.PeerSubscriptionOption>({
  ONLINE_STATUS: 'ONLINE_STATUS',
});

export const MessageType = enumeration<typeof RtmStatusCode.MessageType>({
  TEXT: 'TEXT',
  RAW: 'RAW',
});
