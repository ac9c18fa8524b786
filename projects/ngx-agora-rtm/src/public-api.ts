export type { ChannelMembership } from './channel-session';
export { provideRtm, type RtmFeature, withOptions, withTokenProvider } from './provide-rtm';
export { RtmChannel } from './rtm-channel';
export { RtmModule } from './rtm-module';
export type { RtmOptions, RtmTokenProvider } from './rtm-options';
export { RtmPeer } from './rtm-peer';
export { RtmService } from './rtm-service';
// What the service's own signatures name, so that an application needs one import line.
export {
  type ChannelMessage,
  type ChannelReceipt,
  type Connection,
  type ConnectionReason,
  type ConnectionState,
  type HistoryPage,
  type HistoryQuery,
  type IncomingInvitation,
  type InvitationFailure,
  type InvitationOptions,
  type InvitationState,
  type OnlineStatus,
  type OutgoingInvitation,
  type PeerMessage,
  type PeerReceipt,
  type RtmAttribute,
  type RtmAttributes,
  type RtmCapabilities,
  RtmError,
  type RtmErrorCode,
  type RtmMessage,
  type RtmPayload,
  type SendOptions,
  type MemberChange,
} from 'ngx-agora-rtm/client';
