import type { MessageType, Payload } from './payload.ts';

/** A channel that holds messages and can be subscribed, or the inbox of one user. */
export type MessageTarget = 'MESSAGE' | 'USER';

export interface PublishRequest {
  readonly target: MessageTarget;
  readonly channelName: string;
  readonly messageType: MessageType;
  readonly customType: string;
  readonly payload: Payload;
  readonly storeInHistory: boolean;
  /** Text beside the bytes of a 1.x raw message; absent in 2.x. */
  readonly description?: string;
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

export interface StoredMessage {
  readonly publisher: string;
  readonly messageType: MessageType;
  readonly customType: string;
  readonly payload: Payload;
  readonly timestamp: number;
}

export interface MessagePush extends StoredMessage {
  readonly target: MessageTarget;
  readonly channelName: string;
  /** As in {@link PublishRequest}; 2.x clients do not look at it. */
  readonly description?: string;
}

/** Sending messages, and reading the stored ones. */
export interface MessageOperations {
  publish: { request: PublishRequest; response: object };
  getMessages: {
    request: HistoryRequest;
    response: { messages: StoredMessage[]; newStart: number };
  };
}

export interface MessagePushes {
  message: MessagePush;
}
