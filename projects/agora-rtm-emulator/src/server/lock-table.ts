import type { CancelTimer } from '../protocol/clock.ts';
import type { ErrorCode } from '../protocol/error-codes.ts';
import { MAX_LOCKS } from '../protocol/limits.ts';
import type { LockAddress, LockPush, LockState } from '../protocol/wire.ts';
import { Refusal } from './refusal.ts';

/** One login of one user; a login elsewhere is another one. */
export interface LockClient {
  readonly userId: string;
  readonly sessionId: string;
}

/** What happened to a lock: told to the channel, or to one client. In the order it happened. */
export type LockChange = LockAddress &
  (
    | {
        readonly kind: Exclude<LockPush['eventType'], 'SNAPSHOT'>;
        readonly ttl: number;
        readonly owner: string;
      }
    | { readonly kind: 'GRANTED'; readonly client: LockClient; readonly revision: number }
    | { readonly kind: 'EXPIRED'; readonly client: LockClient }
    | { readonly kind: 'WAIT_ENDED'; readonly client: LockClient; readonly code: ErrorCode }
  );

/** A lock. Only {@link LockTable} changes it. */
export interface Lock extends LockAddress {
  /** Seconds. */
  readonly ttl: number;
  owner: LockClient | null;
  /** Differs for each holding. */
  revision: number;
  /** First come, first served. */
  waiting: LockClient[];
  /** Stops the count of the ttl, which runs while the owner is away. */
  cancelExpiry: CancelTimer;
}

/**
 * The locks of one App ID: at most one owner each, and a queue. Knows no links and no time; what it
 * returns is to be told. Refusals are those the SDK can make of a server's answer (bundle).
 */
export class LockTable {
  readonly #channels = new Map<string, Map<string, Lock>>();
  /** Begins with the time, so that a holding of before a restart is never taken for one of after it. */
  #revision = Date.now();

  get isEmpty(): boolean {
    return this.#channels.size === 0;
  }

