import { MAX_CUSTOM_TYPE_BYTES, MAX_MESSAGE_BYTES } from '../protocol/limits.ts';
import { encodePayload, utf8Length } from '../protocol/payload.ts';
import type { Subscription } from '../protocol/wire.ts';
import type { ApiGate } from './api-gate.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { numericParameter } from './parameters.ts';
import { rtmError } from './rtm-error.ts';
import type { PublishOptions, RTMOperationResponse, SubscribeOptions } from './types.ts';

/** One channel may be subscribed this often in this time, else -11020. Source: Agora's limits page. */
const SUBSCRIBES_PER_CHANNEL = 2;
const SUBSCRIBE_WINDOW_MS = 5_000;

/** Publishing and subscribing: the calls of the client itself. */
export class MessageChannels {
  readonly #gate: ApiGate;
  /** Channels a `subscribe` is under way for. */
  readonly #subscribing = new Set<string>();
  readonly #subscribeTimes = new Map<string, number[]>();

  constructor(gate: ApiGate) {
    this.#gate = gate;
  }

  async publish(
    channelName: string,
    message: string | Uint8Array,
    options: PublishOptions | null | undefined,
  ): Promise<RTMOperationResponse> {
    const operation = 'publish';
    const gate = this.#gate;
    gate.count(operation);
    const type = options?.channelType ?? 'MESSAGE';
    const target = gate.requireChannelType(type, ['MESSAGE', 'USER'], operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    checkMessage(message, operation);
    const customType = checkCustomType(options?.customType, operation);
    const reply = await gate.link.request(
      operation,
      {
        target,
        channelName,
        customType,
        messageType: typeof message === 'string' ? 'STRING' : 'BINARY',
        payload: encodePayload(message),
        storeInHistory: options?.storeInHistory === true,
      },
      { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -11026, onLost: -11027 },
    );
    return { timestamp: reply.timestamp, channelName };
  }

  async subscribe(
    channelName: string,
    options: SubscribeOptions | null | undefined,
  ): Promise<RTMOperationResponse> {
    const operation = 'subscribe';
    const gate = this.#gate;
    const { subscriptions } = gate.link;
    gate.count(operation);
    gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    if (this.#subscribing.has(channelName)) throw rtmError(-10017, operation);
    const taken = new Set([...subscriptions.keys(), ...this.#subscribing]);
    if (!taken.has(channelName) && taken.size >= numericParameter('MESSAGE_CHANNEL_COUNT')) {
      throw rtmError(-11005, operation);
    }
    this.#countSubscribe(channelName, operation);
    const subscription: Subscription = {
      channelName,
      withMessage: options?.withMessage ?? true,
      withPresence: options?.withPresence ?? true,
      beQuiet: options?.beQuiet ?? false,
      withMetadata: options?.withMetadata ?? false,
      withLock: options?.withLock ?? false,
    };
    this.#subscribing.add(channelName);
    try {
      const reply = await gate.link.request(operation, subscription, {
        operation,
        timeoutMs: REQUEST_TIMEOUT_MS,
        onTimeout: -11019,
        onLost: -11027,
      });
      subscriptions.set(channelName, subscription);
      return { timestamp: reply.timestamp, channelName };
    } finally {
      this.#subscribing.delete(channelName);
    }
  }

  /** Resolves at once, with timestamp 0, when there is nothing to unsubscribe or nobody to tell. */
  async unsubscribe(channelName: string): Promise<RTMOperationResponse> {
    const operation = 'unsubscribe';
    const { link } = this.#gate;
    this.#gate.requireName(channelName, -10008, operation);
    const subscription = link.subscriptions.get(channelName);
    // While the link is down the reconnect tells the server, which then drops the channel.
    link.subscriptions.delete(channelName);
    if (subscription === undefined || !link.isConnected) return { timestamp: 0, channelName };
    const reply = await link.request(
      operation,
      { channelName },
      { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -11022, onLost: -11027 },
    );
    return { timestamp: reply.timestamp, channelName };
  }

  #countSubscribe(channelName: string, operation: string): void {
    const now = this.#gate.clock.now();
    const times = this.#subscribeTimes.get(channelName) ?? [];
    const recent = times.filter((time) => time > now - SUBSCRIBE_WINDOW_MS);
    if (recent.length >= SUBSCRIBES_PER_CHANNEL) throw rtmError(-11020, operation);
    this.#subscribeTimes.set(channelName, [...recent, now]);
  }
}

function checkMessage(message: unknown, operation: string): void {
  if (sizeOf(message, operation) > MAX_MESSAGE_BYTES) throw rtmError(-11010, operation);
}

function sizeOf(message: unknown, operation: string): number {
  if (typeof message === 'string' && message !== '') return utf8Length(message);
  // An empty array is a message, an empty text is none.
  if (message instanceof Uint8Array) return message.byteLength;
  throw rtmError(-11009, operation);
}

function checkCustomType(customType: unknown, operation: string): string {
  if (customType === undefined || customType === null) return '';
  if (typeof customType !== 'string') throw rtmError(-11030, operation);
  if (utf8Length(customType) > MAX_CUSTOM_TYPE_BYTES) throw rtmError(-11029, operation);
  return customType;
}
