import type { Clock } from './clock';

/** How many calls may be made within a time. */
export interface CallLimit {
  readonly calls: number;
  /** After what time a call no longer counts, in ms. */
  readonly perMs: number;
}

/**
 * Counts calls within a sliding time. A call counts from its start until the time has passed after its *end*: whenever in
 * between the backend counted it, there the limit held too. The time of day is never looked at, so that a clock that is set
 * back does not stop anything.
 */
export class CallWindow {
  readonly #clock: Clock;
  readonly #perMs: number;
  readonly #onFree: () => void;
  readonly #timers = new Set<() => void>();
  #running = 0;

  /** @param onFree Called whenever a call no longer counts. */
  constructor(clock: Clock, perMs: number, onFree: () => void) {
    this.#clock = clock;
    this.#perMs = perMs;
    this.#onFree = onFree;
  }

  /** How many calls are under way. */
  get running(): number {
    return this.#running;
  }

  /** How many calls count now. */
  get counted(): number {
    return this.#running + this.#timers.size;
  }

  /** Makes a call. Settles as it does; one that throws rejects. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await call();
    } finally {
      this.#running--;
      this.#countOn();
      // Others may have been waiting for the end of this call rather than for its time.
      this.#onFree();
    }
  }

  /** Forgets all calls that are over. */
  close(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #countOn(): void {
    const cancel = this.#clock.after(this.#perMs, () => {
      this.#timers.delete(cancel);
      this.#onFree();
    });
    this.#timers.add(cancel);
  }
}
