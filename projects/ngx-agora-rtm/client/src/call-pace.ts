/** How many calls may be made within a time. */
export interface CallRate {
  readonly calls: number;
  /** After what time a call no longer counts, in ms. */
  readonly perMs: number;
}

/** Spreads calls over time, so that the backend does not refuse any of many. For adapters. */
export class CallPace {
  readonly #rate: CallRate;
  readonly #signal: AbortSignal;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #waiting: (() => void)[] = [];

  /** @param signal Ends all waits, since there is nothing to wait for any more. */
  constructor(rate: CallRate, signal: AbortSignal) {
    this.#rate = rate;
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
    while (this.#signal.aborted || this.#timers.size < this.#rate.calls) {
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
    }, this.#rate.perMs);
    this.#timers.add(timer);
  }

  #end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#go();
  }
}
