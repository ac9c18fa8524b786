import type { Clock } from '../protocol/clock.ts';

/** Server times in milliseconds. No two messages share one, so one identifies a message in the history. */
export class Timestamps {
  readonly #clock: Clock;
  #last: number;

  /** @param last Newest time ever handed out, so that a restart with a wrong clock goes on from there. */
  constructor(clock: Clock, last: number) {
    this.#clock = clock;
    this.#last = last;
  }

  /** A time later than every one before. */
  next(): number {
    this.#last = Math.max(this.#last + 1, this.#clock.now());
    return this.#last;
  }

  /** The present, not before anything handed out. */
  now(): number {
    return Math.max(this.#last, this.#clock.now());
  }
}
