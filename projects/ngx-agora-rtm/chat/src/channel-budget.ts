import {
  type ConnectionState,
  memberChange,
  type MembersEvent,
  nextMembers,
  RtmError,
} from 'ngx-agora-rtm/client';
import { Subscription } from 'rxjs';
import { channelStay, type ChannelStay, type StayWaiter } from './channel-stay';
import type { ChatContext } from './chat-context';
import type { Membership } from './chat-state';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { newMessageId } from './message-id';
import { type OnParkedPage, ParkedChannels } from './parked-channels';
import { DEFAULT_RETRY_WAITS, type RetryWaits, retryWait } from './retry-wait';
import { toChatError } from './send-outcome';

/** How often in a row a join is tried before it counts as failed. After that: at the next connection, or when it is looked at. */
export const MAX_JOIN_ATTEMPTS = 5;

/** What a {@link ChannelBudget} works with. */
export interface ChannelBudgetParts {
  /** Takes the newest messages of channels that are parked. */
  readonly onPage: OnParkedPage;
  /** Hears who is in a channel: user ids, sorted; `null` when that is not known any more. For {@link PresenceWatch}. */
  readonly onMembers?: (key: ConversationKey, members: readonly string[] | null) => void;
  readonly waits?: RetryWaits;
}

type MembershipState = Membership['state'];

/** States of a stay of which it is not known yet whether it is joined. */
const UNSETTLED: ReadonlySet<MembershipState | undefined> = new Set([
  'waiting',
  'joining',
  undefined,
]);

/** Longest wait to know whether a channel is joined, in ms. */
export const SETTLE_TIMEOUT = 10_000;

/** States of a stay that takes one of the places that the backend allows. */
const TAKES_PLACE: ReadonlySet<MembershipState | undefined> = new Set(['joining', 'joined']);

/**
 * Keeps the user in the channels that are open, as many as the backend allows: the ones that were looked at last. The others
 * are parked, openly. A channel that something is being sent to is not left.
 */
export class ChannelBudget {
  readonly #ctx: ChatContext;
  readonly #waits: RetryWaits;
  readonly #onMembers: ChannelBudgetParts['onMembers'];
  readonly #parked: ParkedChannels;
  readonly #stays = new Map<ConversationKey, ChannelStay>();
  readonly #holds = new Map<ConversationKey, number>();
  /** Channels that are being left: they take a place until they are. */
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #running = new Subscription();
  /** `null` before the first news. */
  #state: ConnectionState | null = null;
  #seen = 0;
  /** Fewer than the backend allows where others use the same client. Found out anew in each connection. */
  #maxChannels: number;
  #isStarted = false;
  #isClosed = false;

  constructor(
    ctx: ChatContext,
    { onPage, onMembers, waits = DEFAULT_RETRY_WAITS }: ChannelBudgetParts,
  ) {
    this.#ctx = ctx;
    this.#waits = waits;
    this.#onMembers = onMembers;
    this.#maxChannels = ctx.transport.capabilities.maxChannels;
    this.#parked = new ParkedChannels(ctx, onPage);
  }

  /** Begins to join, whenever there is a connection. */
  start(): void {
    const { members$, connection$ } = this.#ctx.transport;
    this.#isStarted = true;
    this.#running.add(members$.subscribe((event) => this.#heard(event)));
    this.#running.add(connection$.subscribe(({ state }) => this.#connection(state)));
  }

  /** The channels that are open, the one that was looked at last first. Replaces what was open; peers are passed over. */
  setKeys(keys: readonly ConversationKey[]): void {
    const wanted = new Set(keys);
    for (const stay of this.#stays.values()) {
      if (!wanted.has(stay.key)) this.#close(stay);
    }
    for (const key of [...wanted].reverse()) this.#open(key);
    this.#arrange();
  }

  /** Opens a channel, as the one that was looked at last. A peer is passed over. */
  open(key: ConversationKey): void {
    this.#open(key);
    this.#arrange();
  }

