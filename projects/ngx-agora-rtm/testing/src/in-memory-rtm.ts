import type {
  ConnectionReason,
  HistoryQuery,
  InvitationFailure,
  OnlineStatus,
  RtmClientFactory,
  RtmErrorCode,
  RtmError,
  RtmOperation,
  RtmPayload,
  RtmTarget,
} from 'ngx-agora-rtm/client';
import { AttributeStore } from './attribute-store';
import { FaultScript, type HeldOperations } from './fault-script';
import { InMemoryClient } from './in-memory-client';
import { DEFAULT_IN_MEMORY_OPTIONS, type InMemoryRtmOptions } from './in-memory-options';
import { InvitationExchange } from './invitation-exchange';

/** A message as the network has it. */
export interface InMemoryMessage {
  readonly target: RtmTarget;
  readonly from: string;
  readonly payload: RtmPayload;
  readonly sentAt: number;
  readonly customType: string | null;
}

/**
 * A whole RTM network in memory, behind the same port as the real one, that fails on request. No timers, no sockets:
 * everything happens within microtasks.
 *
 * @example
 * const network = new InMemoryRtm();
 * TestBed.configureTestingModule({ providers: [provideRtm(network.client)] });
 * const bob = network.client();
 * await bob.login({ userId: 'bob', token: null });
 * network.failNext('send-to-peer', 'timeout');
 */
export class InMemoryRtm {
  readonly options: Required<InMemoryRtmOptions>;
  readonly #faults = new FaultScript();
  readonly #online = new Map<string, InMemoryClient>();
  readonly #members = new Map<string, Set<string>>();
  readonly #log: InMemoryMessage[] = [];
  /** @internal */
  readonly attributeStore = new AttributeStore();
  /** @internal */
  readonly invitations = new InvitationExchange((userId) => {
    const client = this.#online.get(userId);
    if (!client) return null;
    return client.isConnected ? (invitation) => client.invited(invitation) : 'away';
  });
  #lastSentAt = 0;

  constructor(options: InMemoryRtmOptions = {}) {
    this.options = { ...DEFAULT_IN_MEMORY_OPTIONS, ...options };
  }

  /** Makes a client of this network: what `provideRtm` takes. */
  readonly client: RtmClientFactory = () => new InMemoryClient(this);

  // What a test can do to the network.

  /** Lets the next calls of an operation fail. */
  failNext(operation: RtmOperation, failure: RtmErrorCode | RtmError, times = 1): void {
    this.#faults.failNext(operation, failure, times);
  }

  /** Stops calls of an operation half way, until they are released. */
  hold(operation: RtmOperation): HeldOperations {
    return this.#faults.hold(operation);
  }

  /** Takes the network away from a user, who goes to `reconnecting`. */
  cut(userId: string): void {
    this.#online.get(userId)?.lose();
    this.#tellStatus(userId);
  }

  /**
   * Gives the network back to a user.
   *
   * @param lostChannels Channels that the backend did not restore.
   */
  restore(userId: string, lostChannels: readonly string[] = []): void {
    for (const channelId of lostChannels) this.#remove(channelId, userId);
    const client = this.#online.get(userId);
    if (!client || client.isConnected) return;
    client.restore(lostChannels);
    this.invitations.restored(userId);
    this.#tellStatus(userId);
  }

  /** Ends a user's session from the backend's side. */
  end(userId: string, reason: ConnectionReason): void {
    const client = this.#online.get(userId);
    if (client) this.signOut(client, userId, client.fail(reason));
  }

  /** Lets every invitation that waits for its peer, or for an answer, come to nothing. */
  failInvitations(failure: InvitationFailure): void {
    this.invitations.failAll(failure);
  }

  /** Tells a user's client that its token is about to expire. */
  tokenWillExpire(userId: string): void {
    this.#online.get(userId)?.tokenWillExpire();
  }

