/** Time, as the chat core sees it. A test gives its own. */
export interface Clock {
  /** Milliseconds since the epoch, local clock. */
  now(): number;
  /** Calls back once, after `ms` milliseconds. @returns What undoes it. */
  after(ms: number, callback: () => void): () => void;
}

/** The clock of the platform. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
