import { RtmError } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import { DEFAULT_RETRY_WAITS, type RetryWaits, retryWait } from './retry-wait';

/** How often in a row the backend is asked in vain, before it is left alone until the next connection. */
const MAX_FAILURES = 5;

/**
 * Has the backend report on the online status of peers, as many as it can: those that were wanted last. Does nothing where the
 * backend has no online status.
 */
export class WatchedPeers {
  readonly #ctx: ChatContext;
  readonly #waits: RetryWaits;
  readonly #max: number;
  /** Wanted, the latest last. */
  readonly #wanted = new Set<string>();
  /** Those that the backend reports on in this connection. */
  readonly #watched = new Set<string>();
  /** The connection that counts; `null` while there is none. */
  #connection: object | null = null;
  #isRunning = false;
  #failures = 0;
  #stopRetry: () => void = () => undefined;

  constructor(ctx: ChatContext, waits: RetryWaits = DEFAULT_RETRY_WAITS) {
    this.#ctx = ctx;
    this.#waits = waits;
    this.#max = ctx.transport.capabilities.onlineStatus?.maxWatched ?? 0;
  }

  add(userId: string): void {
    if (this.#max === 0) return;
    this.#wanted.delete(userId);
    this.#wanted.add(userId);
    void this.#run();
  }

  delete(userId: string): void {
    if (this.#wanted.delete(userId)) void this.#run();
  }

  /** A connection begins or ends. Watching does not outlive it. */
  connected(isConnected: boolean): void {
    this.#connection = isConnected ? {} : null;
    this.#watched.clear();
    this.#failures = 0;
    this.#stopRetry();
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#connection && this.#failures < MAX_FAILURES) {
      const connection = this.#connection;
      // All that are wanted in the same moment are one call.
      await Promise.resolve();
      const step = this.#nextStep();
      if (!step) break;
      try {
        await this.#ctx.queries.run(step.call);
        if (connection !== this.#connection) continue;
        step.done();
        this.#failures = 0;
      } catch (reason) {
        if (connection !== this.#connection) continue;
        this.#failures = RtmError.from(reason, 'online-status').retryable
          ? this.#failures + 1
          : MAX_FAILURES;
        const wait = 1 + retryWait(this.#failures, this.#waits);
        this.#stopRetry = this.#ctx.clock.after(wait, () => void this.#run());
        break;
      }
    }
    this.#isRunning = false;
  }

  /** What brings the backend's list closer to ours: those who are not wanted go first, for they may stand in the way. */
  #nextStep(): { call: () => Promise<void>; done: () => void } | null {
    const { onlineStatus } = this.#ctx.transport;
    const inside = new Set([...this.#wanted].slice(-this.#max));
    const stale = [...this.#watched].filter((userId) => !inside.has(userId));
    if (stale.length > 0) {
      return {
        call: () => onlineStatus.unwatch(stale),
        done: () => {
          for (const userId of stale) this.#watched.delete(userId);
        },
      };
    }
    const fresh = [...inside].filter((userId) => !this.#watched.has(userId));
    if (fresh.length === 0) return null;
    return {
      call: () => onlineStatus.watch(fresh),
      done: () => {
        for (const userId of fresh) this.#watched.add(userId);
      },
    };
  }
}
