import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge, parseCount } from './count.ts';

describe('judge', () => {
  it('believes a suite that ran', () => {
    const count = { passed: 3, failed: 0, skipped: [] };
    assert.deepEqual(judge({ count, runnerPassed: true }), count);
  });

  it('lets tests be skipped that say which account they need', () => {
    const skipped = [
      'agora-v2 on Agora is skipped: set AGORA_APP_ID (and AGORA_TOKEN_URL) to run it',
    ];
    const count = { passed: 3, failed: 0, skipped };
    assert.deepEqual(judge({ count, runnerPassed: true }), count);
  });

  it('counts every other skipped test as a failure, and names it', () => {
    const skipped = ['later', 'is skipped: set AGORA_APP_ID to run it', 'never'];
    const { failed, reason } = judge({
      count: { passed: 3, failed: 1, skipped },
      runnerPassed: false,
    });
    assert.deepEqual([failed, reason], [3, 'skipped without leave: later; never']);
  });

  it('counts a crash before any result as one failure', () => {
    const { passed, failed } = judge({ count: undefined, runnerPassed: false });
    assert.deepEqual({ passed, failed }, { passed: 0, failed: 1 });
  });

  it('counts a suite that ran nothing as one failure, even when its runner is content', () => {
    const count = { passed: 0, failed: 0, skipped: ['all of it'] };
    assert.equal(judge({ count, runnerPassed: true }).failed, 1);
  });

  it('counts a failing runner with only passing tests as one failure', () => {
    const count = { passed: 9, failed: 0, skipped: [] };
    const { passed, failed } = judge({ count, runnerPassed: false });
    assert.deepEqual({ passed, failed }, { passed: 9, failed: 1 });
  });

  it('keeps reported failures when the runner calls it a success', () => {
    assert.equal(
      judge({ count: { passed: 1, failed: 2, skipped: [] }, runnerPassed: true }).failed,
      2,
    );
  });
});

describe('parseCount', () => {
  it('reads what a reporter wrote', () => {
    const count = { passed: 1, failed: 2, skipped: ['a'] };
    assert.deepEqual(parseCount(JSON.stringify(count)), count);
  });

  for (const text of ['', '{', '{}', '{"passed":"1","failed":0,"skipped":[]}', 'null']) {
    it(`is undefined for ${text || 'an empty file'}`, () => {
      assert.equal(parseCount(text), undefined);
    });
  }
});
