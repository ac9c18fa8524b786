import type { RemoteInvitation } from './remote-invitation.ts';
import type * as RtmStatusCode from './status-codes.ts';
import type {
  ChannelAttributes,
  PeersOnlineStatusMap,
  ReceivedMessageProperties,
  RtmMessage,
} from './types.ts';

/** Events of an `RtmChannel`. */
export interface RtmChannelEvents {
  /** Somebody else sent a message to the channel. */
  ChannelMessage: (
    message: RtmMessage,
    memberId: string,
    messagePros: ReceivedMessageProperties,
  ) => void;
  MemberLeft: (memberId: string) => void;
  MemberJoined: (memberId: string) => void;
  /** Somebody changed the attributes of the channel and wanted the members to know. */
  AttributesUpdated: (attributes: ChannelAttributes) => void;
  /** After joining, and when the number changes, at most once a second. */
  MemberCountUpdated: (memberCount: number) => void;
}

/** Events of a `RemoteInvitation`, at the callee. */
export interface RemoteInvitationEvents {
  RemoteInvitationCanceled: (content: string) => void;
  RemoteInvitationRefused: () => void;
  RemoteInvitationAccepted: () => void;
  RemoteInvitationFailure: (reason: RtmStatusCode.RemoteInvitationFailureReason) => void;
}

/** Events of a `LocalInvitation`, at the caller. */
export interface LocalInvitationEvents {
  LocalInvitationAccepted: (response: string) => void;
  LocalInvitationRefused: (response: string) => void;
  LocalInvitationReceivedByPeer: () => void;
  LocalInvitationCanceled: () => void;
  LocalInvitationFailure: (reason: RtmStatusCode.LocalInvitationFailureReason) => void;
}

/** Events of an `RtmClient`. */
export interface RtmClientEvents {
  MessageFromPeer: (
    message: RtmMessage,
    peerId: string,
    messageProps: ReceivedMessageProperties,
  ) => void;
  ConnectionStateChanged: (
    newState: RtmStatusCode.ConnectionState,
    reason: RtmStatusCode.ConnectionChangeReason,
  ) => void;
  RemoteInvitationReceived: (remoteInvitation: RemoteInvitation) => void;
  /** The token has ended, while connected or before a reconnect; in the latter case `renewToken` leads on. */
  TokenExpired: () => void;
  /** The token ends in 30 s. */
  TokenPrivilegeWillExpire: () => void;
  PeersOnlineStatusChanged: (status: PeersOnlineStatusMap) => void;
  /** Never here: there is no proxy. */
  FallbackProxyConnected: () => void;
}
