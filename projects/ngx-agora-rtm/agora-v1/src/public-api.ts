export { agoraV1 } from './agora-v1';
export {
  type AgoraV1Area,
  type AgoraV1LogLevel,
  type AgoraV1Options,
  DEFAULT_LOGIN_TIMEOUT,
} from './agora-v1-options';
export type {
  AgoraV1Channel,
  AgoraV1ChannelAttributeOptions,
  AgoraV1ChannelEvent,
  AgoraV1ClientEvent,
  AgoraV1Config,
  AgoraV1Emitter,
  AgoraV1Instance,
  AgoraV1Listener,
  AgoraV1LocalInvitation,
  AgoraV1LocalInvitationEvent,
  AgoraV1LogFilter,
  AgoraV1Message,
  AgoraV1Sdk,
} from './agora-v1-sdk';
export type { AgoraV1Module } from './sdk-source';
