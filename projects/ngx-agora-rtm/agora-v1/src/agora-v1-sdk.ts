/**
 * What the adapter uses of the SDK, as it is at run time in 1.5.1. The vendor's own `AgoraRTM` fits it, and so does
 * `agora-rtm-emulator/sdk-v1`; `agora-v1-sdk.spec.ts` has the compiler check that.
 */
export interface AgoraV1Sdk {
  createInstance(appId: string, config?: AgoraV1Config): AgoraV1Instance;
  setArea(area: { areaCodes: string[] }): void;
  /** Not in the vendor's types. It ignores what it does not know. */
  setParameter?(key: string, value: unknown): void;
  /** Not in the vendor's types. */
  getParameter?(key: string): unknown;
}

/** Options of `createInstance`. It refuses any other. */
export interface AgoraV1Config {
  enableLogUpload?: boolean;
  enableCloudProxy?: boolean;
  logFilter?: AgoraV1LogFilter;
}

/** What the SDK writes to the console. */
export interface AgoraV1LogFilter {
  error: boolean;
  warn: boolean;
  info: boolean;
  track: boolean;
  debug: boolean;
}

/** Gets the arguments of an event. */
export type AgoraV1Listener = (...args: never[]) => void;

/**
 * What emits events in the SDK. It is handed an {@link AgoraV1Listener}; `never`, because the vendor and the emulator
 * tie the type of a listener to its event each in a way of its own.
 */
export interface AgoraV1Emitter<EventName extends string> {
  on(event: EventName, listener: never): unknown;
  off(event: EventName, listener: never): unknown;
}

/** An instance of the SDK: one user at a time. */
export interface AgoraV1Instance extends AgoraV1Emitter<AgoraV1ClientEvent> {
  login(options: { uid: string; token?: string }): Promise<unknown>;
  logout(): Promise<unknown>;
  renewToken(token: string): Promise<unknown>;
  sendMessageToPeer(message: AgoraV1Message, peerId: string): Promise<unknown>;
  createChannel(channelId: string): AgoraV1Channel;
  getChannelMemberCount(channelIds: string[]): Promise<unknown>;
  queryPeersOnlineStatus(peerIds: string[]): Promise<unknown>;
  subscribePeersOnlineStatus(peerIds: string[]): Promise<unknown>;
  unsubscribePeersOnlineStatus(peerIds: string[]): Promise<unknown>;
  getUserAttributes(userId: string): Promise<unknown>;
  getUserAttributesByKeys(userId: string, keys: string[]): Promise<unknown>;
  addOrUpdateLocalUserAttributes(attributes: Record<string, string>): Promise<unknown>;
  deleteLocalUserAttributesByKeys(keys: string[]): Promise<unknown>;
  clearLocalUserAttributes(): Promise<unknown>;
  getChannelAttributes(channelId: string): Promise<unknown>;
  getChannelAttributesByKeys(channelId: string, keys: string[]): Promise<unknown>;
  addOrUpdateChannelAttributes(
    channelId: string,
    attributes: Record<string, string>,
    options?: AgoraV1ChannelAttributeOptions,
  ): Promise<unknown>;
  deleteChannelAttributesByKeys(
    channelId: string,
    keys: string[],
    options?: AgoraV1ChannelAttributeOptions,
  ): Promise<unknown>;
  clearChannelAttributes(
    channelId: string,
    options?: AgoraV1ChannelAttributeOptions,
  ): Promise<unknown>;
  createLocalInvitation(calleeId: string): AgoraV1LocalInvitation;
}

/** Whether members of the channel are told. */
export interface AgoraV1ChannelAttributeOptions {
  enableNotificationToChannelMembers?: boolean;
}

/** A channel of an instance. */
export interface AgoraV1Channel extends AgoraV1Emitter<AgoraV1ChannelEvent> {
  join(): Promise<unknown>;
  leave(): Promise<unknown>;
  sendMessage(message: AgoraV1Message): Promise<unknown>;
  getMembers(): Promise<unknown>;
}

/** A message on its way out. */
export type AgoraV1Message =
  | { messageType: 'TEXT'; text: string }
  | { messageType: 'RAW'; rawMessage: Uint8Array; description?: string };

/** An invitation that the user makes. */
export interface AgoraV1LocalInvitation extends AgoraV1Emitter<AgoraV1LocalInvitationEvent> {
  content: string;
  channelId: string;
  send(): void;
  cancel(): void;
}

/** An invitation that the user gets. */
export interface AgoraV1RemoteInvitation extends AgoraV1Emitter<AgoraV1RemoteInvitationEvent> {
  readonly callerId: string;
  readonly content: string;
  readonly channelId: string;
  response: string;
  accept(): void;
  refuse(): void;
}

/** Events of an instance that the adapter listens to. */
export type AgoraV1ClientEvent =
  | 'ConnectionStateChanged'
  | 'MessageFromPeer'
  | 'PeersOnlineStatusChanged'
  | 'RemoteInvitationReceived'
  | 'TokenExpired'
  | 'TokenPrivilegeWillExpire';

/** Events of a channel that the adapter listens to. */
export type AgoraV1ChannelEvent =
  'AttributesUpdated' | 'ChannelMessage' | 'MemberJoined' | 'MemberLeft';

/** Events of an invitation that the user makes. */
export type AgoraV1LocalInvitationEvent =
  | 'LocalInvitationReceivedByPeer'
  | 'LocalInvitationAccepted'
  | 'LocalInvitationRefused'
  | 'LocalInvitationCanceled'
  | 'LocalInvitationFailure';

/** Events of an invitation that the user gets. */
export type AgoraV1RemoteInvitationEvent =
  | 'RemoteInvitationAccepted'
  | 'RemoteInvitationRefused'
  | 'RemoteInvitationCanceled'
  | 'RemoteInvitationFailure';

/** States of the SDK's `ConnectionStateChanged` event. */
export type AgoraV1State = 'DISCONNECTED' | 'CONNECTING' | 'CONNECTED' | 'RECONNECTING' | 'ABORTED';

/** Reasons of the SDK's `ConnectionStateChanged` event. */
export type AgoraV1Reason =
  | 'LOGIN'
  | 'LOGIN_SUCCESS'
  | 'LOGIN_FAILURE'
  | 'LOGIN_TIMEOUT'
  | 'INTERRUPTED'
  | 'LOGOUT'
  | 'BANNED_BY_SERVER'
  | 'REMOTE_LOGIN'
  | 'TOKEN_EXPIRED';

/** What the adapter reads of a message that comes in. */
export interface AgoraV1IncomingMessage {
  readonly text?: string;
  readonly rawMessage?: Uint8Array;
}

/** What the adapter reads of the properties of a message that comes in. */
export interface AgoraV1MessageProperties {
  readonly serverReceivedTs: number;
}

/** What the adapter reads of an attribute of a channel. */
export interface AgoraV1ChannelAttribute {
  readonly value: string;
  readonly lastUpdateUserId: string;
  readonly lastUpdateTs: number;
}

/** States of a peer in the SDK's `PeersOnlineStatusChanged` event. */
export type AgoraV1PeerState = 'ONLINE' | 'UNREACHABLE' | 'OFFLINE';

/** Why an invitation failed, as the SDK tells it. */
export type AgoraV1InvitationFailure =
  | 'UNKNOWN'
  | 'PEER_NO_RESPONSE'
  | 'INVITATION_EXPIRE'
  | 'PEER_OFFLINE'
  | 'NOT_LOGGEDIN'
  | 'ACCEPT_FAILURE';
