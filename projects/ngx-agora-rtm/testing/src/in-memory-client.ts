import { Subject } from 'rxjs';
import {
  assertChannelId,
  assertCustomType,
  assertPayload,
  assertUserId,
  type AttributesApi,
  type AttributesEvent,
  type ChannelReceipt,
  type ConnectionReason,
  ConnectionTracker,
  type HistoryPage,
  type HistoryQuery,
  type InvitationsApi,
  type MembersEvent,
  NO_ATTRIBUTES,
  NO_INVITATIONS,
  NO_ONLINE_STATUS,
  type OnlineStatusApi,
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
import { assertHistoryQuery, assertToken } from './argument-checks';
import { InMemoryAttributes } from './in-memory-attributes';
import type { InMemoryInvitation } from './in-memory-invitation';
import { InMemoryInvitations } from './in-memory-invitations';
import { InMemoryOnlineStatus } from './in-memory-online-status';
import { capabilitiesOf } from './in-memory-options';
import type { InMemoryMessage, InMemoryRtm } from './in-memory-rtm';
import type { InMemorySession } from './in-memory-session';
import { SendRate } from './send-rate';

/** A client of an {@link InMemoryRtm}. */
export class InMemoryClient implements RtmClient, InMemorySession {
  readonly capabilities: RtmCapabilities;
  readonly appId: string;
  readonly #network: InMemoryRtm;
  readonly #connection: ConnectionTracker;
  readonly #messages = new Subject<RtmMessage>();
  readonly #members = new Subject<MembersEvent>();
  readonly #tokenWillExpire = new Subject<void>();
  readonly #sendRate: SendRate;
  readonly #attributes: InMemoryAttributes | null;
  readonly #onlineStatus: InMemoryOnlineStatus | null;
  readonly #invitations: InMemoryInvitations | null;
  readonly #channels = new Set<string>();
  /** Joins that are under way; a leave takes them out. */
  readonly #joining = new Map<string, Promise<void>>();
  #userId = '';
  /** The login that counts; a later logout or login makes it another one. */
  #attempt: object | null = null;
  #cancelLogin: ((error: RtmError) => void) | null = null;
  #isDestroyed = false;

  constructor(network: InMemoryRtm) {
    this.#network = network;
    this.#connection = new ConnectionTracker(network.options.now);
    this.capabilities = capabilitiesOf(network.options);
    this.appId = network.options.appId;
    this.#sendRate = new SendRate(this.capabilities.sendRate, network.options.now);
    const { attributes, onlineStatus, invitations } = this.capabilities;
    this.#attributes = attributes && new InMemoryAttributes(network, this, attributes);
    this.#onlineStatus =
      onlineStatus && new InMemoryOnlineStatus(network.statusOf, this, onlineStatus);
    this.#invitations =
      invitations &&
      new InMemoryInvitations((one) => network.invitations.deliver(one), this, invitations);
    this.attributes = this.#attributes ?? NO_ATTRIBUTES;
    this.onlineStatus = this.#onlineStatus ?? NO_ONLINE_STATUS;
    this.invitations = this.#invitations ?? NO_INVITATIONS;
  }

  get connection$() {
    return this.#connection.connection$;
  }

  readonly attributes: AttributesApi;
  readonly onlineStatus: OnlineStatusApi;
  readonly invitations: InvitationsApi;
  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();
  readonly tokenWillExpire$ = this.#tokenWillExpire.asObservable();

  async login({ userId, token }: RtmCredentials): Promise<void> {
    assertUserId(userId, this.capabilities.userIds, 'login');
    if (token !== null) assertToken(token, 'login');
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
    this.#network.signedIn(userId);
  }

  async logout(): Promise<void> {
    this.#attempt = null;
    this.#cancelLogin?.(cancelled('login', 'The login was cancelled by a logout'));
    this.#cancelLogin = null;
    this.#endSession('disconnected', 'logout');
    this.#network.signOut(this, this.#userId, [...this.#channels]);
    this.#channels.clear();
    await this.#network.pass('logout');
  }

  async renewToken(token: string): Promise<void> {
    assertToken(token, 'renew-token');
    await this.online('renew-token');
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
    if (!this.capabilities.sendWithoutJoin) await this.#assertJoined(channelId);
    const target = { type: 'channel', id: channelId } as const;
    const { sentAt } = await this.#send('send-to-channel', target, payload, options);
    return { sentAt };
  }

  async join(channelId: string): Promise<void> {
    assertChannelId(channelId, this.capabilities.channelIds, 'join');
    if (this.#channels.has(channelId) && this.#connection.current.state === 'connected') return;
    this.#assertRoom(channelId);
    const known = this.#joining.get(channelId);
    if (known) return known;
    const isWanted = (): boolean => this.#joining.get(channelId) === joining;
    const joining: Promise<void> = this.#enter(channelId, isWanted).finally(() => {
      if (isWanted()) this.#joining.delete(channelId);
    });
    this.#joining.set(channelId, joining);
    await joining;
  }

  async leave(channelId: string): Promise<void> {
    assertChannelId(channelId, this.capabilities.channelIds, 'leave');
    this.#joining.delete(channelId);
    if (!this.#channels.delete(channelId)) return;
    this.#network.exit(channelId, this.#userId);
    await this.#network.pass('leave');
  }

  async memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    for (const id of channelIds) assertChannelId(id, this.capabilities.channelIds, 'member-count');
    await this.online('member-count');
    return new Map(channelIds.map((id) => [id, this.#network.membersOf(id).length]));
  }

  async history(
    target: RtmTarget,
    { before = Infinity, limit = 50 }: HistoryQuery = {},
  ): Promise<HistoryPage> {
    if (!this.capabilities.history) throw unsupported('history', 'history');
    const { userIds, channelIds } = this.capabilities;
    if (target.type === 'peer') assertUserId(target.id, userIds, 'history');
    else assertChannelId(target.id, channelIds, 'history');
    assertHistoryQuery(limit, before);
    await this.online('history');
    const found = this.#network.read(this.#userId, target, { before, limit });
    const first = found[0];
    return {
      messages: found.map((message) => this.#toMessage(message)),
      before: first && found.length === limit ? first.sentAt : null,
    };
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    const loggedOut = this.logout();
    this.#connection.close();
    for (const stream of [this.#messages, this.#members, this.#tokenWillExpire]) stream.complete();
    for (const part of [this.#attributes, this.#onlineStatus, this.#invitations]) part?.close();
    await loggedOut;
  }

  // What its parts call.

  /** @internal */
  get userId(): string {
    return this.#userId;
  }

  /** @internal */
  get isConnected(): boolean {
    return this.#connection.current.state === 'connected';
  }

  /** @internal Lets an operation pass only while logged in, both before and after the network had its say. */
  async online(operation: RtmOperation): Promise<void> {
    this.#assertOnline(operation);
    const attempt = this.#attempt;
    await this.#network.pass(operation);
    if (attempt !== this.#attempt) throw cancelled(operation, 'The login ended in the meantime');
    this.#assertOnline(operation);
  }

  // What the network calls.

  /** @internal */
  receive(message: InMemoryMessage): boolean {
    if (!this.isConnected) return false;
    this.#messages.next(this.#toMessage(message));
    return true;
  }

  /** @internal */
  snapshot(channelId: string, members: readonly string[]): void {
    if (this.isConnected) this.#members.next({ type: 'snapshot', channelId, members });
  }

  /** @internal */
  change(channelId: string, change: { joined: string[]; left: string[] }): void {
    if (this.isConnected) this.#members.next({ type: 'change', channelId, ...change });
  }

  /** @internal */
  attributesChanged(event: AttributesEvent): void {
    if (this.isConnected) this.#attributes?.receive(event);
  }

  /** @internal */
  statusChanged(userId: string): void {
    this.#onlineStatus?.changed(userId);
  }

  /** @internal */
  invited(invitation: InMemoryInvitation): void {
    this.#invitations?.receive(invitation);
  }

  /** @internal */
  lose(): void {
    this.#connection.move('reconnecting', 'network');
  }

  /** @internal */
  restore(lostChannels: readonly string[]): void {
    for (const channelId of lostChannels) this.#channels.delete(channelId);
    this.#connection.move('connected', 'reconnect');
    for (const channelId of this.#channels) {
      this.snapshot(channelId, this.#network.membersOf(channelId));
    }
    this.#onlineStatus?.restored();
  }

  /** @internal Ends the session. Returns the channels that the user was in. */
  fail(reason: ConnectionReason): readonly string[] {
    const channels = [...this.#channels];
    this.#channels.clear();
    this.#attempt = null;
    this.#endSession('failed', reason);
    return channels;
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
    assertCustomType(options.customType, operation);
    this.#sendRate.count(operation);
    await this.online(operation);
    const stored = this.capabilities.history && (options.keep ?? true);
    const isLabelled = this.capabilities.customTypes && options.customType !== '';
    const customType = (isLabelled ? options.customType : null) ?? null;
    const message = { target, from: this.#userId, payload, customType };
    return { ...this.#network.publish(message, stored), stored };
  }

  async #enter(channelId: string, isWanted: () => boolean): Promise<void> {
    await this.online('join');
    if (!isWanted()) {
      throw cancelled('join', `The channel "${channelId}" was left before it was joined`);
    }
    this.#assertRoom(channelId);
    this.#channels.add(channelId);
    this.#network.enter(channelId, this.#userId);
  }

  /** Waits for a join that is under way. */
  async #assertJoined(channelId: string): Promise<void> {
    await this.#joining.get(channelId)?.catch(() => undefined);
    if (this.#channels.has(channelId) || !this.isConnected) return;
    const message = `The channel "${channelId}" is not joined`;
    throw new RtmError({ code: 'not-joined', operation: 'send-to-channel', message });
  }

  #assertRoom(channelId: string): void {
    const { size } = this.#channels;
    if (size < this.capabilities.maxChannels || this.#channels.has(channelId)) return;
    const message = `The user is in ${size} channels already`;
    throw new RtmError({ code: 'channel-limit', operation: 'join', message });
  }

  #endSession(state: 'disconnected' | 'failed', reason: ConnectionReason): void {
    this.#joining.clear();
    this.#onlineStatus?.clear();
    this.#connection.move(state, reason);
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
