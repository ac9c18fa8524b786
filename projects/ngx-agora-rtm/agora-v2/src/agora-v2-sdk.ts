/**
 * What the adapter uses of the SDK, as it is at run time in 2.3.0. The vendor's own `AgoraRTM` fits it, and so does
 * `agora-rtm-emulator/sdk`; `agora-v2-sdk.spec.ts` has the compiler check that.
 */
export interface AgoraV2Sdk {
  readonly RTM: new (appId: string, userId: string, config?: AgoraV2Config) => AgoraV2Instance;
  setParameter(key: string, value: unknown): void;
}

/** Constructor options of the SDK. */
export interface AgoraV2Config {
  presenceTimeout?: number;
  heartbeatInterval?: number;
  logLevel?: AgoraV2LogLevel;
  logUpload?: boolean;
  cloudProxy?: boolean;
  encryptionMode?: AgoraV2EncryptionMode;
  cipherKey?: string;
  salt?: Uint8Array;
}

/** How much the SDK writes to the console. */
export type AgoraV2LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'none';

/** Ciphers of the SDK. */
export type AgoraV2EncryptionMode = 'AES_128_GCM' | 'AES_256_GCM';

/** Kinds of channel that the adapter uses: `USER` addresses the inbox of one user. */
export type AgoraV2ChannelType = 'MESSAGE' | 'USER';

/** An instance of the SDK: one user of one App ID. */
export interface AgoraV2Instance {
  readonly history: AgoraV2History;
  readonly presence: AgoraV2Presence;
  readonly storage: AgoraV2Storage;
  login(options?: { token?: string }): Promise<unknown>;
  logout(): Promise<unknown>;
  renewToken(token: string): Promise<unknown>;
  publish(
    channelName: string,
    message: string | Uint8Array,
    options?: { channelType?: AgoraV2ChannelType; customType?: string; storeInHistory?: boolean },
  ): Promise<unknown>;
  subscribe(
    channelName: string,
    options?: { withMessage?: boolean; withPresence?: boolean; withMetadata?: boolean },
  ): Promise<unknown>;
  unsubscribe(channelName: string): Promise<unknown>;
  addEventListener(event: AgoraV2EventName, listener: (event: unknown) => void): void;
  removeEventListener(event: AgoraV2EventName, listener: (event: unknown) => void): void;
}

/** What the SDK has of the history service. */
export interface AgoraV2History {
  getMessages(
    channelName: string,
    channelType: AgoraV2ChannelType,
    options?: { messageCount?: number; start?: number },
  ): Promise<unknown>;
}

/** What the adapter uses of the presence service. */
export interface AgoraV2Presence {
  getOnlineUsers(
    channelName: string,
    channelType: 'MESSAGE',
    options?: { includedUserId?: boolean },
  ): Promise<unknown>;
}

/** A piece of metadata to write; of one to remove, the value does not matter. */
export interface AgoraV2MetadataItem {
  key: string;
  value: string;
}

/** Whether the service notes who wrote, and when. */
export interface AgoraV2StorageOptions {
  addTimeStamp?: boolean;
  addUserId?: boolean;
}

/** What the adapter uses of the storage service. */
export interface AgoraV2Storage {
  setChannelMetadata(
    channelName: string,
    channelType: 'MESSAGE',
    data: AgoraV2MetadataItem[],
    options?: AgoraV2StorageOptions,
  ): Promise<unknown>;
  getChannelMetadata(channelName: string, channelType: 'MESSAGE'): Promise<unknown>;
  /** Without `data`, or with none in it, everything is removed. */
  removeChannelMetadata(
    channelName: string,
    channelType: 'MESSAGE',
    options?: { data?: AgoraV2MetadataItem[] },
  ): Promise<unknown>;
  setUserMetadata(data: AgoraV2MetadataItem[], options?: AgoraV2StorageOptions): Promise<unknown>;
  getUserMetadata(options?: { userId?: string }): Promise<unknown>;
  /** Without `data`, or with none in it, everything is removed. */
  removeUserMetadata(options?: { data?: AgoraV2MetadataItem[] }): Promise<unknown>;
}

/** Events that the adapter listens to. */
export type AgoraV2EventName =
  'message' | 'presence' | 'storage' | 'linkState' | 'token' | 'tokenPrivilegeWillExpire';

/** States of the SDK's `linkState` event. */
export type AgoraV2LinkState =
  'IDLE' | 'CONNECTING' | 'CONNECTED' | 'DISCONNECTED' | 'SUSPENDED' | 'FAILED';

