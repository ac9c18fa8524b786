/** A message channel, a stream channel, or the inbox of one user. */
export type ChannelType = 'STREAM' | 'MESSAGE' | 'USER';

/** Channels that have a history. */
export type HistoryChannelType = Exclude<ChannelType, 'STREAM'>;

/** `MESSAGE` is RTM itself, `STREAM` the stream channels. */
export type ServiceType = 'MESSAGE' | 'STREAM';

export type EncryptionMode = 'NONE' | 'AES_128_GCM' | 'AES_256_GCM';

/** Every answer carries the server's time in milliseconds; 0 when the server was not asked. */
export interface BaseResponse {
  timestamp: number;
}

export interface RTMOperationResponse extends BaseResponse {
  channelName: string;
}

export type LoginResponse = BaseResponse;
export type LogoutResponse = BaseResponse;
export type RenewTokenResponse = BaseResponse;
export type PublishResponse = RTMOperationResponse;
export type SubscribeResponse = RTMOperationResponse;
export type UnsubscribeResponse = RTMOperationResponse;

/** Private deployment; checked as the SDK does, and otherwise without effect here. */
export interface PrivateConfig {
  serviceType: ServiceType[];
  accessPointHosts: string[];
  eventUploadHosts?: string[];
  logUploadHosts?: string[];
  originDomains?: string[];
  domainMode?: 1 | 2;
}

/** Options of the constructor. */
export interface RTMConfig {
  /** With another mode than `NONE`, only clients with the same mode, key and salt can read a message. */
  encryptionMode?: EncryptionMode;
  /** At most 32 bytes. */
  salt?: Uint8Array;
  cipherKey?: string;
  /** Seconds after which others see `REMOTE_TIMEOUT` when the link dropped. 5 to 300, default 300. */
  presenceTimeout?: number;
  /** Without effect: nothing is ever uploaded. */
  logUpload?: boolean;
  cloudProxy?: boolean;
  /** Whether user ids are strings; `false` allows decimal digits only. Default `true`. */
  useStringUserId?: boolean;
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'none';
  heartbeatInterval?: number;
  privateConfig?: PrivateConfig;
}

export interface LoginOptions {
  /** Without one the App ID stands in, which a project without certificate accepts. */
  token?: string;
}

export interface RenewTokenOptions {
  channelName?: string;
}

export interface PublishOptions {
  /** At most 32 bytes. */
  customType?: string;
  /** `USER` sends to one user; default `MESSAGE`. */
  channelType?: ChannelType;
  /** Whether the message can be read by `history.getMessages` later. Default `false`. */
  storeInHistory?: boolean;
}

export interface SubscribeOptions {
  /** Default `true`. */
  withMessage?: boolean;
  /** Default `true`. */
  withPresence?: boolean;
  /** Whether to stay out of the member list. Default `false`. */
  beQuiet?: boolean;
  /** Whether to hear `storage` events of the channel. Default `false`. */
  withMetadata?: boolean;
  /** Whether to hear `lock` events of the channel. Default `false`. */
  withLock?: boolean;
}

export type StateDetail = Record<string, string>;

export interface OccupancyDetail {
  states: StateDetail;
  userId: string;
  statesCount: number;
}

export interface WhoNowOptions {
  /** Default `true`. */
  includedUserId?: boolean;
  /** Default `false`. */
  includedState?: boolean;
  /** `nextPage` of the page before. */
  page?: string;
}
export type GetOnlineUsersOptions = WhoNowOptions;

export interface WhoNowResponse extends BaseResponse {
  /** Users on this page; all users of the channel when there are no pages, or no user ids. */
  totalOccupancy: number;
  occupants: OccupancyDetail[];
  /** Empty on the last page. */
  nextPage: string;
}
export type GetOnlineUsersResponse = WhoNowResponse;

export interface ChannelDetail {
  channelName: string;
  channelType: ChannelType;
}

export interface WhereNowResponse extends BaseResponse {
  channels: ChannelDetail[];
  totalChannel: number;
}
export type GetUserChannelsResponse = WhereNowResponse;

export type SetStateResponse = BaseResponse;
export type GetStateResponse = OccupancyDetail & BaseResponse;
export type RemoveStateResponse = BaseResponse;

export interface RemoveStateOptions {
  /** Keys to remove; all without any. */
  states?: string[];
}

export interface GetHistoryMessageOptions {
  /** 1 to 100; 0 and anything above mean 100. */
  messageCount?: number;
  /** Newest timestamp wanted, inclusive. */
  start?: number;
  /** Oldest timestamp wanted, inclusive. */
  end?: number;
}

export interface HistoryMessage {
  message: string | Uint8Array;
  messageType: 'STRING' | 'BINARY';
  customType: string;
  publisher: string;
  /** The same number as in the publisher's answer and in the event of the live message. */
  timestamp: number;
}

export interface GetMessagesResponse extends BaseResponse {
  /** Newest first. */
  messageList: HistoryMessage[];
  count: number;
  /** `start` for the next older page; 0 when there is none. */
  newStart: number;
}
