import type { Clock } from '../protocol/clock.ts';
import { customLimit, isParameterOn } from './parameters.ts';
import { rtmError } from './rtm-error.ts';

/** Calls of an API in any second that is not named below. Observed: 20 of 100 pass. */
const CALLS_PER_SECOND = 20;

/** Those with another limit. Observed: 60 of 300 publishes pass; read in the bundle: 10 of a lock's acquisitions. */
const OTHER_LIMITS: Readonly<Partial<Record<string, number>>> = { publish: 60, acquireLock: 10 };

const WINDOW_MS = 1_000;

/**
 * The SDK's own limiter, observed with 2.3.0: a window that slides, one count per API and instance,
 * counting calls made while disconnected and those with bad arguments, but not those it refuses. Some
 * calls share a count: `setState` and `removeState`, the two names of one call.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a call. @throws RTMBaseError -10021 when there were too many. */
  count(api: string, operation: string): void {
    if (!isParameterOn('ENABLE_API_RATE_LIMIT')) return;
    const now = this.#clock.now();
    const recent = (this.#calls.get(api) ?? []).filter((time) => time > now - WINDOW_MS);
    this.#calls.set(api, recent);
    const limit = customLimit(api) ?? OTHER_LIMITS[api] ?? CALLS_PER_SECOND;
    if (recent.length >= limit) throw rtmError(-10021, operation);
    recent.push(now);
  }
}
