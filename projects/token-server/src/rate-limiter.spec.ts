import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RateLimiter } from './rate-limiter.ts';

describe('RateLimiter', () => {
  it('lets through as many as the limit says, then names the seconds to wait', () => {
    let now = 0;
    const limiter = new RateLimiter({ requests: 3, window: 60_000 }, () => now);
    assert.deepEqual([limiter.take('a'), limiter.take('a')], [0, 0]);
    now = 10_000;
    assert.equal(limiter.take('a'), 0);
    assert.equal(limiter.take('a'), 50);
    assert.equal(limiter.take('b'), 0);
  });

  it('slides: what left the window no longer counts, what was refused never did', () => {
    let now = 0;
    const limiter = new RateLimiter({ requests: 2, window: 1000 }, () => now);
    limiter.take('a');
    now = 600;
    limiter.take('a');
    now = 999;
    assert.equal(limiter.take('a'), 1);
    now = 1000;
    assert.equal(limiter.take('a'), 0);
    assert.equal(limiter.take('a'), 1);
    now = 1600;
    assert.equal(limiter.take('a'), 0);
  });

  it('keeps its word: after the seconds it names, the next request gets through', () => {
    let now = 0;
    const limiter = new RateLimiter({ requests: 5, window: 7300 }, () => now);
    for (let step = 0; step < 200; step++) {
      now += (step * 37) % 900;
      const wait = limiter.take('a');
      if (wait === 0) continue;
      now += wait * 1000;
      assert.equal(limiter.take('a'), 0, `step ${step}`);
    }
  });

  it('forgets keys that went quiet, and the quietest of too many', () => {
    let now = 0;
    const limiter = new RateLimiter({ requests: 1, window: 1000 }, () => now);
    for (let index = 0; index < 10_050; index++) limiter.take(`key-${index}`);
    assert.equal(limiter.size, 10_000);
    assert.equal(limiter.take('key-10049'), 1);
    assert.equal(limiter.take('key-0'), 0);
    now = 1000;
    limiter.take('one');
    assert.equal(limiter.size, 1);
  });
});
