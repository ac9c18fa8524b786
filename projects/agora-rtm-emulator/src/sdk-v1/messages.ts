import { MAX_MESSAGE_BYTES } from '../protocol/limits.ts';
import { isV1Name } from '../protocol/names.ts';
import { decodePayload, encodePayload, utf8Length } from '../protocol/payload.ts';
import type { MessagePush } from '../protocol/wire.ts';
import { CallLimiter } from './call-limiter.ts';
import { MessageType } from './enumerations.ts';
import { CHANNEL_MESSAGE, PEER_MESSAGE, USER_NOT_LOGGED_IN } from './error-codes.ts';
import { REQUEST_MS } from './link.ts';
import type { Link } from './link.ts';
import { RtmError, invalidArgument, invalidStatus, limitExceeded, timedOut } from './rtm-error.ts';
import { unavailable, unknownFailure } from './rtm-error.ts';
import type { ReceivedMessageProperties, RtmMessage } from './types.ts';

/** Texts to peers that begin so end a call of the legacy Signaling SDK: prefix, channel id and text, joined by `_`. */
export const END_CALL_PREFIX = 'AgoraRTMLegacyEndcallCompatibleMessagePrefix';

/** Messages of a client, to peers and channels together, in any 3 s. Source: the bundle. */
const MAX_MESSAGES = 180;
const WINDOW_MS = 3_000;

/** A message that waits for a reconnect is given up after this time. Source: the bundle. */
const RECONNECT_WAIT_MS = 9_000;

/** What differs between a message to a peer and one to a channel. */
const TARGETS = {
  USER: {
    codes: PEER_MESSAGE,
    badTarget: PEER_MESSAGE.INVALID_USERID,
    notLoggedIn: 'Failed to send the peer-to-peer message. The client is not logged in',
    timedOutCall: 'RtmClient.sendMessageToPeer',
  },
  MESSAGE: {
    codes: CHANNEL_MESSAGE,
    badTarget: CHANNEL_MESSAGE.FAILURE,
    notLoggedIn: 'The client is not logged in. Cannot do the operation',
    timedOutCall: 'RtmChannel.sendMessage',
  },
} as const;

type Target = keyof typeof TARGETS;

/** A message as it is sent. */
interface Outgoing {
  readonly message: string | Uint8Array;
  readonly description?: string;
}

/**
 * Checks a message the way the SDK does before anything else, and like it writes the type into the
 * message when it is missing.
 *
 * @throws RtmInvalidArgumentError
 */
export function checkMessage(message: unknown, target: Target): void {
  const code = TARGETS[target].codes.INVALID_MESSAGE;
  if (!isPlainObject(message)) throw invalidArgument('message object is not a plain object', code);
  if (message['messageType'] !== undefined) return;
  if (message['rawMessage'] instanceof Uint8Array) {
    message['messageType'] = 'RAW';
    if (message['text'] === undefined) return;
    const text = 'Raw messages cannot have text property. Use description instead';
    throw invalidArgument(text, code);
  }
  if (typeof message['text'] !== 'string') throw invalidArgument('messageType is undefined', code);
  message['messageType'] = 'TEXT';
  if (message['rawMessage'] === undefined) return;
  throw invalidArgument('Text messages cannot have rawMessage property', code);
}

/** Sends the messages of one client. */
export class Messages {
  readonly #link: Link;
  #limiter: CallLimiter;

  constructor(link: Link) {
    this.#link = link;
    this.#limiter = this.#newLimiter();
  }

  /** Every login counts afresh. */
  reset(): void {
    this.#limiter = this.#newLimiter();
  }

  /**
   * Sends a message that {@link checkMessage} let pass. While reconnecting it waits for the link, for 9 s.
   *
   * @returns Whether the receiver was there; for a channel always `true`.
   * @throws RtmError
   */
  async send(message: RtmMessage, target: Target, name: string): Promise<boolean> {
    const { codes, notLoggedIn } = TARGETS[target];
    const link = this.#link;
    if (link.state === 'RECONNECTING') {
      const begin = link.clock.now();
      if (!(await link.untilConnected(RECONNECT_WAIT_MS))) {
        // The bundle names this call even for a channel.
        const who = target === 'USER' ? 'RtmClient' : 'RtmChannel';
        throw timedOut(`${who}.sendMessageToPeer`, REQUEST_MS, codes.TIMEOUT);
      }
      return this.#sendNow(message, target, name, REQUEST_MS - (link.clock.now() - begin));
    }
    if (!link.isConnected) throw invalidStatus(notLoggedIn, USER_NOT_LOGGED_IN);
    return this.#sendNow(message, target, name, REQUEST_MS);
  }

