import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureCache } from './cache-bench.ts';

// Nothing is judged by time here, only whether it can be measured and what is shown.
describe('the bench of the cache', () => {
  it('opens a conversation in Chromium, with one page of it in the state', async () => {
    const { goals, samples } = await measureCache(3_200, 1, () => undefined);
    assert.equal(samples.length, 3);
    for (const { text, value } of goals) assert.ok(value > 0, text);
    assert.equal(goals.find(({ unit }) => unit === 'messages')?.value, 100);
  });
});
