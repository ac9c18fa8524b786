/** How long to wait between attempts. */
export interface RetryWaits {
  /** Longest wait after the first failure, in ms. Doubles with each further one. */
  readonly baseMs: number;
  /** Longest wait of all, in ms. */
  readonly maxMs: number;
  /** A number from 0 (inclusive) to 1 (exclusive), as of `Math.random`. */
  readonly random: () => number;
}

/** Waits that fit both SDKs: soon after the first failure, and never longer than somebody waits for a message. */
export const DEFAULT_RETRY_WAITS: RetryWaits = {
  baseMs: 1000,
  maxMs: 30_000,
  // Looked up with each roll: whoever replaces the dice, as tests do, replaces these too.
  random: () => Math.random(),
};

/**
 * How long to wait after a failure, in ms. With full jitter: anything from 0 to the longest wait, so that clients that failed
 * together do not come back together.
 *
 * @param failures 1 after the first failure.
 */
export function retryWait(failures: number, { baseMs, maxMs, random }: RetryWaits): number {
  return Math.floor(random() * Math.min(maxMs, baseMs * 2 ** (failures - 1)));
}