  /** Locks of a channel, ordered by name. */
  list(channelName: string): LockState[] {
    const locks = [...(this.#channels.get(channelName)?.values() ?? [])];
    return locks
      .map(({ lockName, owner, ttl }) => ({ lockName, owner: owner?.userId ?? '', ttl }))
      .sort((a, b) => (a.lockName < b.lockName ? -1 : 1));
  }

  isHeldBy(channelName: string, lockName: string, client: LockClient): boolean {
    return isSame(this.#channels.get(channelName)?.get(lockName)?.owner, client);
  }

  /** Makes a lock. @throws Refusal -14004 when there is one, -14001 when the channel has too many. */
  set({ channelName, lockName }: LockAddress, ttl: number): LockChange[] {
    const channel = this.#channels.get(channelName) ?? new Map<string, Lock>();
    if (channel.has(lockName)) throw new Refusal(-14004);
    if (channel.size >= MAX_LOCKS) throw new Refusal(-14001);
    const lock: Lock = {
      channelName,
      lockName,
      ttl,
      owner: null,
      revision: 0,
      waiting: [],
      cancelExpiry: () => undefined,
    };
    this.#channels.set(channelName, channel.set(lockName, lock));
    return [toChange('SET', lock)];
  }

  /** Ends a lock, and the wait of everyone in its queue. @throws Refusal -14008 when there is none. */
  remove(address: LockAddress): LockChange[] {
    const lock = this.#require(address);
    const { channelName, lockName } = lock;
    lock.cancelExpiry();
    const channel = this.#channels.get(channelName);
    channel?.delete(lockName);
    if (channel?.size === 0) this.#channels.delete(channelName);
    const ended = lock.waiting.map((client) => {
      return { kind: 'WAIT_ENDED', channelName, lockName, client, code: -14008 } as const;
    });
    const change = { ...toChange('REMOVED', lock), ttl: 0, owner: '' };
    return [...expiredFor(lock), ...ended, change];
  }

  /**
   * Takes a lock, or with `retry` a place in its queue. Asking again changes nothing.
   *
   * @returns the revision of the holding, `null` for a place in the queue.
   * @throws Refusal -14008 when there is none, -14007 when another holds it and `retry` is off.
   */
  acquire(
    address: LockAddress,
    client: LockClient,
    retry: boolean,
  ): { revision: number | null; changes: LockChange[] } {
    const lock = this.#require(address);
    if (isSame(lock.owner, client)) return { revision: lock.revision, changes: [] };
    if (lock.owner === null) {
      this.#give(lock, client);
      return { revision: lock.revision, changes: [toChange('ACQUIRED', lock)] };
    }
    if (!retry) throw new Refusal(-14007);
    if (!lock.waiting.some((other) => isSame(other, client))) lock.waiting.push(client);
    return { revision: null, changes: [] };
  }

  /**
   * Gives a lock back, or a place in its queue.
   *
   * @throws Refusal -14008 when there is no such lock, -14001 when the client has neither.
   */
  release(address: LockAddress, client: LockClient): LockChange[] {
    const lock = this.#require(address);
    if (isSame(lock.owner, client)) return this.#passOn(lock);
    const stay = lock.waiting.filter((other) => !isSame(other, client));
    if (stay.length === lock.waiting.length) throw new Refusal(-14001);
    lock.waiting = stay;
    return [];
  }

  /** Takes a lock from its owner. @throws Refusal -14008 when there is none, -14001 when another holds it, or nobody. */
  revoke(address: LockAddress, owner: string): LockChange[] {
    const lock = this.#require(address);
    if (lock.owner?.userId !== owner) throw new Refusal(-14001);
    return [...expiredFor(lock), ...this.#passOn(lock)];
  }

  /** The client's link broke: it leaves all queues. Returns the locks it holds, whose ttl counts from now. */
  drop(client: LockClient): Lock[] {
    const held: Lock[] = [];
    for (const lock of this.#all()) {
      lock.waiting = lock.waiting.filter((other) => !isSame(other, client));
      if (isSame(lock.owner, client)) held.push(lock);
    }
    return held;
  }

  /** The client is back: it keeps what it still holds. Other logins of its user have ended. */
  resume(client: LockClient): LockChange[] {
    const changes: LockChange[] = [];
    for (const lock of this.#all()) {
      if (isSame(lock.owner, client)) lock.cancelExpiry();
      else if (lock.owner?.userId === client.userId) changes.push(...this.#passOn(lock));
    }
    return changes;
  }

  /** The client's session ended: it leaves all queues and gives back what it holds. */
  end(client: LockClient): LockChange[] {
    return this.drop(client).flatMap((lock) => this.#passOn(lock));
  }

  /** The ttl of an owner that is away is over. */
  expire(lock: Lock): LockChange[] {
    return this.#passOn(lock);
  }

  /** Stops all timers. */
  dispose(): void {
    for (const lock of this.#all()) lock.cancelExpiry();
  }

  #require({ channelName, lockName }: LockAddress): Lock {
    const lock = this.#channels.get(channelName)?.get(lockName);
    if (lock === undefined) throw new Refusal(-14008);
    return lock;
  }

  #give(lock: Lock, client: LockClient): void {
    lock.owner = { userId: client.userId, sessionId: client.sessionId };
    lock.revision = this.#revision += 1;
  }

  #passOn(lock: Lock): LockChange[] {
    lock.cancelExpiry();
    lock.owner = null;
    const changes = [toChange('RELEASED', lock)];
    const next = lock.waiting.shift();
    if (next === undefined) return changes;
    this.#give(lock, next);
    const { channelName, lockName, revision } = lock;
    changes.push(toChange('ACQUIRED', lock));
    return [...changes, { kind: 'GRANTED', channelName, lockName, client: next, revision }];
  }

  *#all(): Iterable<Lock> {
    for (const channel of this.#channels.values()) yield* channel.values();
  }
}

function isSame(one: LockClient | null | undefined, other: LockClient): boolean {
  return one?.userId === other.userId && one.sessionId === other.sessionId;
}

function toChange(
  kind: Exclude<LockPush['eventType'], 'SNAPSHOT'>,
  { channelName, lockName, ttl, owner }: Lock,
): LockChange {
  return { kind, channelName, lockName, ttl, owner: owner?.userId ?? '' };
}

function expiredFor({ channelName, lockName, owner }: Lock): LockChange[] {
  return owner === null ? [] : [{ kind: 'EXPIRED', channelName, lockName, client: owner }];
}
