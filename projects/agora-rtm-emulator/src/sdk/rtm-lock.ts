import type { ErrorCode } from '../protocol/error-codes.ts';
import { MAX_LOCK_TTL_S } from '../protocol/limits.ts';
import type { LockAddress } from '../protocol/wire.ts';
import type { ApiGate } from './api-gate.ts';
import { MEMBER_CHANNELS, REQUEST_TIMEOUT_MS } from './api-gate.ts';
import type { LockSession } from './lock-session.ts';
import type {
  AcquireLockOptions,
  AcquireLockResponse,
  GetLockResponse,
  LockOperationResponse,
  ReleaseLockResponse,
  RemoveLockResponse,
  RevokeLockResponse,
  SetLockOptions,
  SetLockResponse,
} from './lock-types.ts';
import { numericParameter } from './parameters.ts';
import { rtmError } from './rtm-error.ts';
import type { RequestPolicy } from './transport.ts';
import type { ChannelType } from './types.ts';

/**
 * `client.lock`: at most one user holds a lock of a channel.
 *
 * Every call throws RTMBaseError in this order: -10021, -10019, -10025, -14009 when the service is
 * switched off, -10008, -14005, -10022 for a stream channel, -14003 while the same call for the same lock is under way;
 * then -14002 when no answer comes. The `timestamp` of the answers is 0, as the SDK's is (bundle).
 */
export class RTMLock {
  readonly #gate: ApiGate;
  readonly #session: LockSession;
  readonly #performing = new Set<string>();

  constructor(gate: ApiGate, session: LockSession) {
    this.#gate = gate;
    this.#session = session;
  }

  /**
   * Makes a lock, which nobody holds at first. A `ttl` out of range becomes the nearest one in it.
   *
   * @throws RTMBaseError -14004 when there is one of the name, -14001 when the channel has 32.
   */
  async setLock(
    channelName: string,
    channelType: ChannelType,
    lockName: string,
    options?: SetLockOptions,
  ): Promise<SetLockResponse> {
    const operation = 'setLock';
    const address = this.#check(operation, channelName, channelType, lockName);
    const ttl = clampTtl(options?.ttl);
    return this.#perform(operation, address, (policy) =>
      this.#gate.link.request(operation, { ...address, ttl }, policy),
    );
  }

  /**
   * Takes a lock. With `retry` it waits, however long, and through reconnects, until the lock is free;
   * `releaseLock` ends the wait too.
   *
   * @throws RTMBaseError -14003 when this client holds it, -14008 when there is none or it is removed,
   * -14007 when another holds it, or at logout.
   */
  async acquireLock(
    channelName: string,
    channelType: ChannelType,
    lockName: string,
    options?: AcquireLockOptions,
  ): Promise<AcquireLockResponse> {
    const operation = 'acquireLock';
    const address = this.#check(operation, channelName, channelType, lockName);
    if (this.#session.isHeld(address) || this.#session.isAcquiring(address)) {
      throw rtmError(-14003, operation);
    }
    await this.#session.acquire(address, options?.retry === true);
    return { lockName, channelName, channelType, timestamp: 0 };
  }

  /** Gives a lock back, or a wait up. @throws RTMBaseError -14006 when this client has neither. */
  async releaseLock(
    channelName: string,
    channelType: ChannelType,
    lockName: string,
  ): Promise<ReleaseLockResponse> {
    const operation = 'releaseLock';
    const address = this.#check(operation, channelName, channelType, lockName);
    if (!this.#session.isHeld(address) && !this.#session.isWaiting(address)) {
      throw rtmError(-14006, operation);
    }
    return this.#perform(operation, address, async (policy) => {
      await this.#gate.link.request(operation, address, policy);
      this.#session.released(address);
    });
  }

  /** Ends a lock, whoever holds it. Its owner hears EXPIRED. @throws RTMBaseError -14008 when there is none. */
  async removeLock(
    channelName: string,
    channelType: ChannelType,
    lockName: string,
  ): Promise<RemoveLockResponse> {
    const operation = 'removeLock';
    const address = this.#check(operation, channelName, channelType, lockName);
    return this.#perform(operation, address, (policy) =>
      this.#gate.link.request(operation, address, policy),
    );
  }

  /**
   * Takes a lock from its owner, who hears EXPIRED.
   *
   * @throws RTMBaseError -10006 for a bad `owner`, -14008 when there is no such lock, -14001 when the user does not hold it.
   */
  async revokeLock(
    channelName: string,
    channelType: ChannelType,
    lockName: string,
    owner: string,
  ): Promise<RevokeLockResponse> {
    const operation = 'revokeLock';
    const check = () => this.#gate.requireName(owner, -10006, operation);
    const address = this.#check(operation, channelName, channelType, lockName, check);
    return this.#perform(operation, address, (policy) =>
      this.#gate.link.request(operation, { ...address, owner }, policy),
    );
  }

  /** All locks of a channel, ordered by name. */
  async getLock(channelName: string, channelType: ChannelType): Promise<GetLockResponse> {
    const operation = 'getLock';
    this.#checkChannel(operation, channelName, channelType);
    this.#requireMessageChannel(operation, channelType);
    const { locks } = await this.#gate.link.request(
      'getLocks',
      { channelName },
      policyOf(operation),
    );
    const lockDetails = locks.map(({ lockName, ttl, owner }) => ({ lockName, ttl, owner }));
    return { timestamp: 0, totalLocks: locks.length, lockDetails, channelName, channelType };
  }

  #check(
    operation: string,
    channelName: string,
    channelType: ChannelType,
    lockName: string,
    checkMore: () => void = () => undefined,
  ): LockAddress {
    this.#checkChannel(operation, channelName, channelType);
    this.#gate.requireName(lockName, -14005, operation);
    checkMore();
    this.#requireMessageChannel(operation, channelType);
    return { channelName, lockName };
  }

  #checkChannel(operation: string, channelName: string, channelType: ChannelType): void {
    const gate = this.#gate;
    gate.count(operation);
    gate.requireChannelType(channelType, MEMBER_CHANNELS, operation);
    gate.requireConnection(operation);
    gate.requireService('lock', -14009, operation);
    gate.requireName(channelName, -10008, operation);
  }

  #requireMessageChannel(operation: string, channelType: ChannelType): void {
    if (channelType !== 'MESSAGE') throw rtmError(-10022, operation);
  }

  /** One call of a kind at a time for each lock. */
  async #perform(
    operation: string,
    { channelName, lockName }: LockAddress,
    work: (policy: RequestPolicy) => Promise<unknown>,
  ): Promise<LockOperationResponse> {
    const key = `${operation}\n${channelName}\n${lockName}`;
    if (this.#performing.has(key)) throw rtmError(-14003, operation);
    this.#performing.add(key);
    try {
      await work(policyOf(operation));
      return { timestamp: 0, channelName, channelType: 'MESSAGE', lockName };
    } finally {
      this.#performing.delete(key);
    }
  }
}

const NO_ANSWER: ErrorCode = -14002;

function policyOf(operation: string): RequestPolicy {
  return { operation, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: NO_ANSWER, onLost: NO_ANSWER };
}

/** Out of range is moved into it silently (bundle). */
function clampTtl(ttl: unknown): number {
  const min = numericParameter('LOCK_TTL');
  const seconds = typeof ttl === 'number' && Number.isFinite(ttl) ? Math.round(ttl) : min;
  return Math.min(Math.max(seconds, min), MAX_LOCK_TTL_S);
}
