export { assertAppId, isTimeout } from './app-id';
export {
  assertAtMost,
  assertAttributeNames,
  assertAttributeOwner,
  assertAttributeValues,
  assertOwnAttributes,
} from './attribute-checks';
export type {
  AttributeLimits,
  AttributeOwner,
  AttributesApi,
  AttributesEvent,
  RtmAttribute,
  RtmAttributes,
} from './attributes';
export { bounded, type Bounds } from './bounded-call';
export { CallPace, type CallRate } from './call-pace';
export type { RtmCapabilities } from './capabilities';
export {
  canMove,
  CONNECTION_TRANSITIONS,
  type Connection,
  type ConnectionReason,
  type ConnectionState,
} from './connection';
export { ConnectionTracker } from './connection-tracker';
export { assertNewToken, checkedCredentials } from './credentials';
export type {
  IncomingInvitation,
  InvitationFailure,
  InvitationLimits,
  InvitationOptions,
  InvitationsApi,
  InvitationState,
  OutgoingInvitation,
} from './invitations';
export { type ChannelCalls, JoinedChannels } from './joined-channels';
export { memberChange, type MemberChange, nextMembers } from './member-list';
export {
  assertCustomType,
  assertPayload,
  type ChannelMessage,
  type ChannelReceipt,
  type HistoryPage,
  type HistoryQuery,
  type PeerMessage,
  type PeerReceipt,
  type RtmMessage,
  type RtmPayload,
  type RtmTarget,
  type SendOptions,
} from './message';
export { assertChannelId, assertUserId, nameProblem, type NameRules, utf8Bytes } from './names';
export type { OnlineStatus, OnlineStatusApi, OnlineStatusLimits } from './online-status';
export type { MembersEvent, RtmClient, RtmClientFactory, RtmCredentials } from './rtm-client';
export {
  RTM_ERROR_CODES,
  RtmError,
  type RtmErrorCode,
  type RtmErrorInit,
  type RtmOperation,
} from './rtm-error';
export { propertyOf, SDK_LOAD_TIMEOUT, SdkLoader, type SdkSource } from './sdk-loader';
export {
  callInSession,
  connectionAfterRefusal,
  endedDuring,
  errorCodeOfEnding,
  type Refusal,
  type SessionBounds,
  timedOut,
} from './session-errors';
export { type ClientSession, type SessionEnding, SessionHolder } from './session-holder';
export { isText, positive, textsIn, type Unchecked, unchecked } from './unchecked';
export { NO_ATTRIBUTES, NO_INVITATIONS, NO_ONLINE_STATUS, unsupported } from './unsupported';
