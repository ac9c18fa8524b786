import type { Clock } from './clock';

interface Timer {
  at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test winds it on. For tests only: it is not part of the package. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = 1_800_000_000_000) {
    this.#now = now;
  }

  /** How many callbacks are waiting. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Winds on by `ms` milliseconds. What falls due is called in order of its time, and what follows from it runs before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settled();
    }
    this.#now = end;
  }

  /** Sets another time of day, as a user does: nothing falls due by it. */
  jump(ms: number): void {
    this.#now += ms;
    for (const timer of this.#timers) timer.at += ms;
  }

  #next(end: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.at <= end && (next === null || timer.at < next.at)) next = timer;
    }
    return next;
  }
}

/** Resolves when everything has run that waits for no timer. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    // A task of its own comes after all microtasks, and unlike a timer it costs nothing.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
