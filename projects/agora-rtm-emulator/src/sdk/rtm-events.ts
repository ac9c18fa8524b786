import type { LinkStateChangeReasonDescription } from './constants-type.ts';
import type { LockDetail } from './lock-types.ts';
import type { StorageData, StorageType } from './storage-types.ts';
import type { ChannelType, ServiceType, StateDetail } from './types.ts';

export interface BaseEvent {
  /** The server's time in milliseconds. */
  timestamp: number;
}

export type LinkState =
  'IDLE' | 'CONNECTING' | 'CONNECTED' | 'DISCONNECTED' | 'SUSPENDED' | 'FAILED';

export type LinkOperation =
  | 'LOGIN'
  | 'LOGOUT'
  | 'JOIN'
  | 'LEAVE'
  | 'SERVER_REJECT'
  | 'AUTO_RECONNECT'
  | 'RECONNECTED'
  | 'HEARTBEAT_TIMEOUT'
  | 'SERVER_TIMEOUT'
  | 'NETWORK_CHANGE';

/** Why the state changed. All that the SDK declares; which occur here, `link-transitions.ts` says. */
export type LinkStateChangeReasonCode = keyof typeof LinkStateChangeReasonDescription;

export interface LinkStateEvent extends BaseEvent {
  currentState: LinkState;
  previousState: LinkState;
  serviceType: ServiceType;
  operation: LinkOperation;
  /** A sentence for `reasonCode`. */
  reason: string;
  reasonCode: LinkStateChangeReasonCode;
  affectedChannels: string[];
  unrestoredChannels: string[];
  /** Whether the link was back before it was SUSPENDED. */
  isResumed: boolean;
}

export interface MessageEvent extends BaseEvent {
  channelType: ChannelType;
  /** The channel; the receiver's user id for a message to a user. */
  channelName: string;
  /** Empty: topics belong to stream channels. */
  topicName: string;
  messageType: 'STRING' | 'BINARY';
  customType: string;
  message: string | Uint8Array;
  publisher: string;
  publishTime?: number;
}

export interface UserState {
  userId: string;
  states: StateDetail;
  statesCount: number;
}

export interface UserList {
  users: string[];
  userCount: number;
}

export interface IntervalDetail {
  join: UserList;
  leave: UserList;
  timeout: UserList;
  userStateList: UserState[];
  totalOccupancy: number;
}

/** All occur but NONE and ERROR_OUT_OF_SERVICE. */
export type PresenceEventType =
  | 'NONE'
  | 'SNAPSHOT'
  | 'INTERVAL'
  | 'REMOTE_JOIN'
  | 'REMOTE_LEAVE'
  | 'REMOTE_TIMEOUT'
  | 'REMOTE_STATE_CHANGED'
  | 'ERROR_OUT_OF_SERVICE';

export interface PresenceEvent extends BaseEvent {
  eventType: PresenceEventType;
  channelType: ChannelType;
  channelName: string;
  publisher: string;
  /** The whole state after the change, for REMOTE_STATE_CHANGED; else empty. Source: the bundle of 2.3.0. */
  stateChanged: StateDetail;
  /** What happened since the last of its kind, for INTERVAL only. */
  interval: IntervalDetail | null;
  /** Everyone in the channel, for SNAPSHOT; else empty. */
  snapshot: UserState[] | null;
}

export interface TokenEvent extends BaseEvent {
  eventType: 'WILL_EXPIRE' | 'READ_PERMISSION_REVOKED';
  reason: string;
  affectedResources: { messageChannels: string[] };
}

/** A set of metadata is now as `data` says. Here occur SNAPSHOT and UPDATE. */
export interface StorageEvent extends BaseEvent {
  channelType: ChannelType;
  channelName: string;
  publisher: string;
  storageType: StorageType;
  eventType: 'NONE' | 'SET' | 'SNAPSHOT' | 'REMOVE' | 'UPDATE';
  data: StorageData;
}

/** A lock changed; EXPIRED is for whoever held it, subscribed or not. */
export interface LockEvent extends BaseEvent {
  channelType: ChannelType;
  channelName: string;
  eventType: 'NONE' | 'SET' | 'REMOVED' | 'ACQUIRED' | 'RELEASED' | 'SNAPSHOT' | 'EXPIRED';
  lockName: string;
  ttl: number;
  publisher: string;
  snapshot: LockDetail[];
  owner: string;
}

export interface PublishInfo {
  publisherUserId: string;
  publisherMeta: string;
}

export interface topicDetail {
  topicName: string;
  publishers: PublishInfo[];
  totalPublisher: number;
}

/** Never sent: topics belong to stream channels. */
export interface TopicEvent extends BaseEvent {
  eventType: 'NONE' | 'REMOTE_JOIN' | 'REMOTE_LEAVE' | 'SNAPSHOT';
  channelName: string;
  publisher: string;
  topicInfos: topicDetail[];
  totalTopics: number;
}

/** Listeners by event. */
export interface RTMClientEventMap {
  message: (message: MessageEvent) => void;
  presence: (presenceData: PresenceEvent) => void;
  storage: (storageData: StorageEvent) => void;
  lock: (lockInfo: LockEvent) => void;
  topic: (topicEvent: TopicEvent) => void;
  linkState: (linkState: LinkStateEvent) => void;
  token: (tokenEvent: TokenEvent) => void;
  tokenPrivilegeWillExpire: (channelName: string) => void;
}
