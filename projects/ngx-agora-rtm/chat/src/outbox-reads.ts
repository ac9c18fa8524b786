import type { Clock } from './clock';
import { type RetryWaits, retryWait } from './retry-wait';

/** How much of the storage is to be read: all of it shows what is not there any more, too. */
export type Reading = 'new' | 'all';

/**
 * How often the storage is read without being asked to, in ms: a tab can be closed, or crash, after it has written something and before
 * it has said so.
 */
export const LOOK_EVERY = 30_000;

/** When the storage is read: when somebody asks, one read at a time; again after a failure; and at times without being asked. */
export class OutboxReads {
  readonly #clock: Clock;
  readonly #waits: RetryWaits;
  readonly #read: (what: Reading) => Promise<void>;
  #due: Reading | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  #isClosed = false;
  #stopLooking: () => void = () => undefined;

  /** @param read Reads once. Where it rejects, it is tried again later. */
  constructor(clock: Clock, waits: RetryWaits, read: (what: Reading) => Promise<void>) {
    this.#clock = clock;
    this.#waits = waits;
    this.#read = read;
  }

  /** Reads all, and from then on at times. */
  start(): Promise<void> {
    this.#lookLater();
    return this.ask('all');
  }

  /** Resolves when it was read, or has failed. What comes to be during a read is found by another one after it. */
  ask(what: Reading): Promise<void> {
    if (this.#due !== 'all') this.#due = what;
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  close(): void {
    this.#isClosed = true;
    this.#stopLooking();
  }

  async #run(): Promise<void> {
    while (this.#due && !this.#isClosed) {
      const due = this.#due;
      this.#due = null;
      try {
        await this.#read(due);
        this.#failures = 0;
      } catch {
        const wait = 1 + retryWait(++this.#failures, this.#waits);
        this.#clock.after(wait, () => void this.ask(due));
        return;
      }
    }
  }

  #lookLater(): void {
    this.#stopLooking = this.#clock.after(LOOK_EVERY, () => {
      this.#lookLater();
      void this.ask('all');
    });
  }
}
