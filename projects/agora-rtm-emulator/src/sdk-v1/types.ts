import type * as RtmStatusCode from './status-codes.ts';

/** A text. */
export interface RtmTextMessage {
  /** At most 32 KB of UTF-8. */
  text: string;
  messageType?: 'TEXT';
  rawMessage?: never;
  description?: never;
}

/** Bytes, and a text that describes them. */
export interface RtmRawMessage {
  /** At most 32 KB together with the description. */
  rawMessage: Uint8Array;
  description?: string;
  messageType?: 'RAW';
  text?: never;
}

export type RtmMessage = RtmTextMessage | RtmRawMessage;

export interface PeerMessageSendResult {
  /** Whether the peer was there to receive it; else it is lost, unless the peer is back within 30 s. */
  hasPeerReceived: boolean;
}

export interface ReceivedMessageProperties {
  /** Milliseconds since 1970, at the server. */
  serverReceivedTs: number;
}

export type PeersOnlineStatusMap = Record<string, RtmStatusCode.PeerOnlineState>;

export type PeersOnlineStatusResult = Record<string, boolean>;

export type ChannelMemberCountResult = Record<string, number>;

export type AttributesMap = Record<string, string>;

export interface ChannelAttributeProperties {
  value: string;
  lastUpdateUserId: string;
  /** Milliseconds since 1970, at the server. */
  lastUpdateTs: number;
}

export type ChannelAttributes = Record<string, ChannelAttributeProperties>;

export interface ChannelAttributeOptions {
  /** Whether the members of the channel hear `AttributesUpdated`. Default `false`. */
  enableNotificationToChannelMembers?: boolean;
}

/** What the SDK would print. Taken, and without effect: the twin prints what goes wrong only. */
export interface LogFilterType {
  error: boolean;
  warn: boolean;
  info: boolean;
  track: boolean;
  debug: boolean;
}

/** Options of an instance; all without effect here. */
export interface RtmConfig {
  enableLogUpload?: boolean;
  logFilter?: LogFilterType;
  enableCloudProxy?: boolean;
}
