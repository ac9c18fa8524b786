import { ERROR_REASONS } from '../protocol/error-codes.ts';
import { MAX_CUSTOM_TYPE_BYTES, MAX_MESSAGE_BYTES } from '../protocol/limits.ts';
import { encodePayload, utf8Length } from '../protocol/payload.ts';
import type { Payload } from '../protocol/payload.ts';
import type { Subscription } from '../protocol/wire.ts';
import type { ApiGate } from './api-gate.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { InOrder } from './in-order.ts';
import type { MessageCipher } from './message-cipher.ts';
import { numericParameter, overriddenSettings } from './parameters.ts';
import { invalidArgument, limitExceeded, rtmError, unavailable } from './rtm-error.ts';
import type { LinkState } from './rtm-events.ts';
import type { PublishOptions, RTMOperationResponse, SubscribeOptions } from './types.ts';

/** One channel may be subscribed this often in this time, else -11020. Source: Agora's limits page. */
const SUBSCRIBES_PER_CHANNEL = 2;
const SUBSCRIBE_WINDOW_MS = 5_000;

/** Publishing and subscribing: the calls of the client itself. */
export class MessageChannels {
  readonly #gate: ApiGate;
  readonly #cipher: MessageCipher | null;
  readonly #sealing = new InOrder();
  readonly #changed: (channelName: string, subscription: Subscription | null) => void;
  /** The `subscribe` under way for a channel. */
  readonly #subscribing = new Map<string, Subscribing>();
  readonly #subscribeTimes = new Map<string, number[]>();

  /** @param changed Told of each channel that was subscribed, or left. */
  constructor(
    gate: ApiGate,
    cipher: MessageCipher | null,
    changed: (channelName: string, subscription: Subscription | null) => void,
  ) {
    this.#gate = gate;
    this.#cipher = cipher;
    this.#changed = changed;
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
    const storeInHistory = options?.storeInHistory === true;
    if (storeInHistory && !overriddenSettings(gate.link.settings).history) {
      throw invalidArgument(operation, ERROR_REASONS[-15005], -15005);
    }
    // Only now, and as another class (bundle): the custom type counts too.
    if (sizeOf(message, operation) + utf8Length(customType) > MAX_MESSAGE_BYTES) {
      throw limitExceeded(operation, -11010);
    }
    // Without a cipher nothing is awaited: the request is under way when `publish` returns.
    const payload =
      this.#cipher === null
        ? encodePayload(message)
        : await this.#seal(message, this.#cipher, operation);
    const reply = await gate.link.request(
      operation,
      {
        target,
        channelName,
        customType,
        messageType: typeof message === 'string' ? 'STRING' : 'BINARY',
        payload,
        storeInHistory,
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
    const isLinkDown = this.#mayWaitForLink();
    if (!isLinkDown) gate.requireConnection(operation);
    gate.requireName(channelName, -10008, operation);
    const taken = new Set([...subscriptions.keys(), ...this.#subscribing]);
    if (!taken.has(channelName) && taken.size >= numericParameter('MESSAGE_CHANNEL_COUNT')) {
      throw rtmError(-11005, operation);
    }
    const subscription: Subscription = {
      channelName,
      withMessage: options?.withMessage ?? true,
      withPresence: options?.withPresence ?? true,
      beQuiet: options?.beQuiet ?? false,
      withMetadata: options?.withMetadata ?? false,
      withLock: options?.withLock ?? false,
    };
    if (isLinkDown) {
      // The reconnect brings it.
      subscriptions.set(channelName, subscription);
      return { timestamp: 0, channelName };
    }
    // One after the other (bundle); each changes the options of the one before.
    for (;;) {
      const before = this.#subscribing.get(channelName);
      if (before === undefined) break;
      await before.settled;
    }
    this.#countSubscribe(channelName, operation);
    const state: Subscribing = { isCanceled: false, settled: Promise.resolve() };
    const answer = this.#requestSubscribe(subscription, state).finally(() => {
      this.#subscribing.delete(channelName);
    });
    state.settled = answer.then(ignore, ignore);
    this.#subscribing.set(channelName, state);
    return { timestamp: await answer, channelName };
  }

  async #requestSubscribe(subscription: Subscription, state: Subscribing): Promise<number> {
    const operation = 'subscribe';
    const { link } = this.#gate;
    const { channelName } = subscription;
    const reply = await link.request(operation, subscription, {
      operation,
      timeoutMs: REQUEST_TIMEOUT_MS,
      onTimeout: -11019,
      onLost: -11027,
    });
    if (state.isCanceled) {
      if (!link.subscriptions.has(channelName)) this.#leave(channelName).catch(ignore);
      throw rtmError(-11040, operation);
    }
    link.subscriptions.set(channelName, subscription);
    this.#changed(channelName, subscription);
    return reply.timestamp;
  }

  /**
   * Resolves at once, with timestamp 0, when there is nothing to unsubscribe or nobody to tell. Cancels a
   * `subscribe` under way.
   *
   * @throws RTMBaseError -10008, -10025 after a login that failed for good
   */
  async unsubscribe(channelName: string): Promise<RTMOperationResponse> {
    const operation = 'unsubscribe';
    const { link } = this.#gate;
    this.#gate.requireName(channelName, -10008, operation);
    // Observed: only a login that failed for good leaves nothing to say goodbye to.
    if (link.state === 'FAILED') throw unavailable(operation, -10025);
    const subscription = link.subscriptions.get(channelName);
    // While the link is down the reconnect tells the server, which then drops the channel.
    link.subscriptions.delete(channelName);
    if (subscription !== undefined) this.#changed(channelName, null);
    const subscribing = this.#subscribing.get(channelName);
    if (subscribing !== undefined) {
      subscribing.isCanceled = true;
      if (subscription === undefined) await subscribing.settled;
    }
    if (subscription === undefined || !link.isConnected) return { timestamp: 0, channelName };
    return { timestamp: await this.#leave(channelName), channelName };
  }

  async #leave(channelName: string): Promise<number> {
    const operation = 'unsubscribe';
    const policy = { operation, timeoutMs: REQUEST_TIMEOUT_MS } as const;
    const reply = await this.#gate.link.request(
      operation,
      { channelName },
      { ...policy, onTimeout: -11022, onLost: -11027 },
    );
    return reply.timestamp;
  }

