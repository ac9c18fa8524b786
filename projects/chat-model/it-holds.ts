import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { BackendTraits } from './model-backend.ts';
import { runInWorkers } from './sequence-workers.ts';

/** Worlds that go through as many sequences, and some more: one in eleven sequences is empty, and does not count. */
const worldsFor = (sequences: number): number => Math.ceil(sequences / 8.7);

/** The same sequences in every run, so that a failure is the fault of what has changed. */
const SEED = 1;

/**
 * A test that the chat loses, doubles, invents and moves nothing, in so many sequences of faults.
 *
 * `MODEL_SEED` and `MODEL_PATH` begin where an earlier run has ended, `MODEL_SEED=random` looks where nobody has looked, and
 * `MODEL_SEQUENCES` has it try more or fewer.
 */
export function itHolds({ traits, sequences }: { traits: BackendTraits; sequences: number }): void {
  const { MODEL_SEED, MODEL_PATH, MODEL_SEQUENCES } = process.env;
  const count = Number(MODEL_SEQUENCES ?? sequences);
  const seed = MODEL_SEED === 'random' ? Date.now() & 0x7fffffff : Number(MODEL_SEED ?? SEED);

  const title = 'loses, doubles, invents and moves nothing, and says what is missing';
  void it(`${title}, in ${count} sequences`, { timeout: 30 * 60_000 }, async (test) => {
    test.diagnostic(`MODEL_SEED=${seed}`);
    const run = await runInWorkers({
      ...{ traits, seed, worlds: MODEL_PATH === undefined ? worldsFor(count) : 1 },
      ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
    });
    test.diagnostic(`${run.sequences} sequences`);
    assert.equal(run.counterexample, null);
    if (MODEL_PATH === undefined) assert.ok(run.sequences >= count, `only ${run.sequences}`);
  });
}
