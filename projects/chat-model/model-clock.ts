import type { Clock } from 'ngx-agora-rtm/chat';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock for all of a model. It stands still until it is wound on, and nothing waits for real time. */
export class ModelClock implements Clock {
  #now = 1_800_000_000_000;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many milliseconds it is to the next callback, `null` without one. */
  get next(): number | null {
    let next = Infinity;
    for (const { at } of this.#timers) if (at < next) next = at;
    return next === Infinity ? null : Math.max(0, next - this.#now);
  }

  /** A millisecond passes. What is due then has to wait for {@link pass}, as timers do behind a busy page. */
  tick(): void {
    this.#now++;
  }

  /** Winds on, and calls back what falls due at each time on the way. What follows from a callback runs before the next time. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.next; next !== null && this.#now + next <= end; next = this.next) {
      this.#now += next;
      for (const timer of [...this.#timers]) {
        if (timer.at <= this.#now && this.#timers.delete(timer)) timer.callback();
      }
      await settled();
    }
    this.#now = end;
  }
}

/** Resolves when everything has run that waits for no timer of the clock and no frame of the network. */
export function settled(): Promise<void> {
  return new Promise(setImmediate);
}

/** The clock of one tab: nothing is called back any more once the tab has crashed. */
export class TabClock implements Clock {
  readonly #clock: ModelClock;
  #hasCrashed = false;

  constructor(clock: ModelClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, callback: () => void): () => void {
    return this.#clock.after(ms, () => {
      if (!this.#hasCrashed) callback();
    });
  }

  crash(): void {
    this.#hasCrashed = true;
  }
}
