/** One attempt to connect, refused or unanswered alike. Observed with 2.3.0. */
export const ATTEMPT_MS = 5_000;

/** Wait after the first failed attempt; doubles with each. Observed: 2, 4, 8, 16, 32, 32 s. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 32_000;

/** From the first failed attempt until the link counts as suspended. Observed: 5 + 115 = 120 s. */
export const SUSPEND_AFTER_MS = 115_000;

/** Wait between attempts while suspended. Observed. */
const SUSPENDED_WAIT_MS = 30_000;

/** When to try next. */
export class RetryTimetable {
  #failures = 0;

  /** Starts over, after a success or a `login()`. */
  reset(): void {
    this.#failures = 0;
  }

  /** Milliseconds to wait before the next attempt. */
  nextWait(isSuspended: boolean): number {
    if (isSuspended) return SUSPENDED_WAIT_MS;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    return wait;
  }
}
