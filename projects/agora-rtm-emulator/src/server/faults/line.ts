import type { CancelTimer, Clock } from '../../protocol/clock.ts';

interface Waiting {
  readonly due: number;
  readonly send: () => void;
}

/** One direction of a connection: packets take their time, and none overtakes another. */
export class Line {
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #isPaused = false;
  #cancelTimer: CancelTimer = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Packets under way. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Sends after `ms` milliseconds and after all that was sent before; at once when nothing is in the way. */
  send(send: () => void, ms: number): void {
    if (ms === 0 && this.#waiting.length === 0 && !this.#isPaused) return send();
    const due = Math.max(this.#clock.now() + ms, this.#waiting.at(-1)?.due ?? 0);
    this.#waiting.push({ due, send });
    if (this.#waiting.length === 1) this.#wait();
  }

  /** Holds everything back until {@link resume}. */
  pause(): void {
    this.#isPaused = true;
    this.#cancelTimer();
  }

  resume(): void {
    this.#isPaused = false;
    this.#sendDue();
  }

  /** Loses everything under way. */
  clear(): void {
    this.#cancelTimer();
    this.#waiting = [];
  }

  #sendDue(): void {
    for (;;) {
      const next = this.#waiting[0];
      if (next === undefined || this.#isPaused) return;
      if (next.due > this.#clock.now()) return this.#wait();
      this.#waiting.shift();
      next.send();
    }
  }

  #wait(): void {
    this.#cancelTimer();
    const next = this.#waiting[0];
    if (next === undefined || this.#isPaused) return;
    const left = Math.max(0, next.due - this.#clock.now());
    this.#cancelTimer = this.#clock.schedule(() => this.#sendDue(), left);
  }
}
