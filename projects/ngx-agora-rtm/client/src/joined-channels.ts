import { RtmError } from './rtm-error';

/** How {@link JoinedChannels} reaches an SDK. Its promises settle within a bounded time. */
export interface ChannelCalls {
  /** Whether the session is connected. */
  readonly connected: boolean;
  subscribe(channelId: string): Promise<unknown>;
  unsubscribe(channelId: string): Promise<unknown>;
}

interface Membership {
  /** Settles with the join. */
  joined: Promise<void>;
  /** Whether the SDK did subscribe. Never rejects; `null` when it is done. */
  subscribing: Promise<boolean> | null;
  /** Settles `joined`, unless it is settled: rejects it with an error, resolves it without. */
  readonly settle: (error?: RtmError) => void;
  /** Whether the next join has to subscribe anew, because the SDK may have lost the subscription. */
  stale: boolean;
}

/** The channels of one session: which ones the app is in, and the calls that make it so. For adapters. */
export class JoinedChannels {
  readonly #calls: ChannelCalls;
  readonly #memberships = new Map<string, Membership>();
  readonly #leaving = new Map<string, Promise<void>>();
  /** Channels that were left, but perhaps not on the side of the backend. */
  readonly #ghosts = new Set<string>();

  constructor(calls: ChannelCalls) {
    this.#calls = calls;
  }

  /** Whether events of a channel are wanted: from the call of `join` to the call of `leave`. */
  has(channelId: string): boolean {
    return this.#memberships.has(channelId);
  }

  /** Whether the app is in a channel, so that a further `join` has nothing to do. */
  isJoined(channelId: string): boolean {
    return this.#memberships.get(channelId)?.stale === false;
  }

  /** Subscribes to a channel, once however often it is called. */
  join(channelId: string): Promise<void> {
    const known = this.#memberships.get(channelId);
    if (known && !known.stale) return known.joined;
    const membership = this.#membership();
    this.#memberships.set(channelId, membership);
    this.#ghosts.delete(channelId);
    membership.subscribing = this.#subscribe(channelId, membership).then(
      () => {
        membership.subscribing = null;
        membership.settle();
        return true;
      },
      (error: unknown) => {
        membership.subscribing = null;
        this.#forget(channelId, membership);
        membership.settle(RtmError.from(error, 'join'));
        return false;
      },
    );
    return membership.joined;
  }

  /** Unsubscribes from a channel. A join that is under way rejects with `cancelled`. */
  leave(channelId: string): Promise<void> {
    const membership = this.#memberships.get(channelId);
    if (!membership) return this.#leaving.get(channelId) ?? Promise.resolve();
    this.#memberships.delete(channelId);
    membership.settle(overtaken(channelId));
    const leaving = this.#unsubscribe(channelId, membership).finally(() => {
      if (this.#leaving.get(channelId) === leaving) this.#leaving.delete(channelId);
    });
    this.#leaving.set(channelId, leaving);
    return leaving;
  }

  /** Takes channels out that the backend has ended. */
  drop(channelIds: readonly string[]): void {
    for (const channelId of channelIds) this.#memberships.delete(channelId);
  }

  /**
   * The connection is back. Marks what the SDK may not have restored, so that the next `join` subscribes anew; until
   * then its events are still let through. Leaves again what was left while nothing could be said to the backend.
   */
  reconnected(unrestored: readonly string[], allRestored: boolean): void {
    for (const [channelId, membership] of this.#memberships) {
      if (!allRestored || unrestored.includes(channelId)) membership.stale = true;
    }
    for (const channelId of this.#ghosts) {
      this.#ghosts.delete(channelId);
      this.#calls.unsubscribe(channelId).catch(() => this.#ghosts.add(channelId));
    }
  }

  #membership(): Membership {
    let settle!: Membership['settle'];
    const joined = new Promise<void>((resolve, reject) => {
      settle = (error) => (error === undefined ? resolve() : reject(error));
    });
    return { joined, settle, subscribing: null, stale: false };
  }

  async #subscribe(channelId: string, membership: Membership): Promise<void> {
    const leaving = this.#leaving.get(channelId);
    if (leaving) {
      await leaving.catch(() => undefined);
      if (this.#memberships.get(channelId) !== membership) throw overtaken(channelId);
    }
    await this.#calls.subscribe(channelId);
  }

  async #unsubscribe(channelId: string, membership: Membership): Promise<void> {
    try {
      if (membership.subscribing) {
        // On both SDKs this cancels a subscribe that is under way. It may come too late for that, so the way the
        // subscribe went decides whether to ask again.
        await this.#calls.unsubscribe(channelId).catch(() => undefined);
        if (!(await membership.subscribing)) return;
      }
      await this.#calls.unsubscribe(channelId);
    } catch (error) {
      this.#ghosts.add(channelId);
      if (this.#calls.connected) throw error;
    }
  }

  #forget(channelId: string, membership: Membership): void {
    if (this.#memberships.get(channelId) === membership) this.#memberships.delete(channelId);
  }
}

function overtaken(channelId: string): RtmError {
  return new RtmError({
    code: 'cancelled',
    operation: 'join',
    message: `The channel "${channelId}" was left before it was joined`,
  });
}
