const SEED = 1;

/** What fast-check takes to repeat a run. */
export interface Runs {
  readonly seed: number;
  readonly path?: string;
}

/**
 * For properties that drive sockets or timers: the same cases in every run, so that a failure is the fault
 * of what has changed.
 *
 * `PROPERTY_SEED=random` looks where nobody has looked. `PROPERTY_SEED=7 PROPERTY_PATH=352:0` repeats what a
 * failure has printed, in the one test that `--test-name-pattern` chooses.
 *
 * @throws Error for a `PROPERTY_SEED` that is neither `random` nor a whole number
 */
export function sameRuns(): Runs {
  const { PROPERTY_SEED = String(SEED), PROPERTY_PATH } = process.env;
  const seed = PROPERTY_SEED === 'random' ? Date.now() & 0x7fffffff : Number(PROPERTY_SEED);
  if (PROPERTY_SEED === '' || !Number.isInteger(seed)) {
    throw new Error(`PROPERTY_SEED must be "random" or a whole number, not "${PROPERTY_SEED}".`);
  }
  return { seed, ...(PROPERTY_PATH !== undefined && { path: PROPERTY_PATH }) };
}
