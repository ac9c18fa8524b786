/** How many calls of one kind the SDK takes in a second: its own limiter (read in the bundle of 2.3.0). */
export const CALLS_AT_A_TIME = 20;

/** After what time a call no longer counts, in ms. A second for the SDK, whose clock reads a little later than ours. */
export const CALL_COUNTS_FOR = 1_100;

/** Spreads calls over time, so that the SDK does not refuse any of many. */
export class CallPace {
  readonly #signal: AbortSignal;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #waiting: (() => void)[] = [];

  /** @param signal Ends all waits, since there is nothing to wait for any more. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#end());
  }

  /** Resolves when the next call may be made, in the order in which it was asked for. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#go();
    });
  }

  #go(): void {
    while (this.#signal.aborted || this.#timers.size < CALLS_AT_A_TIME) {
      const next = this.#waiting.shift();
      if (!next) return;
      next();
      if (!this.#signal.aborted) this.#count();
    }
  }

  #count(): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#go();
    }, CALL_COUNTS_FOR);
    this.#timers.add(timer);
  }

  #end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#go();
  }
}