/** Reason codes of the SDK's `linkState` event. */
export type AgoraV2LinkReason =
  | 'UNKNOWN'
  | 'LOGIN'
  | 'LOGIN_SUCCESS'
  | 'LOGIN_TIMEOUT'
  | 'LOGIN_NOT_AUTHORIZED'
  | 'LOGIN_REJECTED'
  | 'RELOGIN'
  | 'LOGOUT'
  | 'AUTO_RECONNECT'
  | 'RECONNECT_TIMEOUT'
  | 'RECONNECT_SUCCESS'
  | 'JOIN'
  | 'JOIN_SUCCESS'
  | 'JOIN_FAILED'
  | 'REJOIN'
  | 'LEAVE'
  | 'INVALID_TOKEN'
  | 'TOKEN_EXPIRED'
  | 'INCONSISTENT_APP_ID'
  | 'INVALID_CHANNEL_NAME'
  | 'INVALID_USER_ID'
  | 'NOT_INITIALIZED'
  | 'RTM_SERVICE_NOT_CONNECTED'
  | 'CHANNEL_INSTANCE_EXCEED_LIMITATION'
  | 'OPERATION_RATE_EXCEED_LIMITATION'
  | 'CHANNEL_IN_ERROR_STATE'
  | 'PRESENCE_NOT_CONNECTED'
  | 'SAME_UID_LOGIN'
  | 'KICKED_OUT_BY_SERVER'
  | 'KEEP_ALIVE_TIMEOUT'
  | 'CONNECTION_ERROR'
  | 'PRESENCE_NOT_READY'
  | 'NETWORK_CHANGE'
  | 'SERVICE_NOT_SUPPORTED'
  | 'STREAM_CHANNEL_NOT_AVAILABLE'
  | 'STORAGE_NOT_AVAILABLE'
  | 'LOCK_NOT_AVAILABLE'
  | 'LOGIN_TOO_FREQUENT';

/** What the adapter reads of a `linkState` event. */
export interface AgoraV2LinkStateEvent {
  readonly currentState: AgoraV2LinkState;
  readonly reasonCode: AgoraV2LinkReason;
  readonly serviceType: 'MESSAGE' | 'STREAM';
  /** Channels whose subscription the SDK could not restore. Always empty in 2.3.0 (read in its bundle). */
  readonly unrestoredChannels: readonly string[];
  /** Whether subscriptions are as before. `false` after SUSPENDED: "the user needs to manually restore" (its d.ts). */
  readonly isResumed: boolean;
}

/** What the adapter reads of a `message` event. */
export interface AgoraV2MessageEvent {
  readonly channelType: AgoraV2ChannelType | 'STREAM';
  readonly channelName: string;
  readonly publisher: string;
  readonly message: string | Uint8Array;
  readonly customType: string;
  readonly timestamp: number;
}

/** What the adapter reads of a `presence` event. */
export interface AgoraV2PresenceEvent {
  readonly eventType: string;
  readonly channelType: AgoraV2ChannelType | 'STREAM';
  readonly channelName: string;
  readonly publisher: string;
  readonly snapshot: readonly { readonly userId: string }[] | null;
  readonly interval: {
    readonly join: { readonly users: readonly string[] };
    readonly leave: { readonly users: readonly string[] };
    readonly timeout: { readonly users: readonly string[] };
  } | null;
}

/** What the adapter reads of a `token` event. */
export interface AgoraV2TokenEvent {
  readonly eventType: string;
  readonly affectedResources: { readonly messageChannels: readonly string[] };
}

/** What the adapter reads of a history answer. */
export interface AgoraV2HistoryAnswer {
  readonly messageList: readonly Omit<AgoraV2MessageEvent, 'channelType' | 'channelName'>[];
  /** Where the next older page starts; 0 where there is none. */
  readonly newStart: number;
}

/** What the adapter reads of a `getOnlineUsers` answer. */
export interface AgoraV2OnlineUsersAnswer {
  readonly totalOccupancy: number;
}

/** What the adapter reads of a storage answer, and of the `data` of a storage event: all there is, by key. */
export interface AgoraV2StorageData {
  readonly metadata: Readonly<
    Record<string, { readonly value: string; readonly updated: number; readonly authorUid: string }>
  >;
}

/** What the adapter reads of a `storage` event. */
export interface AgoraV2StorageEvent {
  readonly channelType: AgoraV2ChannelType | 'STREAM';
  readonly channelName: string;
  readonly storageType: string;
  readonly eventType: string;
  readonly data: AgoraV2StorageData;
}
