import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countReruns } from './selectors.ts';

describe('a message in one conversation', () => {
  it('lets no selector of another conversation run again', async () => {
    const { own, others } = await countReruns(20, 50);
    assert.equal(others, 0);
    // The conversation and its timeline, with each message.
    assert.equal(own, 100);
  });
});