  /** A conversation is being looked at: it is joined if it was parked, and the last to give way. Tries again what has failed. */
  visible(key: ConversationKey): void {
    const stay = this.#stays.get(key);
    if (!stay) return;
    stay.seen = ++this.#seen;
    if (stay.membership?.state === 'failed') this.#reset(stay);
    this.#arrange();
  }

  /** Leaves a channel. */
  close(key: ConversationKey): void {
    const stay = this.#stays.get(key);
    if (!stay) return;
    this.#close(stay);
    this.#arrange();
  }

  /** Leaves all channels, and takes no further part. */
  closeAll(): void {
    this.#isClosed = true;
    this.#running.unsubscribe();
    this.#parked.close();
    for (const stay of this.#stays.values()) this.#end(stay);
  }

  /** Whether the user is in a channel now. */
  isJoined(key: ConversationKey): boolean {
    return this.#stays.get(key)?.membership?.state === 'joined';
  }

  /**
   * Resolves when the user is in a channel. One that is parked takes the place of another; one that is not open but is held is
   * joined for as long as it is held. Rejects when joining has failed, or with `cancelled` when the channel is closed.
   */
  joined(key: ConversationKey): Promise<void> {
    if (!this.#stays.has(key) && this.#holds.has(key)) this.#open(key, true);
    const stay = this.#stays.get(key);
    if (!stay) return Promise.reject(cancelled(key));
    if (stay.membership?.state === 'joined') return Promise.resolve();
    return new Promise((resolve, reject) => {
      stay.waiting.add({ resolve, reject });
      if (stay.membership?.state === 'failed') this.#reset(stay);
      this.#arrange();
    });
  }

  /**
   * Resolves when it is known whether a channel is joined in this connection: when it is, cannot be, or is parked. At the latest
   * after {@link SETTLE_TIMEOUT}: a channel that is hard to join must not hold up the others.
   */
  settled(key: ConversationKey): Promise<void> {
    const stay = this.#stays.get(key);
    if (!stay || !UNSETTLED.has(stay.membership?.state)) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        undo();
        stay.settling.delete(done);
        resolve();
      };
      const undo = this.#ctx.clock.after(SETTLE_TIMEOUT, done);
      stay.settling.add(done);
    });
  }

  /** The backend says that the user is not in a channel, whatever is known here. */
  joinAgain(key: ConversationKey): void {
    const stay = this.#stays.get(key);
    if (stay?.membership?.state !== 'joined') return;
    stay.wasJoined = false;
    this.#reset(stay);
    this.#arrange();
  }

  /** Keeps a channel from giving way to others. @returns What undoes it. */
  hold(key: ConversationKey): () => void {
    this.#holds.set(key, (this.#holds.get(key) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#holds.get(key) ?? 1) - 1;
      if (left > 0) {
        this.#holds.set(key, left);
        return;
      }
      this.#holds.delete(key);
      const stay = this.#stays.get(key);
      if (stay?.isGuest && !this.#isClosed) this.#end(stay);
      this.#arrange();
    };
  }

  // Who is in.

  #open(key: ConversationKey, isGuest = false): void {
    const { type, id } = conversationRef(key);
    if (type !== 'channel' || this.#isClosed) return;
    const stay = this.#stays.get(key) ?? channelStay(key, id, isGuest);
    this.#stays.set(key, stay);
    stay.seen = ++this.#seen;
    if (stay.membership?.state === 'failed') this.#reset(stay);
    if (isGuest || !stay.isGuest) return;
    stay.isGuest = false;
    // Whoever opens it has heard nothing of it yet.
    if (stay.membership) this.#emitMembership(stay, stay.membership);
    if (stay.members) this.#emitMembers(stay, stay.members);
  }

  #close(stay: ChannelStay): void {
    if (this.#holds.has(stay.key)) stay.isGuest = true;
    else this.#end(stay);
  }

  /** Lets the right ones be joined, and the others be parked. */
  #arrange(): void {
    if (this.#isClosed || !this.#isStarted) return;
    const stays = this.#byRank();
    const wanted = stays.slice(0, this.#maxChannels);
    // Those that give way first, so that there is room.
    for (const stay of stays.slice(this.#maxChannels)) this.#park(stay);
    for (const stay of wanted) {
      this.#parked.delete(stay.key);
      if (this.#state !== 'connected') this.#tell(stay, 'waiting');
      else if (!TAKES_PLACE.has(stay.membership?.state)) {
        if (takesPlace(stay) || this.#places() < this.#maxChannels) this.#join(stay);
        else this.#tell(stay, 'waiting');
      }
    }
  }

  /** Those that can be joined, the first to be let in first. */
  #byRank(): readonly ChannelStay[] {
    return [...this.#stays.values()]
      .filter(({ membership }) => membership?.state !== 'failed')
      .sort((a, b) => this.#rank(b) - this.#rank(a) || b.seen - a.seen);
  }

  /** Those that something is being sent to come first: the ones that are in before those that would have to be let in. */
  #rank({ key, membership, waiting }: ChannelStay): number {
    if (!this.#holds.has(key) && waiting.size === 0) return 0;
    return TAKES_PLACE.has(membership?.state) ? 2 : 1;
  }

  #places(): number {
    let places = this.#leaving.size;
    for (const stay of this.#stays.values()) {
      if (takesPlace(stay)) places++;
    }
    return places;
  }

  #join(stay: ChannelStay): void {
    const attempt = (stay.attempt = {});
    const { transport, queries } = this.#ctx;
    const join = (): Promise<void> => {
      stay.isAsked = true;
      return transport.join(stay.channelId);
    };
    this.#tell(stay, 'joining');
    // The transport is at it already, and this waits for the same.
    const joining = stay.wasJoined
      ? join()
      : queries.run(() => this.#joinIfWanted(stay, attempt, join));
    joining.then(
      () => {
        if (stay.attempt !== attempt) return;
        stay.failures = 0;
        stay.wasJoined = true;
        this.#tell(stay, 'joined');
        for (const { resolve } of waitersOf(stay)) resolve();
        this.#arrange();
      },
      (reason: unknown) => {
        if (stay.attempt === attempt) this.#joinFailed(stay, RtmError.from(reason, 'join'));
      },
    );
  }

  async #joinIfWanted(
    stay: ChannelStay,
    attempt: object,
    join: () => Promise<void>,
  ): Promise<void> {
    // One that is being left is left first, or the leave would come after the join.
    await this.#leaving.get(stay.channelId);
    if (stay.attempt === attempt) await join();
  }

  #joinFailed(stay: ChannelStay, error: RtmError): void {
    if (this.#state !== 'connected') return;
    stay.attempt = null;
    stay.isAsked = false;
    stay.wasJoined = false;
    stay.failures++;
    if (error.code === 'channel-limit' && this.#places() > 1) {
      // Somebody else uses the same client: there are fewer places than it says.
      this.#maxChannels = this.#places() - 1;
      stay.membership = null;
      return this.#arrange();
    }
    if (error.retryable && stay.failures < MAX_JOIN_ATTEMPTS) {
      const wait = 1 + retryWait(stay.failures, this.#waits);
      stay.stopRetry = this.#ctx.clock.after(wait, () => this.#join(stay));
      return;
    }
    this.#tell(stay, 'failed', error);
    for (const { reject } of waitersOf(stay)) reject(error);
    // Somebody else can have its place.
    this.#arrange();
  }

  #park(stay: ChannelStay): void {
    if (stay.isAsked) this.#leave(stay);
    stop(stay);
    this.#tell(stay, 'parked');
    this.#setMembers(stay, null);
    this.#parked.add(stay.key);
  }

  #leave(stay: ChannelStay): void {
    const { channelId } = stay;
    stay.isAsked = false;
    stay.wasJoined = false;
    // A leave that fails is the transport's to repeat. Nothing comes in from here on.
    const leaving = this.#ctx.transport
      .leave(channelId)
      .catch(() => undefined)
      .then(() => {
        if (this.#leaving.get(channelId) === leaving) this.#leaving.delete(channelId);
        this.#arrange();
      });
    this.#leaving.set(channelId, leaving);
  }

  #end(stay: ChannelStay): void {
    this.#stays.delete(stay.key);
    this.#parked.delete(stay.key);
    if (stay.isAsked) this.#leave(stay);
    stop(stay);
    if (stay.members) this.#onMembers?.(stay.key, null);
    for (const done of stay.settling) done();
    for (const { reject } of waitersOf(stay)) reject(cancelled(stay.key));
  }

  /** Makes a stay begin anew. */
  #reset(stay: ChannelStay): void {
    stop(stay);
    stay.failures = 0;
    stay.membership = null;
  }

  // What the transport says.

  #connection(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    const isLoggedOut = state === 'disconnected' || state === 'failed';
    this.#maxChannels = this.#ctx.transport.capabilities.maxChannels;
    this.#parked.connected(state === 'connected');
    for (const stay of this.#stays.values()) {
      stop(stay);
      stay.failures = 0;
      if (isLoggedOut) {
        stay.isAsked = false;
        stay.wasJoined = false;
        // While reconnecting the backend still counts the user in, so the list is the best that is known.
        this.#setMembers(stay, null);
      }
      if (stay.membership?.state !== 'parked') this.#tell(stay, 'waiting');
    }
    this.#arrange();
  }

  #heard(event: MembersEvent): void {
    const stay = this.#stays.get(`channel:${event.channelId}`);
    if (!stay || !TAKES_PLACE.has(stay.membership?.state)) return;
    const before = stay.members;
    const after = nextMembers(before ?? [], event);
    const change = memberChange(before ?? [], after);
    if (before && !change) return;
    this.#setMembers(stay, after);
    // The first list tells who is there, not who has come.
    if (!before || !change || stay.isGuest) return;
    this.#ctx.emit({
      type: '[RTM Others] Members Came Or Went',
      key: stay.key,
      id: newMessageId(),
      at: this.#ctx.clock.now(),
      ...change,
    });
  }

  #setMembers(stay: ChannelStay, members: readonly string[] | null): void {
    if (stay.members === members) return;
    stay.members = members;
    this.#onMembers?.(stay.key, members);
    this.#emitMembers(stay, members ?? []);
  }

  #tell(stay: ChannelStay, state: MembershipState, error: RtmError | null = null): void {
    if (stay.membership?.state === state) return;
    const membership: Membership = { state, error: error && toChatError(error) };
    stay.membership = membership;
    this.#emitMembership(stay, membership);
    if (!UNSETTLED.has(state)) for (const done of stay.settling) done();
  }

  // Of a guest nobody is told: nobody has it open.

  #emitMembership({ key, isGuest }: ChannelStay, membership: Membership): void {
    if (isGuest) return;
    this.#ctx.emit({ type: '[RTM Others] Membership Changed', key, membership });
  }

  #emitMembers({ key, isGuest }: ChannelStay, members: readonly string[]): void {
    if (!isGuest) this.#ctx.emit({ type: '[RTM Others] Members Changed', key, members });
  }
}

/** Whether the backend has a stay among the user's channels, or will have. Also while the connection is away. */
function takesPlace({ isAsked, membership }: ChannelStay): boolean {
  return isAsked || TAKES_PLACE.has(membership?.state);
}

/** Makes void what a stay is waiting for. */
function stop(stay: ChannelStay): void {
  stay.attempt = null;
  stay.stopRetry();
  stay.stopRetry = () => undefined;
}

/** Those who wait for a stay: they are told once. */
function waitersOf({ waiting }: ChannelStay): readonly StayWaiter[] {
  const waiters = [...waiting];
  waiting.clear();
  return waiters;
}

function cancelled(key: ConversationKey): RtmError {
  const { id } = conversationRef(key);
  return new RtmError({
    code: 'cancelled',
    operation: 'join',
    message: `The channel "${id}" was closed before it was joined`,
  });
}
