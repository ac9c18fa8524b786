export type { RtmCapabilities } from './capabilities';
export {
  canMove,
  CONNECTION_TRANSITIONS,
  type Connection,
  type ConnectionReason,
  type ConnectionState,
} from './connection';
export { ConnectionTracker } from './connection-tracker';
export {
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
export type { MembersEvent, RtmClient, RtmClientFactory, RtmCredentials } from './rtm-client';
export {
  RTM_ERROR_CODES,
  RtmError,
  type RtmErrorCode,
  type RtmErrorInit,
  type RtmOperation,
} from './rtm-error';