  async #sendNow(message: RtmMessage, target: Target, name: string, ms: number): Promise<boolean> {
    const { codes, timedOutCall } = TARGETS[target];
    const { message: content, description } = this.#prepare(message, target, name);
    const answer = await this.#link.ask(
      'publish',
      {
        target,
        channelName: name,
        messageType: typeof content === 'string' ? 'STRING' : 'BINARY',
        customType: '',
        payload: encodePayload(content),
        storeInHistory: false,
        ...(description === undefined ? {} : { description }),
      },
      ms,
    );
    if (answer.kind === 'reply') return true;
    if (answer.kind === 'timeout') throw timedOut(timedOutCall, REQUEST_MS, codes.TIMEOUT);
    if (answer.code === -11033) return false;
    if (target === 'MESSAGE')
      throw unknownFailure('The channel message send failure', codes.FAILURE);
    throw unavailable('Peer-to-peer message send failure', { code: codes.FAILURE });
  }

  /** Checks and counts a message in the SDK's order. @throws RtmError */
  #prepare(message: RtmMessage, target: Target, name: string): Outgoing {
    const { codes, badTarget } = TARGETS[target];
    try {
      const isEndCall =
        target === 'USER' && isTextOf(message) && message.text.startsWith(END_CALL_PREFIX);
      if (isEndCall) checkEndCall(message.text);
      if (!this.#limiter.take()) {
        const text = 'Message sent failed, exceeded the 180 message in 3 seconds';
        throw limitExceeded(text, codes.TOO_OFTEN);
      }
      const outgoing = read(message, badTarget);
      if (!isV1Name(name))
        throw invalidArgument('The send message arguments are not valid', badTarget);
      if (sizeOf(outgoing) > MAX_MESSAGE_BYTES) {
        throw limitExceeded('The message size is over the 32KB limit', codes.INVALID_MESSAGE);
      }
      return outgoing;
    } catch (error) {
      if (error instanceof RtmError) throw error;
      // A type without its content: the SDK stumbles over it, and reports that.
      if (target === 'MESSAGE')
        throw unknownFailure('The channel message send failure', codes.FAILURE);
      throw unavailable('Peer-to-peer message send failure', {
        code: codes.FAILURE,
        originalError: error,
      });
    }
  }

  #newLimiter(): CallLimiter {
    return new CallLimiter(this.#link.clock, MAX_MESSAGES, WINDOW_MS);
  }
}

/** What a listener gets of a message. */
export function received(push: MessagePush): [RtmMessage, string, ReceivedMessageProperties] {
  const content = decodePayload(push.payload, push.messageType);
  const message: RtmMessage =
    typeof content === 'string'
      ? { text: content, messageType: MessageType.TEXT }
      : {
          rawMessage: content,
          description: push.description ?? '',
          messageType: MessageType.RAW,
        };
  return [message, push.publisher, { serverReceivedTs: push.timestamp }];
}

/** @throws RtmInvalidArgumentError, or a TypeError for a type without its content. */
function read(message: RtmMessage, badArguments: number): Outgoing {
  if (isTextOf(message)) {
    // The SDK asks for the size of whatever is there.
    if (typeof message.text !== 'string') throw new TypeError('The text is not a string.');
    return { message: message.text };
  }
  if (message.messageType !== 'RAW') {
    // The code of a peer message for either, as in the bundle.
    throw invalidArgument('Invalid message type', PEER_MESSAGE.INVALID_MESSAGE);
  }
  message.description ??= '';
  const { rawMessage, description }: { rawMessage: unknown; description?: unknown } = message;
  if (rawMessage instanceof Uint8Array && typeof description === 'string') {
    return { message: rawMessage, description };
  }
  throw invalidArgument('The send message arguments are not valid', badArguments);
}

function isTextOf(message: RtmMessage): message is RtmMessage & { text: string } {
  return message.messageType === 'TEXT';
}

function sizeOf({ message, description = '' }: Outgoing): number {
  const size = typeof message === 'string' ? utf8Length(message) : message.byteLength;
  return size + utf8Length(description);
}

/** @throws RtmInvalidArgumentError when a text that begins like the end of a call is none. */
function checkEndCall(text: string): void {
  const [prefix, channelId, rest] = text.split('_');
  if (prefix === END_CALL_PREFIX && isV1Name(channelId) && rest !== undefined) return;
  throw invalidArgument('Message is not valid', PEER_MESSAGE.INVALID_MESSAGE);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
