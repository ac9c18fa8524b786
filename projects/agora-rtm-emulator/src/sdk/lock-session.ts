import type { LockAddress, LockPush, Pushes } from '../protocol/wire.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import type { Link } from './link.ts';
import { RTMBaseError, rtmError, serverError } from './rtm-error.ts';
import type { LockEvent } from './rtm-events.ts';
import type { RequestPolicy } from './transport.ts';

interface Wait {
  readonly address: LockAddress;
  readonly retry: boolean;
  resolve(): void;
  reject(error: unknown): void;
}

interface Holding {
  readonly address: LockAddress;
  readonly revision: number;
}

const ACQUIRE = 'acquireLock';

/** A lost link is no timeout, and yet no answer comes: the SDK reports it so, only later (bundle). */
const ACQUIRE_POLICY = {
  operation: ACQUIRE,
  timeoutMs: REQUEST_TIMEOUT_MS,
  onTimeout: -14002,
  onLost: -14002,
} as const satisfies RequestPolicy;

/** The locks a client holds or waits for, from login to logout and through reconnects. */
export class LockSession {
  readonly #link: Link;
  readonly #fire: (event: LockEvent) => void;
  readonly #held = new Map<string, Holding>();
  readonly #waiting = new Map<string, Wait>();

  constructor(link: Link, fire: (event: LockEvent) => void) {
    this.#link = link;
    this.#fire = fire;
  }

  isHeld(address: LockAddress): boolean {
    return this.#held.has(keyOf(address));
  }

  /** Whether an `acquireLock` is under way. */
  isAcquiring(address: LockAddress): boolean {
    return this.#waiting.has(keyOf(address));
  }

  /** Whether an `acquireLock` with `retry` is under way. */
  isWaiting(address: LockAddress): boolean {
    return this.#waiting.get(keyOf(address))?.retry === true;
  }

  /**
   * Takes a lock. With `retry` it waits until the lock is free, through reconnects too.
   *
   * @throws RTMBaseError -14008, -14007 or -14002; -14007 at logout.
   */
  acquire(address: LockAddress, retry: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const key = keyOf(address);
      this.#waiting.set(key, {
        address,
        retry,
        resolve: () => {
          this.#waiting.delete(key);
          resolve();
        },
        reject: (error) => {
          this.#waiting.delete(key);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      });
      void this.#ask(address, retry);
    });
  }

  /**
   * Forgets a lock that was given back. A wait for it ends as the SDK's does: `acquireLock` resolves,
   * although the lock was not acquired (bundle).
   */
  released(address: LockAddress): void {
    this.#held.delete(keyOf(address));
    this.#waiting.get(keyOf(address))?.resolve();
  }

  /** The link is back: asks for what is held and waited for. A lock lost meanwhile is EXPIRED. */
  restore(): void {
    for (const holding of this.#held.values()) void this.#reclaim(holding);
    for (const { address, retry } of this.#waiting.values()) void this.#ask(address, retry);
  }

  /** The session is over: nothing is held, and every wait ends with -14007. */
  clear(): void {
    this.#held.clear();
    for (const wait of [...this.#waiting.values()]) wait.reject(rtmError(-14007, ACQUIRE));
  }

  granted({ revision, ...address }: Pushes['lockGranted']): void {
    const wait = this.#waiting.get(keyOf(address));
    if (wait === undefined) {
      // Nobody waits for it any more: it must not stay taken.
      if (!this.isHeld(address)) this.#giveBack(address);
      return;
    }
    this.#held.set(keyOf(address), { address, revision });
    wait.resolve();
  }

  waitEnded({ code, ...address }: Pushes['lockWaitEnded']): void {
    this.#waiting.get(keyOf(address))?.reject(serverError(code, ACQUIRE));
  }

  /** The client lost a lock it held. It hears so even without a subscription of the channel (bundle). */
  expired({ timestamp, channelName, lockName }: Pushes['lockExpired']): void {
    if (!this.#held.delete(keyOf({ channelName, lockName }))) return;
    const fields = { channelName, lockName, ttl: 0, owner: '', snapshot: [], timestamp };
    this.#fire(toLockEvent({ ...fields, eventType: 'EXPIRED' }));
  }

  async #ask(address: LockAddress, retry: boolean): Promise<void> {
    const key = keyOf(address);
    try {
      const { revision } = await this.#link.request(ACQUIRE, { ...address, retry }, ACQUIRE_POLICY);
      if (revision !== null && this.#waiting.has(key)) this.granted({ ...address, revision });
    } catch (error) {
      // One that may wait asks again when the link is back.
      if (!retry || !isLost(error)) this.#waiting.get(key)?.reject(error);
    }
  }

  async #reclaim({ address, revision: before }: Holding): Promise<void> {
    const key = keyOf(address);
    try {
      const request = { ...address, retry: false };
      const { revision, timestamp } = await this.#link.request(ACQUIRE, request, ACQUIRE_POLICY);
      if (revision === before || !this.#held.has(key)) return;
      // It was free in between: whatever it protects may have changed, so it is given back.
      this.expired({ ...address, timestamp });
      this.#giveBack(address);
    } catch (error) {
      if (isLost(error)) return;
      this.expired({ ...address, timestamp: this.#link.serverTime });
    }
  }

  #giveBack(address: LockAddress): void {
    const policy = { ...ACQUIRE_POLICY, operation: 'releaseLock' };
    this.#link.request('releaseLock', address, policy).catch(() => undefined);
  }
}

/** The event as the SDK builds it: `publisher` is always empty (bundle). */
export function toLockEvent(
  push: Omit<LockPush, 'eventType'> & { eventType: LockEvent['eventType'] },
): LockEvent {
  return {
    channelType: 'MESSAGE',
    channelName: push.channelName,
    eventType: push.eventType,
    lockName: push.lockName,
    ttl: push.ttl,
    publisher: '',
    snapshot: push.snapshot.map(({ lockName, owner, ttl }) => ({ lockName, owner, ttl })),
    owner: push.owner,
    timestamp: push.timestamp,
  };
}

/** Line breaks are in no name. */
function keyOf({ channelName, lockName }: LockAddress): string {
  return `${channelName}\n${lockName}`;
}

/** Whether no answer came, rather than a refusal. */
function isLost(error: unknown): boolean {
  return error instanceof RTMBaseError && (error.code === -14002 || error.code === -10025);
}
