import type { Clock } from '../protocol/clock.ts';

/** Allows so many calls in any window of so many milliseconds. */
export class CallLimiter {
  readonly #clock: Clock;
  readonly #calls: number;
  readonly #windowMs: number;
  #times: number[] = [];

  constructor(clock: Clock, calls: number, windowMs: number) {
    this.#clock = clock;
    this.#calls = calls;
    this.#windowMs = windowMs;
  }

  /** Counts a call, if it is allowed. Returns whether it is; one that is not does not count. */
  take(): boolean {
    const now = this.#clock.now();
    this.#times = this.#times.filter((time) => time + this.#windowMs >= now);
    if (this.#times.length >= this.#calls) return false;
    this.#times.push(now);
    return true;
  }
}
