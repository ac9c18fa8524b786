import type { ChatEvent } from './chat-event';

/** Calls back once, soon. @returns What undoes it. */
export type Schedule = (callback: () => void) => () => void;

/**
 * How long a batch waits where no frame comes, in milliseconds: hidden tabs get none, and windows behind others few. Chromium lets
 * timers of hidden tabs run once a second anyway.
 */
const LONGEST_WAIT = 100;

/** With the next frame of the page, or by a timer where no frame comes. */
export const nextFrame: Schedule = (callback) => {
  let isOver = false;
  const end = () => {
    isOver = true;
    clearTimeout(timer);
    if (frame !== null) cancelAnimationFrame(frame);
  };
  const run = () => {
    if (isOver) return;
    end();
    callback();
  };
  const timer = setTimeout(run, LONGEST_WAIT);
  const frame = typeof requestAnimationFrame === 'function' ? requestAnimationFrame(run) : null;
  return end;
};

/** Collects events, so that a burst of them reaches the state in one go. */
export class EventBatch {
  readonly #schedule: Schedule;
  readonly #apply: (events: readonly ChatEvent[]) => void;
  #events: ChatEvent[] = [];
  #cancel: (() => void) | null = null;

  /** @param apply Takes what was collected: at least one event. */
  constructor(schedule: Schedule, apply: (events: readonly ChatEvent[]) => void) {
    this.#schedule = schedule;
    this.#apply = apply;
  }

  /** What waits to be applied. */
  get waiting(): readonly ChatEvent[] {
    return this.#events;
  }

  add(event: ChatEvent): void {
    this.#events.push(event);
    this.#cancel ??= this.#schedule(() => this.flush());
  }

  /** Applies what waits, now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#apply(events);
  }
}
