import { utf8Bytes } from './names';
import { RtmError, type RtmOperation } from './rtm-error';

/** The content of a message: text, or bytes. */
export type RtmPayload = string | Uint8Array;

interface Received {
  readonly payload: RtmPayload;
  /** User id of the sender, as the backend tells it: it cannot be forged by the message. */
  readonly from: string;
  /** Whether the logged-in user is the sender. */
  readonly own: boolean;
  /** When the backend took the message: milliseconds since the epoch, server clock. No promise of order. */
  readonly sentAt: number;
  /** The sender's own label for the kind of content, or `null`. */
  readonly customType: string | null;
}

/** A message between two users. */
export interface PeerMessage extends Received {
  readonly type: 'peer';
  /** The other one of the two users, whoever of them wrote. */
  readonly peerId: string;
}

/** A message in a channel. */
export interface ChannelMessage extends Received {
  readonly type: 'channel';
  readonly channelId: string;
}

/** Any message. */
export type RtmMessage = PeerMessage | ChannelMessage;

/** Somebody or somewhere to send to. */
export interface RtmTarget {
  readonly type: 'peer' | 'channel';
  /** User id of the peer, or name of the channel. */
  readonly id: string;
}

/** How to send a message. */
export interface SendOptions {
  /**
   * A label for the kind of content, at most 32 bytes; the receiver finds it in `customType` where
   * `capabilities.customTypes` is true. A longer one rejects with `invalid-argument` everywhere, so that it is found out
   * before the backend is changed.
   */
  readonly customType?: string;
  /** Whether the backend shall keep the message in its history. Default: whether the backend keeps one at all. */
  readonly keep?: boolean;
}

/** What the backend said to a channel message. */
export interface ChannelReceipt {
  /** When the backend took the message: milliseconds since the epoch, server clock where it tells. */
  readonly sentAt: number;
}

/** What the backend said to a peer message. */
export interface PeerReceipt {
  /** When the backend took the message: milliseconds since the epoch, server clock where it tells. */
  readonly sentAt: number;
  /** Whether the peer was online and got the message. */
  readonly hasPeerReceived: boolean;
  /** Whether the backend kept the message in its history, from where the peer can read it later. */
  readonly stored: boolean;
}

/** One page of what a backend has kept, oldest first. It may hold fewer than asked for although there are more. */
export interface HistoryPage {
  readonly messages: readonly RtmMessage[];
  /** Pass it as `before` to get the page before this one; `null` where there is none. */
  readonly before: number | null;
}

/** What part of the history is asked for. */
export interface HistoryQuery {
  /** Only messages sent before this time (milliseconds since the epoch). Default: the newest. */
  readonly before?: number;
  /** How many messages at most: 1 to 100. Default 50. */
  readonly limit?: number;
}

/**
 * Checks a payload before it reaches the network.
 *
 * @param maxBytes Largest payload in bytes of UTF-8.
 * @throws RtmError of code `invalid-message` or `message-too-large`.
 */
export function assertPayload(
  payload: unknown,
  maxBytes: number,
  operation: RtmOperation,
): asserts payload is RtmPayload {
  if (typeof payload !== 'string' && !(payload instanceof Uint8Array)) {
    throw new RtmError({
      code: 'invalid-message',
      operation,
      message: `A message must be a string or a Uint8Array, but is of type ${payload === null ? 'null' : typeof payload}`,
    });
  }
  if (payload.length === 0) {
    throw new RtmError({
      code: 'invalid-message',
      operation,
      message: 'A message must not be empty',
    });
  }
  const bytes = typeof payload === 'string' ? utf8Bytes(payload) : payload.byteLength;
  if (bytes > maxBytes) {
    throw new RtmError({
      code: 'message-too-large',
      operation,
      message: `A message must take at most ${maxBytes} bytes in UTF-8, but this one takes ${bytes}`,
    });
  }
}

/** Longest `customType` in bytes of UTF-8. Source: the check inside SDK 2.3.0. */
export const MAX_CUSTOM_TYPE_BYTES = 32;

/**
 * Checks a `customType`. For every backend, also one that drops it, so that an application finds its mistakes on any.
 *
 * @throws RtmError of code `invalid-argument`.
 */
export function assertCustomType(
  customType: unknown,
  operation: RtmOperation,
): asserts customType is string | undefined {
  if (customType === undefined) return;
  if (typeof customType !== 'string') {
    throw invalidCustomType(operation, `be a string, but is of type ${typeof customType}`);
  }
  const bytes = utf8Bytes(customType);
  if (bytes <= MAX_CUSTOM_TYPE_BYTES) return;
  throw invalidCustomType(
    operation,
    `take at most ${MAX_CUSTOM_TYPE_BYTES} bytes, but takes ${bytes}`,
  );
}

function invalidCustomType(operation: RtmOperation, rule: string): RtmError {
  return new RtmError({
    code: 'invalid-argument',
    operation,
    message: `A customType must ${rule}`,
  });
}
