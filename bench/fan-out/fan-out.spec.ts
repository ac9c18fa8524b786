import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holds } from '../goal.ts';
import { outcomeOf, planOf } from './fan-out.ts';

const options = { clients: '200', rate: '1000', seconds: '60', channels: '1', size: '200' };

describe('planOf', () => {
  it('reads the options', () => {
    assert.deepEqual(planOf(options), {
      clients: 200,
      rate: 1_000,
      seconds: 60,
      channels: 1,
      size: 200,
    });
  });

  it('says which option is out of which bounds', () => {
    for (const clients of ['0', '491', '1.5', 'many', '']) {
      assert.throws(() => planOf({ ...options, clients }), /--clients must be .* from 1 to 490/);
    }
  });
});

describe('outcomeOf', () => {
  const report = {
    ...{ seconds: 1, sent: 10, failed: 0, expected: 10, received: 9, lost: 1, duplicated: 0 },
    ...{ misplaced: 0, latency: { p50: 1, p99: 2, max: 3 }, cpu: { emulator: 0, clients: 0 } },
    memoryMb: 1,
  };

  it('misses its goal with the first message that is lost', () => {
    const { goals } = outcomeOf(planOf(options), report);
    assert.deepEqual(
      goals.map((goal) => [goal.text, holds(goal)]),
      [
        ['not accepted', true],
        ['lost to subscribers who are online', false],
        ['come twice', true],
        ['come before an earlier one of their publisher', true],
      ],
    );
  });
});