  /** Who is in a channel. */
  membersOf(channelId: string): readonly string[] {
    return [...(this.#members.get(channelId) ?? [])].sort();
  }

  /** Whether a user is logged in. */
  isOnline(userId: string): boolean {
    return this.#online.has(userId);
  }

  /** Every message that the network has taken. */
  get messages(): readonly InMemoryMessage[] {
    return this.#log;
  }

  // What clients call.

  /** @internal */
  pass(operation: RtmOperation): Promise<void> {
    return this.#faults.pass(operation);
  }

  /** @internal */
  signIn(client: InMemoryClient, userId: string): void {
    const other = this.#online.get(userId);
    if (other && other !== client) this.end(userId, 'replaced');
    this.#online.set(userId, client);
  }

  /** @internal Comes after `connected`. */
  signedIn(userId: string): void {
    this.#tellStatus(userId);
  }

  /** @internal */
  signOut(client: InMemoryClient, userId: string, channelIds: readonly string[]): void {
    if (this.#online.get(userId) !== client) return;
    this.#online.delete(userId);
    for (const channelId of channelIds) this.exit(channelId, userId);
    this.invitations.ended(userId);
    this.#tellStatus(userId);
  }

  /** @internal */
  readonly statusOf = (userId: string): OnlineStatus => {
    const client = this.#online.get(userId);
    if (!client) return 'offline';
    return client.isConnected ? 'online' : 'unreachable';
  };

  /** @internal */
  tellAttributes(channelId: string): void {
    const attributes = this.attributeStore.read({ type: 'channel', id: channelId });
    for (const member of this.membersOf(channelId)) {
      this.#online.get(member)?.attributesChanged({ channelId, attributes });
    }
  }

  /** @internal */
  publish(
    message: Omit<InMemoryMessage, 'sentAt'>,
    keep: boolean,
  ): InMemoryMessage & { received: boolean } {
    this.#lastSentAt = Math.max(this.#lastSentAt + 1, this.options.now());
    const stamped = { ...message, sentAt: this.#lastSentAt };
    if (keep) this.#log.push(stamped);
    const { type, id } = message.target;
    if (type === 'peer') {
      return { ...stamped, received: this.#online.get(id)?.receive(stamped) ?? false };
    }
    for (const member of this.membersOf(id)) {
      if (member === message.from && !this.options.channelEcho) continue;
      this.#online.get(member)?.receive(stamped);
    }
    return { ...stamped, received: true };
  }

  /** @internal */
  enter(channelId: string, userId: string): void {
    const members = this.#members.get(channelId) ?? new Set();
    this.#members.set(channelId, members.add(userId));
    this.#tell(channelId, userId, { joined: [userId], left: [] });
    this.#online.get(userId)?.snapshot(channelId, this.membersOf(channelId));
  }

  /** @internal */
  exit(channelId: string, userId: string): void {
    if (this.#remove(channelId, userId))
      this.#tell(channelId, userId, { joined: [], left: [userId] });
  }

  /** @internal */
  read(
    reader: string,
    target: RtmTarget,
    query: Required<HistoryQuery>,
  ): readonly InMemoryMessage[] {
    // As on SDK 2.x, a user reads the own inbox only: what a peer has sent, not what the peer was sent.
    const isAsked = (message: InMemoryMessage) =>
      target.type === 'channel'
        ? message.target.type === 'channel' && message.target.id === target.id
        : message.target.type === 'peer' &&
          message.target.id === reader &&
          message.from === target.id;
    return this.#log
      .filter((message) => message.sentAt < query.before && isAsked(message))
      .slice(-query.limit);
  }

  #tellStatus(userId: string): void {
    for (const client of this.#online.values()) client.statusChanged(userId);
  }

  #remove(channelId: string, userId: string): boolean {
    return this.#members.get(channelId)?.delete(userId) ?? false;
  }

  #tell(channelId: string, except: string, change: { joined: string[]; left: string[] }): void {
    for (const member of this.membersOf(channelId)) {
      if (member !== except) this.#online.get(member)?.change(channelId, change);
    }
  }
}
