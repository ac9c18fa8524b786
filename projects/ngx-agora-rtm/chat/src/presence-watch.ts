import { type OnlineStatus } from 'ngx-agora-rtm/client';
import { Subscription } from 'rxjs';
import type { ChatContext } from './chat-context';
import type { Presence } from './chat-state';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { LastSeen } from './last-seen';
import type { RetryWaits } from './retry-wait';
import { sensibleTime } from './taken';
import { WatchedPeers } from './watched-peers';

/** How often presence is told at most, in ms. */
const TELL_MS = 1000;

/** How long somebody has to be gone to count as gone, in ms: a page that is reloaded is back before. */
export const BLIP_MS = 5000;

/** By how much a time of last-seen has to grow to be told, in ms: nobody reads it more exactly. */
const LAST_SEEN_STEP = 30_000;

/** How often times of last-seen are kept at most, in ms. What a crash loses of them is heard of again. */
const KEEP_MS = 30_000;

type Status = Presence['status'];

/** What is known of one user. */
interface Watched {
  /** Joined channels that the user is in. */
  readonly channels: Set<ConversationKey>;
  /** What the backend says of the user by itself; `null` where it does not. */
  reported: OnlineStatus | null;
  /** Whether the user was seen to leave: then, without other news, it counts as offline. */
  hasLeft: boolean;
  /** As it is told, blips left out. */
  status: Status;
  told: Presence | null;
  /** Ends the time that the user has to come back unnoticed; `null` while it is not running. */
  stopBlip: (() => void) | null;
}

/**
 * Who is online, and when others were last heard of: from the members of joined channels, from the backend's online status of
 * peers where it has one, and from all that is heard of anybody.
 */
export class PresenceWatch {
  readonly #ctx: ChatContext;
  readonly #peers: WatchedPeers;
  readonly #lastSeen = new LastSeen();
  readonly #users = new Map<string, Watched>();
  readonly #members = new Map<ConversationKey, readonly string[]>();
  readonly #changed = new Set<string>();
  readonly #running = new Subscription();
  #isTelling = false;
  #isKeeping = false;
  #isConnected = false;
  #isClosed = false;
  readonly #timers = new Set<() => void>();

  constructor(ctx: ChatContext, waits?: RetryWaits) {
    this.#ctx = ctx;
    this.#peers = new WatchedPeers(ctx, waits);
  }

  /** Begins. Resolves when what is kept is read; where it cannot be, nothing is known of earlier times. */
  async start(): Promise<void> {
    const { transport, storage } = this.#ctx;
    this.#running.add(
      transport.onlineStatus.changes$.subscribe((statuses) => this.#reported(statuses)),
    );
    this.#running.add(
      transport.connection$.subscribe(({ state }) => this.#connection(state === 'connected')),
    );
    const { lastSeen } = await storage.user().catch(() => ({ lastSeen: [] }));
    this.#lastSeen.load(lastSeen);
  }

  /** A conversation is open: of a peer, the online status is watched where the backend has one. */
  open(key: ConversationKey): void {
    const { type, id } = conversationRef(key);
    if (type === 'peer' && id !== this.#ctx.userId && !this.#isClosed) this.#peers.add(id);
  }

  /** A conversation is not open any more. */
  close(key: ConversationKey): void {
    const { type, id } = conversationRef(key);
    if (type !== 'peer') return;
    this.#peers.delete(id);
    this.#update(id, (user) => (user.reported = null));
  }

  /** Who is in a joined channel: user ids; `null` when that is not known any more. See `ChannelBudgetParts.onMembers`. */
  members(key: ConversationKey, members: readonly string[] | null): void {
    if (this.#isClosed) return;
    const before = this.#members.get(key) ?? [];
    const inside = new Set(members ?? []);
    if (members) this.#members.set(key, members);
    else this.#members.delete(key);
    for (const userId of before) {
      if (inside.has(userId)) continue;
      this.#update(userId, (user) => {
        user.channels.delete(key);
        user.hasLeft = members !== null;
      });
    }
    const known = new Set(before);
    for (const userId of inside) {
      if (!known.has(userId)) this.#update(userId, (user) => user.channels.add(key));
    }
  }

