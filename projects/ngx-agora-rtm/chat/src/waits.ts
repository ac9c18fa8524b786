import type { Clock } from './clock';

/** Waits that all end when their owner is closed. */
export class Waits {
  readonly #clock: Clock;
  readonly #open = new Set<{ readonly undo: () => void; readonly cancelled: () => void }>();
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isClosed(): boolean {
    return this.#isClosed;
  }

  /** Waits. @returns False, at once, when it is closed: whoever waits should stop then. */
  pause(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.after(
        ms,
        () => resolve(true),
        () => resolve(false),
      );
    });
  }

  /** Calls back later, unless it is undone. Closed before, it calls the other one. @returns What undoes it. */
  after(ms: number, callback: () => void, cancelled: () => void = nothing): () => void {
    if (this.#isClosed) {
      cancelled();
      return nothing;
    }
    const undo = this.#clock.after(ms, () => {
      this.#open.delete(wait);
      callback();
    });
    const wait = { undo, cancelled };
    this.#open.add(wait);
    return () => {
      if (this.#open.delete(wait)) undo();
    };
  }

  close(): void {
    this.#isClosed = true;
    const open = [...this.#open];
    this.#open.clear();
    for (const { undo, cancelled } of open) {
      undo();
      cancelled();
    }
  }
}

function nothing(): void {
  // There is nothing to undo, and nobody to tell.
}
