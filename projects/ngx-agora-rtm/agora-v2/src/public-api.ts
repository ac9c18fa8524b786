export { agoraV2 } from './agora-v2';
export {
  type AgoraV2Encryption,
  type AgoraV2Options,
  DEFAULT_LOGIN_TIMEOUT,
} from './agora-v2-options';
export type {
  AgoraV2ChannelType,
  AgoraV2Config,
  AgoraV2EncryptionMode,
  AgoraV2EventName,
  AgoraV2History,
  AgoraV2Instance,
  AgoraV2LogLevel,
  AgoraV2Sdk,
} from './agora-v2-sdk';
export type { AgoraV2Module } from './sdk-source';
