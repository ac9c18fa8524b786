import type { Clock } from '../protocol/clock.ts';
import { isParameterOn } from './parameters.ts';
import { rtmError } from './rtm-error.ts';

/** Calls of `publish` in any second. Observed: 60 of 300 pass. */
const PUBLISHES_PER_SECOND = 60;

/** Calls of any other API in any second. Observed: 20 of 100 pass. */
const OTHER_CALLS_PER_SECOND = 20;

const WINDOW_MS = 1_000;

/**
 * The SDK's own limiter, observed with 2.3.0: a window that slides, one count per API and instance,
 * counting calls made while disconnected and those with bad arguments, but not those it refuses.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a call. @throws RTMBaseError -10021 when there were too many. */
  count(api: string): void {
    if (!isParameterOn('ENABLE_API_RATE_LIMIT')) return;
    const now = this.#clock.now();
    const recent = (this.#calls.get(api) ?? []).filter((time) => time > now - WINDOW_MS);
    this.#calls.set(api, recent);
    const limit = api === 'publish' ? PUBLISHES_PER_SECOND : OTHER_CALLS_PER_SECOND;
    if (recent.length >= limit) throw rtmError(-10021, api);
    recent.push(now);
  }
}
