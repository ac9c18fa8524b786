import type { MessageType, Payload } from './payload.ts';

/** A channel that holds messages and can be subscribed, or the inbox of one user. */
export type MessageTarget = 'MESSAGE' | 'USER';

/** What a subscriber wants to hear of a channel; all five as in the vendor's `SubscribeOptions`. */
export interface SubscriptionOptions {
  readonly withMessage: boolean;
  readonly withPresence: boolean;
  readonly beQuiet: boolean;
  readonly withMetadata: boolean;
  readonly withLock: boolean;
}

/** One channel of a client's session. */
export interface Subscription extends SubscriptionOptions {
  readonly channelName: string;
}

export interface LoginRequest {
  readonly appId: string;
  readonly userId: string;
  /** `null` when the application gave none. */
  readonly token: string | null;
  /** Unguessable, new for every `login()`: tells a reconnect from a login elsewhere. */
  readonly sessionId: string;
  /** Whether this is an automatic reconnect, which never replaces another login. */
  readonly reconnect: boolean;
  /** Seconds the user stays present after the link dropped. */
  readonly presenceTimeout: number;
  /** Channels the client believes it has; the server makes the session match. */
  readonly subscriptions: readonly Subscription[];
}

export interface PublishRequest {
  readonly target: MessageTarget;
  readonly channelName: string;
  readonly messageType: MessageType;
  readonly customType: string;
  readonly payload: Payload;
  readonly storeInHistory: boolean;
}

export interface HistoryRequest {
  readonly target: MessageTarget;
  readonly channelName: string;
  /** 1 to 100. */
  readonly messageCount: number;
  /** Newest timestamp wanted, inclusive; 0 for "from the latest". */
  readonly start: number;
  /** Oldest timestamp wanted, inclusive; 0 for "to the first". */
  readonly end: number;
}

export interface OnlineUsersRequest {
  readonly channelName: string;
  readonly channelType: 'MESSAGE' | 'STREAM';
  readonly includedUserId: boolean;
  readonly page: string;
}

export interface StoredMessage {
  readonly publisher: string;
  readonly messageType: MessageType;
  readonly customType: string;
  readonly payload: Payload;
  readonly timestamp: number;
}

/** Every request a client can make, by name, with its answer. Another service adds its own here. */
export interface Operations {
  login: { request: LoginRequest; response: object };
  logout: { request: object; response: object };
  renewToken: { request: { token: string }; response: object };
  publish: { request: PublishRequest; response: object };
  subscribe: { request: Subscription; response: object };
  unsubscribe: { request: { channelName: string }; response: object };
  getOnlineUsers: {
    request: OnlineUsersRequest;
    response: { userIds: string[]; total: number; nextPage: string };
  };
  getUserChannels: { request: { userId: string }; response: { channelNames: string[] } };
  getMessages: {
    request: HistoryRequest;
    response: { messages: StoredMessage[]; newStart: number };
  };
}

export type OperationName = keyof Operations;

/** An answer: the time at the server, with the result or with one of Agora's error codes. */
export type Reply<T> =
  | ({ readonly ok: true; readonly timestamp: number } & T)
  | {
      readonly ok: false;
      readonly timestamp: number;
      readonly code: number;
      readonly detail?: string;
    };

export interface MessagePush extends StoredMessage {
  readonly target: MessageTarget;
  readonly channelName: string;
}

export interface PresencePush {
  readonly eventType: 'SNAPSHOT' | 'REMOTE_JOIN' | 'REMOTE_LEAVE' | 'REMOTE_TIMEOUT';
  readonly channelName: string;
  readonly publisher: string;
  /** Members of the channel, for SNAPSHOT only. */
  readonly userIds: readonly string[] | null;
  readonly timestamp: number;
}

/** Everything the server sends unasked, by name. */
export interface Pushes {
  message: MessagePush;
  presence: PresencePush;
  /** The token in use ends in 30 s, or sooner when it has less left. */
  tokenWillExpire: { readonly timestamp: number };
  /** The server ends the session for good; the client must not reconnect. */
  rejected: { readonly reasonCode: 'SAME_UID_LOGIN' | 'TOKEN_EXPIRED' };
}
