import {
  DEFAULT_PRESENCE_TIMEOUT_S,
  MAX_PRESENCE_TIMEOUT_S,
  MIN_PRESENCE_TIMEOUT_S,
} from '../protocol/limits.ts';
import { decodePayload } from '../protocol/payload.ts';
import type {
  LockPush,
  MessagePush,
  MetadataPush,
  PresencePush,
  Pushes,
} from '../protocol/wire.ts';
import { ApiGate, REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { checkConstructor } from './constructor-checks.ts';
import { TokenEventReason } from './constants-type.ts';
import { EventHub } from './event-hub.ts';
import { Inbox } from './inbox.ts';
import { Link } from './link.ts';
import { LockSession, toLockEvent } from './lock-session.ts';
import { MessageChannels } from './message-channels.ts';
import { MessageCipher } from './message-cipher.ts';
import { MetadataSession } from './metadata-session.ts';
import { emulatorClock } from './parameters.ts';
import { PresenceSession } from './presence-session.ts';
import type { LinkStateEvent, MessageEvent, RTMClientEventMap, TokenEvent } from './rtm-events.ts';
import { rtmError } from './rtm-error.ts';
import { RTMHistory } from './rtm-history.ts';
import { RTMLock } from './rtm-lock.ts';
import { RTMPresence } from './rtm-presence.ts';
import { RTMStorage } from './rtm-storage.ts';
import { checkToken, needsInspection } from './token.ts';
import type {
  LoginOptions,
  LoginResponse,
  LogoutResponse,
  PublishOptions,
  PublishResponse,
  RenewTokenOptions,
  RenewTokenResponse,
  RTMConfig,
  SubscribeOptions,
  SubscribeResponse,
  UnsubscribeResponse,
} from './types.ts';

/** `AgoraRTM.RTM`: one user's connection, with the behaviour of agora-rtm-sdk 2.3.0. */
export class RTMClient {
  readonly presence: RTMPresence;
  readonly history: RTMHistory;
  readonly storage: RTMStorage;
  readonly lock: RTMLock;
  readonly #gate: ApiGate;
  readonly #channels: MessageChannels;
  readonly #link: Link;
  readonly #inbox: Inbox;
  readonly #presence: PresenceSession;
  readonly #metadata: MetadataSession;
  readonly #locks: LockSession;
  readonly #listeners = new EventHub();
  /** What `on` took: the SDK calls it for what the application emits itself, and for nothing else. */
  readonly #emitter = new EventHub();
  /** What `once` took: the SDK accepts it, and calls it for nothing. */
  readonly #neverCalled = new EventHub();

  /**
   * @param appId 32 ASCII letters and digits.
   * @param userId At most 64 bytes of the characters a name may have. Once per page: a second client
   * with the same App ID and user id is refused for ever, unless
   * `setParameter('IGNORE_DUPLICATE_USER_ID_ERR', true)`.
   * @throws RTMBaseError -10003, -10006, -10020, -10024 or -10027
   */
  constructor(appId: string, userId: string, rtmConfig?: RTMConfig) {
    const config = rtmConfig ?? {};
    checkConstructor(appId, userId, config);
    const clock = emulatorClock();
    const presenceTimeout = clampTimeout(config.presenceTimeout);
    const cipher = MessageCipher.of(config);
    const link = new Link({ appId, userId, presenceTimeout }, clock, {
      stateChanged: (event) => this.#changeLink(event),
      pushed: (name, body) => this.#inbox.take(name, body),
    });
    this.#link = link;
    this.#inbox = new Inbox(cipher, (name, body) => this.#deliver(name, body));
    this.#presence = new PresenceSession(link, {
      clock,
      emit: (event) => this.#listeners.fire('presence', event),
    });
    this.#gate = new ApiGate(link, userId, clock);
    this.#channels = new MessageChannels(this.#gate, cipher, (channelName, subscription) => {
      this.#presence.channelChanged(channelName, subscription);
    });
    this.presence = new RTMPresence(this.#gate, this.#presence);
    this.history = new RTMHistory(this.#gate, cipher);
    this.#metadata = new MetadataSession(link, (event) => this.#listeners.fire('storage', event));
    this.#locks = new LockSession(link, (event) => this.#listeners.fire('lock', event));
    this.storage = new RTMStorage(this.#gate, this.#metadata, this.#locks);
    this.lock = new RTMLock(this.#gate, this.#locks);
  }

  /**
   * Logs in. Stays pending while the server cannot be reached; `linkState` tells how it goes.
   *
   * @throws RTMBaseError -10017 while connecting or connected, -10023 when `logout()` or another
   * `login()` cancels it, TypeError for a token that is no text, -10021 above 20 in a second, -10005, -10009, -10015 or -10016 for a token that cannot be used.
   */
  login(options?: LoginOptions): Promise<LoginResponse> {
    // Not an async function: whoever awaits the login must hear of its end before anything else.
    const token = options?.token ?? null;
    return this.#link.login(token, () => {
      this.#gate.count('login');
      requireText(token, 'login');
    });
  }

  /** Ends the session. Listeners stay, unlike the vendor's type definitions say. Resolves when logged out already. */
  logout(): Promise<LogoutResponse> {
    return this.#link.logout();
  }

  /** @throws RTMBaseError -10025 before login, -10005, -10009, -10015 or -10016 for a token that cannot
   * be used; the session then goes on with the token before. */
  async renewToken(token: string, _options?: RenewTokenOptions): Promise<RenewTokenResponse> {
    const operation = 'renewToken';
    const gate = this.#gate;
    gate.count(operation);
    const { state } = this.#link;
    if (state === 'IDLE') throw rtmError(-10025, operation);
    requireText(token, operation);
    if (typeof token !== 'string' || token === '') throw rtmError(-10005, operation);
    const { appId } = this.#link.identity;
    if (needsInspection(token, appId)) await checkToken(token, appId, operation);
    gate.requireConnection(operation);
    const reply = await this.#link.request(
      operation,
      { token },
      { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -10026, onLost: -10025 },
    );
    this.#link.setToken(token);
    return { timestamp: reply.timestamp };
  }

  /**
   * Sends a text or bytes to a channel, or with `channelType: 'USER'` to a user.
   *
   * @throws RTMBaseError in this order: -10021, -10019, -10025, -10008, -11009, -11010, -11030, -11029,
   * -15005 where the history is off, -11010 when message and custom type together are too long; then
   * -11023 when it cannot be encrypted, -11026 without an answer in 10 s, -11027 when the link breaks, -11033, -11035 or -11036 when
   * the user is offline.
   */
  async publish(
    channelName: string,
    message: string | Uint8Array,
    options?: PublishOptions,
  ): Promise<PublishResponse> {
    return this.#channels.publish(channelName, message, options);
  }

  /**
   * Subscribes a message channel; again with other options changes them.
   *
   * @throws RTMBaseError in this order: -10021, -10025, -10008, -11005, -11020; then -11019 without an
   * answer in 10 s, -11027 when the link breaks, -11040 when `unsubscribe` is called meanwhile. While
   * reconnecting it resolves at once, and holds from the reconnect on.
   */
  async subscribe(channelName: string, options?: SubscribeOptions): Promise<SubscribeResponse> {
    return this.#channels.subscribe(channelName, options);
  }

  /** Leaves a message channel. Resolves when it was not subscribed. @throws RTMBaseError -10008, -10025 when FAILED */
  async unsubscribe(channelName: string): Promise<UnsubscribeResponse> {
    return this.#channels.unsubscribe(channelName);
  }

  /** Stream channels are not covered. @throws RTMBaseError -10008, else -10022 */
  createStreamChannel(channelName: string): never {
    this.#gate.requireName(channelName, -10008, 'createStreamChannel');
    throw rtmError(-10022, 'createStreamChannel');
  }

  /** @throws TypeError when `listener` is not a function. */
  addEventListener<EventName extends keyof RTMClientEventMap>(
    eventName: EventName,
    listener: RTMClientEventMap[EventName],
  ): void {
    this.#listeners.add(eventName, listener);
  }

  removeEventListener<EventName extends keyof RTMClientEventMap>(
    eventName: EventName,
    listener: RTMClientEventMap[EventName],
  ): void {
    this.#listeners.remove(eventName, listener);
  }

  /** Removes what `on` and `once` took; listeners of {@link addEventListener} stay, as observed. */
  removeAllListeners(eventName?: string | symbol): this {
    this.#emitter.clear(eventName);
    this.#neverCalled.clear(eventName);
    return this;
  }

  /** Takes a listener that hears no event of the SDK, as observed. Use {@link addEventListener}. */
  on(eventName: string | symbol, listener: (...args: never[]) => void): this {
    this.#emitter.add(eventName, listener);
    return this;
  }

  /** Takes a listener and never calls it, as observed. Use {@link addEventListener}. */
  once(eventName: string | symbol, listener: (...args: never[]) => void): this {
    this.#neverCalled.add(eventName, listener);
    return this;
  }

  off(eventName: string | symbol, listener: (...args: never[]) => void): this {
    this.#emitter.remove(eventName, listener);
    this.#neverCalled.remove(eventName, listener);
    return this;
  }

  /** Calls what `on` took, and always says `true`, as observed; events of the server do not come here. */
  emit(eventName: string | symbol, ...args: unknown[]): boolean {
    this.#emitter.fire(eventName, ...args);
    return true;
  }

  listenerCount(eventName: string | symbol): number {
    return this.#emitter.count(eventName) + this.#neverCalled.count(eventName);
  }

  #changeLink(event: LinkStateEvent): void {
    const { currentState } = event;
    if (currentState === 'IDLE' || currentState === 'FAILED') this.#inbox.clear();
    this.#presence.linkChanged(currentState);
    this.#listeners.fire('linkState', event);
    for (const session of [this.#metadata, this.#locks]) {
      if (currentState === 'CONNECTED') session.restore();
      if (currentState === 'IDLE' || currentState === 'FAILED') session.clear();
    }
  }

  #deliver<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    if (name === 'message') this.#listeners.fire(name, toMessageEvent(body as MessagePush));
    if (name === 'presence') this.#presence.feed.deliver(body as PresencePush);
    if (name === 'metadata') this.#metadata.pushed(body as MetadataPush);
    if (name === 'lock') this.#listeners.fire(name, toLockEvent(body as LockPush));
    if (name === 'lockGranted') this.#locks.granted(body as Pushes['lockGranted']);
    if (name === 'lockWaitEnded') this.#locks.waitEnded(body as Pushes['lockWaitEnded']);
    if (name === 'lockExpired') this.#locks.expired(body as Pushes['lockExpired']);
    if (name === 'tokenWillExpire') {
      const { timestamp } = body as Pushes['tokenWillExpire'];
      // Both, in this order: the old event and the new one (bundle).
      this.#listeners.fire('tokenPrivilegeWillExpire', '');
      this.#listeners.fire('token', willExpire(timestamp));
    }
  }
}