  /** Something was heard of a user, such as a message. @param at Milliseconds since the epoch. */
  heard(userId: string, at: number): void {
    if (this.#isClosed || userId === this.#ctx.userId) return;
    const now = this.#ctx.clock.now();
    // A sender's clock must not make somebody seen in the future.
    if (!this.#lastSeen.raise(userId, Math.min(sensibleTime(at, now), now))) return;
    this.#keepSoon();
    this.#tellIfNews(userId);
  }

  /** Stops: nothing is watched, told or kept any more. */
  stop(): void {
    this.#isClosed = true;
    this.#running.unsubscribe();
    this.#peers.connected(false);
    for (const cancel of this.#timers) cancel();
    for (const { stopBlip } of this.#users.values()) stopBlip?.();
    this.#timers.clear();
    this.#users.clear();
  }

  #connection(isConnected: boolean): void {
    this.#isConnected = isConnected;
    this.#peers.connected(isConnected);
    for (const userId of this.#users.keys()) {
      this.#update(userId, (user) => {
        // The next connection has its own reports.
        if (!isConnected) user.reported = null;
      });
    }
  }

  #reported(statuses: ReadonlyMap<string, OnlineStatus>): void {
    for (const [userId, status] of statuses) {
      this.#update(userId, (user) => (user.reported = status));
    }
  }

  #update(userId: string, change: (user: Watched) => unknown): void {
    if (this.#isClosed || userId === this.#ctx.userId) return;
    const user = this.#users.get(userId) ?? newWatched();
    this.#users.set(userId, user);
    change(user);
    const status = this.#statusOf(user);
    if (status === 'online' || user.status !== 'online') {
      user.stopBlip?.();
      user.stopBlip = null;
      this.#set(userId, user, status);
      return;
    }
    user.stopBlip ??= this.#ctx.clock.after(BLIP_MS, () => {
      user.stopBlip = null;
      this.#set(userId, user, this.#statusOf(user));
    });
  }

  #statusOf({ channels, reported, hasLeft }: Watched): Status {
    if (!this.#isConnected) return 'unknown';
    if (channels.size > 0) return 'online';
    if (reported) return reported;
    return hasLeft ? 'offline' : 'unknown';
  }

  #set(userId: string, user: Watched, status: Status): void {
    const was = user.status;
    user.status = status;
    const now = this.#ctx.clock.now();
    if (status === 'online') this.#lastSeen.raise(userId, now);
    // Gone for as long as it took to be sure of it.
    if (was === 'online' && status !== 'online') this.#lastSeen.raise(userId, now - BLIP_MS);
    if (was === status) return;
    this.#keepSoon();
    this.#tellIfNews(userId);
  }

  // Telling the tabs.

  #tellIfNews(userId: string): void {
    const { told } = this.#users.get(userId) ?? { told: null };
    const is = this.#presenceOf(userId);
    const isNews =
      is.status !== (told?.status ?? 'unknown') ||
      // Of those who are there, nobody asks when they were last seen.
      (is.status !== 'online' && (is.lastSeen ?? 0) - (told?.lastSeen ?? 0) >= LAST_SEEN_STEP);
    if (!isNews) return;
    this.#changed.add(userId);
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#after(TELL_MS, () => this.#tell());
  }

  #tell(): void {
    this.#isTelling = false;
    const presence: (readonly [string, Presence])[] = [];
    for (const userId of this.#changed) {
      const is = this.#presenceOf(userId);
      const user = this.#users.get(userId) ?? newWatched();
      this.#users.set(userId, user);
      const isAsBefore = user.told?.status === is.status && user.told.lastSeen === is.lastSeen;
      user.told = is;
      if (!isAsBefore) presence.push([userId, is]);
    }
    this.#changed.clear();
    if (presence.length > 0) this.#ctx.emit({ type: '[RTM Others] Presence Changed', presence });
  }

  #presenceOf(userId: string): Presence {
    const status = this.#users.get(userId)?.status ?? 'unknown';
    return { status, lastSeen: this.#lastSeen.timeOf(userId) };
  }

  #keepSoon(): void {
    if (this.#isKeeping) return;
    this.#isKeeping = true;
    this.#after(KEEP_MS, () => {
      this.#isKeeping = false;
      // A cache: what is not kept now is kept with the next news.
      this.#ctx.storage.patchUser({ lastSeen: this.#lastSeen.entries() }).catch(() => undefined);
    });
  }

  #after(ms: number, callback: () => void): void {
    const cancel = this.#ctx.clock.after(ms, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}

function newWatched(): Watched {
  return {
    channels: new Set(),
    reported: null,
    hasLeft: false,
    status: 'unknown',
    told: null,
    stopBlip: null,
  };
}
