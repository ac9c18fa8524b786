import type { CancelTimer, Clock } from '../protocol/clock.ts';
import { MAX_ANNOUNCED_MEMBERS } from '../protocol/limits-v1.ts';

/** Shortest time between two reports. Source: the bundle; of a crowded channel: the type definitions. */
const INTERVAL_MS = 1_000;
const CROWDED_INTERVAL_MS = 3_000;

/** Reports the number of members of a channel when it changed: at once, then once a second at most. */
export class MemberCount {
  readonly #clock: Clock;
  readonly #report: (count: number) => void;
  #reported = 0;
  #latest = 0;
  #cancel: CancelTimer | null = null;

  constructor(clock: Clock, report: (count: number) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  update(count: number): void {
    this.#latest = count;
    if (this.#cancel === null) this.#reportLatest();
  }

  /** Forgets the channel, and a report that is due. */
  reset(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#reported = 0;
    this.#latest = 0;
  }

  #reportLatest(): void {
    if (this.#latest === this.#reported) return;
    this.#reported = this.#latest;
    const interval = this.#latest > MAX_ANNOUNCED_MEMBERS ? CROWDED_INTERVAL_MS : INTERVAL_MS;
    this.#cancel = this.#clock.schedule(() => {
      this.#cancel = null;
      this.#reportLatest();
    }, interval);
    this.#report(this.#reported);
  }
}