/**
 * Callers without types may pass anything; what counts as nothing is no token.
 *
 * @throws TypeError as the SDK stumbles, RTMBaseError -10005
 */
function requireText(token: unknown, operation: string): void {
  if (!token || typeof token === 'string') return;
  if (Array.isArray(token)) throw rtmError(-10005, operation);
  throw new TypeError('token.slice is not a function');
}

/** Out of range is accepted silently, as observed; what the server makes of it is not known. */
function clampTimeout(seconds: unknown): number {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return DEFAULT_PRESENCE_TIMEOUT_S;
  const whole = Math.round(seconds);
  return Math.min(Math.max(whole, MIN_PRESENCE_TIMEOUT_S), MAX_PRESENCE_TIMEOUT_S);
}

function toMessageEvent(push: MessagePush): MessageEvent {
  return {
    channelType: push.target,
    channelName: push.channelName,
    topicName: '',
    messageType: push.messageType,
    customType: push.customType,
    message: decodePayload(push.payload, push.messageType),
    publisher: push.publisher,
    timestamp: push.timestamp,
  };
}

function willExpire(timestamp: number): TokenEvent {
  const reason = TokenEventReason.WILL_EXPIRE;
  return {
    eventType: 'WILL_EXPIRE',
    reason,
    affectedResources: { messageChannels: [] },
    timestamp,
  };
}
