/** Time and timers. Tests hand in one they can wind forward; everything else uses {@link systemClock}. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `callback` after `ms` milliseconds; the result cancels it. */
  schedule(callback: () => void, ms: number): CancelTimer;
}

/** Cancels a timer; harmless when it has fired. */
export type CancelTimer = () => void;

/** The clock of the platform. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
