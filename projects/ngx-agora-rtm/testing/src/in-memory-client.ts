import { Subject } from 'rxjs';
import {
  assertChannelId,
  assertPayload,
  assertUserId,
  type ChannelReceipt,
  type ConnectionReason,
  ConnectionTracker,
  type HistoryPage,
  type HistoryQuery,
  type MembersEvent,
  type NameRules,
  NO_ATTRIBUTES,
  NO_INVITATIONS,
  NO_ONLINE_STATUS,
  type PeerReceipt,
  type RtmCapabilities,
  type RtmClient,
  type RtmCredentials,
  RtmError,
  type RtmMessage,
  type RtmOperation,
  type RtmPayload,
  type RtmTarget,
  type SendOptions,
  unsupported,
} from 'ngx-agora-rtm/client';
import type { InMemoryMessage, InMemoryRtm } from './in-memory-rtm';

/** Names that both SDK generations accept, so that a test does not pass on what production refuses. */
const PORTABLE_NAMES: NameRules = {
  maxBytes: 64,
  forbidden: /[^ -~]|["'*/\\`.]/u,
  forbiddenFirst: /_/,
  reserved: ['null'],
};

/** What the SDKs take at most, in bytes of UTF-8. */
const MAX_MESSAGE_BYTES = 32_768;

/** A client of an {@link InMemoryRtm}. */
export class InMemoryClient implements RtmClient {
  readonly capabilities: RtmCapabilities;
  readonly #network: InMemoryRtm;
  readonly #connection: ConnectionTracker;
  readonly #messages = new Subject<RtmMessage>();
  readonly #members = new Subject<MembersEvent>();
  readonly #tokenWillExpire = new Subject<void>();
  readonly #channels = new Set<string>();
  #userId = '';
  /** When the latest messages were sent, by the network's clock. */
  #sends: number[] = [];
  /** The login that counts; a later logout or login makes it another one. */
  #attempt: object | null = null;
  #cancelLogin: ((error: RtmError) => void) | null = null;
  #isDestroyed = false;

  constructor(network: InMemoryRtm) {
    this.#network = network;
    this.#connection = new ConnectionTracker(network.options.now);
    this.capabilities = {
      channelEcho: network.options.channelEcho,
      history: network.options.history,
      maxChannels: network.options.maxChannels,
      maxMessageBytes: MAX_MESSAGE_BYTES,
      sendRate: network.options.sendRate,
      userIds: PORTABLE_NAMES,
      channelIds: PORTABLE_NAMES,
      attributes: null,
      onlineStatus: null,
      invitations: null,
    };
  }

  get connection$() {
    return this.#connection.connection$;
  }

  readonly attributes = NO_ATTRIBUTES;
  readonly onlineStatus = NO_ONLINE_STATUS;
  readonly invitations = NO_INVITATIONS;
  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();
  readonly tokenWillExpire$ = this.#tokenWillExpire.asObservable();

  async login({ userId }: RtmCredentials): Promise<void> {
    assertUserId(userId, this.capabilities.userIds, 'login');
    const { state } = this.#connection.current;
    if (this.#isDestroyed) throw cancelled('login', 'The client has been destroyed');
    if (state !== 'disconnected' && state !== 'failed') {
      const message = `A login is under way or done as "${this.#userId}"`;
      throw new RtmError({ code: 'already-logged-in', operation: 'login', message });
    }
    const attempt = (this.#attempt = {});
    this.#userId = userId;
    this.#connection.move('connecting', 'login');
    const cancellation = new Promise<never>((_, reject) => (this.#cancelLogin = reject));
    try {
      await Promise.race([this.#network.pass('login'), cancellation]);
    } catch (error) {
      if (this.#attempt === attempt) this.#refuse(RtmError.from(error, 'login'));
      throw RtmError.from(error, 'login');
    }
    if (this.#attempt !== attempt) throw cancelled('login', 'The login was cancelled by a logout');
    this.#cancelLogin = null;
    this.#channels.clear();
    this.#network.signIn(this, userId);
    this.#connection.move('connected', 'login');
  }

  async logout(): Promise<void> {
    this.#attempt = null;
    this.#cancelLogin?.(cancelled('login', 'The login was cancelled by a logout'));
    this.#cancelLogin = null;
    this.#network.signOut(this, this.#userId);
    this.#channels.clear();
    this.#connection.move('disconnected', 'logout');
    await this.#network.pass('logout');
  }

  async renewToken(_token: string): Promise<void> {
    await this.#online('renew-token');
  }

  async sendToPeer(
    peerId: string,
    payload: RtmPayload,
    options: SendOptions = {},
  ): Promise<PeerReceipt> {
    assertUserId(peerId, this.capabilities.userIds, 'send-to-peer');
    const target = { type: 'peer', id: peerId } as const;
    const { sentAt, received, stored } = await this.#send('send-to-peer', target, payload, options);
    return { sentAt, hasPeerReceived: received, stored };
  }

  async sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options: SendOptions = {},
  ): Promise<ChannelReceipt> {
    assertChannelId(channelId, this.capabilities.channelIds, 'send-to-channel');
    const target = { type: 'channel', id: channelId } as const;
    const { sentAt } = await this.#send('send-to-channel', target, payload, options);
    return { sentAt };
  }

  async join(channelId: string): Promise<void> {
    assertChannelId(channelId, this.capabilities.channelIds, 'join');
    if (this.#channels.has(channelId) && this.#connection.current.state === 'connected') return;
    if (this.#channels.size >= this.capabilities.maxChannels) {
      const message = `The user is in ${this.#channels.size} channels already`;
      throw new RtmError({ code: 'channel-limit', operation: 'join', message });
    }
    await this.#online('join');
    this.#channels.add(channelId);
    this.#network.enter(channelId, this.#userId);
  }

  async leave(channelId: string): Promise<void> {
    if (!this.#channels.delete(channelId)) return;
    this.#network.exit(channelId, this.#userId);
    await this.#network.pass('leave');
  }

  async memberCounts(): Promise<ReadonlyMap<string, number>> {
    throw unsupported('member-count', 'member counts');
  }

  async history(
    target: RtmTarget,
    { before = Infinity, limit = 50 }: HistoryQuery = {},
  ): Promise<HistoryPage> {
    if (!this.capabilities.history) {
      const message = 'This network keeps no messages';
      throw new RtmError({ code: 'unsupported', operation: 'history', message });
    }
    await this.#online('history');
    const found = this.#network.read(this.#userId, target, { before, limit });
    const first = found[0];
    return {
      messages: found.map((message) => this.#toMessage(message)),
      before: first && found.length === limit ? first.sentAt : null,
    };
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    await this.logout();
    this.#isDestroyed = true;
    this.#connection.close();
    this.#messages.complete();
    this.#members.complete();
    this.#tokenWillExpire.complete();
  }

  // What the network calls.

  /** @internal */
  get joinedChannels(): readonly string[] {
    return [...this.#channels];
  }

  /** @internal */
  receive(message: InMemoryMessage): boolean {
    if (this.#connection.current.state !== 'connected') return false;
    this.#messages.next(this.#toMessage(message));
    return true;
  }

  /** @internal */
  snapshot(channelId: string, members: readonly string[]): void {
    this.#members.next({ type: 'snapshot', channelId, members });
  }

  /** @internal */
  change(channelId: string, change: { joined: string[]; left: string[] }): void {
    this.#members.next({ type: 'change', channelId, ...change });
  }

  /** @internal */
  lose(): void {
    this.#connection.move('reconnecting', 'network');
  }

  /** @internal */
  restore(lostChannels: readonly string[]): void {
    for (const channelId of lostChannels) this.#channels.delete(channelId);
    this.#connection.move('connected', 'reconnect');
  }

  /** @internal */
  fail(reason: ConnectionReason): void {
    this.#channels.clear();
    this.#connection.move('failed', reason);
  }

  /** @internal */
  tokenWillExpire(): void {
    this.#tokenWillExpire.next();
  }

  async #send(
    operation: RtmOperation,
    target: RtmTarget,
    payload: RtmPayload,
    options: SendOptions,
  ) {
    assertPayload(payload, this.capabilities.maxMessageBytes, operation);
    this.#countSend(operation);
    await this.#online(operation);
    const stored = this.capabilities.history && (options.keep ?? true);
    const customType = options.customType ?? null;
    const message = { target, from: this.#userId, payload, customType };
    return { ...this.#network.publish(message, stored), stored };
  }

  /** Refuses what is over the send rate, as the SDKs do. */
  #countSend(operation: RtmOperation): void {
    const { messages, perMs } = this.capabilities.sendRate;
    const now = this.#network.options.now();
    this.#sends = this.#sends.filter((at) => at > now - perMs);
    if (this.#sends.length >= messages) {
      const message = `More than ${messages} messages in ${perMs} ms`;
      throw new RtmError({ code: 'rate-limited', operation, message });
    }
    this.#sends.push(now);
  }

  /** Lets an operation pass only while logged in, both before and after the network had its say. */
  async #online(operation: RtmOperation): Promise<void> {
    this.#assertOnline(operation);
    await this.#network.pass(operation);
    this.#assertOnline(operation);
  }

  #assertOnline(operation: RtmOperation): void {
    const { state } = this.#connection.current;
    if (state === 'connected') return;
    const isReturning = state === 'reconnecting' || state === 'suspended';
    throw isReturning
      ? new RtmError({ code: 'not-connected', operation, message: 'The connection is interrupted' })
      : new RtmError({ code: 'not-logged-in', operation, message: 'Nobody is logged in' });
  }

  #refuse(error: RtmError): void {
    this.#attempt = null;
    if (error.code === 'timeout') this.#connection.move('disconnected', 'login-timeout');
    else this.#connection.move('failed', 'login-refused');
  }

  #toMessage({ target, from, payload, sentAt, customType }: InMemoryMessage): RtmMessage {
    const own = from === this.#userId;
    const received = { payload, from, own, sentAt, customType };
    return target.type === 'channel'
      ? { type: 'channel', channelId: target.id, ...received }
      : { type: 'peer', peerId: own ? target.id : from, ...received };
  }
}

function cancelled(operation: RtmOperation, message: string): RtmError {
  return new RtmError({ code: 'cancelled', operation, message });
}