  /** In the order of the calls, so that no small message overtakes a large one. */
  async #seal(
    message: string | Uint8Array,
    cipher: MessageCipher,
    operation: string,
  ): Promise<Payload> {
    try {
      return await this.#sealing.run(() => cipher.seal(message));
    } catch {
      throw rtmError(-11023, operation);
    }
  }

  /** Whether the link is down and comes back by itself: subscribing then waits for it (bundle). */
  #mayWaitForLink(): boolean {
    const { link } = this.#gate;
    return link.wasConnected && WAITING.has(link.state);
  }

  #countSubscribe(channelName: string, operation: string): void {
    const now = this.#gate.clock.now();
    const times = this.#subscribeTimes.get(channelName) ?? [];
    const recent = times.filter((time) => time > now - SUBSCRIBE_WINDOW_MS);
    if (recent.length >= SUBSCRIBES_PER_CHANNEL) throw rtmError(-11020, operation);
    this.#subscribeTimes.set(channelName, [...recent, now]);
  }
}

interface Subscribing {
  /** Whether the channel was unsubscribed meanwhile. */
  isCanceled: boolean;
  settled: Promise<void>;
}

const WAITING: ReadonlySet<LinkState> = new Set(['CONNECTING', 'DISCONNECTED', 'SUSPENDED']);

const ignore = () => undefined;

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
  if (!customType) return '';
  if (typeof customType !== 'string') throw rtmError(-11030, operation);
  if (utf8Length(customType) > MAX_CUSTOM_TYPE_BYTES) throw rtmError(-11029, operation);
  return customType;
}
