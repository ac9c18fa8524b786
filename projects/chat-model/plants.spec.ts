import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PLANTED_BUGS } from './plants.ts';
import { runSequences } from './sequences.ts';

/** Worlds within which a planted bug has to be found: a tenth of those that the chat without bugs goes through. */
const WORLDS = 500;

describe('the model', () => {
  for (const { title, finds, traits, plants } of PLANTED_BUGS) {
    it(`finds a chat that ${title}`, { timeout: 300_000 }, async () => {
      const { counterexample, sequences } = await runSequences({
        ...{ traits, plants, worlds: WORLDS, seed: 1, shrinks: false },
      });
      assert.ok(counterexample, `nothing was found in ${sequences} sequences`);
      const [, why = ''] = counterexample.split('=> ');
      assert.match(why, finds);
    });
  }
});
