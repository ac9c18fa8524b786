/** How much is allowed in a window of time. */
export interface RateLimit {
  /** Requests of one key in a window. */
  readonly requests: number;
  /** Length of the window in milliseconds. */
  readonly window: number;
}

/** Keys that are remembered. Beyond it the one that was quiet longest is forgotten. */
const MAX_KEYS = 10_000;

/** Counts requests by key in a sliding window. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  /** Times of the requests let through, by key; the key that was let through last comes last. */
  readonly #times = new Map<string, readonly number[]>();

  constructor(limit: RateLimit, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#now = now;
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#times.size;
  }

  /**
   * Counts a request: 0 lets it through, otherwise the seconds until the next one can be. What is
   * refused does not count, so that a caller who keeps asking gets in when the window has moved on.
   */
  take(key: string): number {
    const now = this.#now();
    const since = now - this.#limit.window;
    const times = (this.#times.get(key) ?? []).filter((time) => time > since);
    const oldest = times.at(-this.#limit.requests);
    if (oldest !== undefined) return Math.max(1, Math.ceil((oldest - since) / 1000));
    this.#times.delete(key);
    this.#times.set(key, [...times, now]);
    this.#forget(since);
    return 0;
  }

  #forget(since: number): void {
    for (const [key, times] of this.#times) {
      const isOver = (times.at(-1) ?? since) <= since;
      if (!isOver && this.#times.size <= MAX_KEYS) return;
      this.#times.delete(key);
    }
  }
}
