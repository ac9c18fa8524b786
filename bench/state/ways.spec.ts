import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { carryOut } from './carry-out.ts';
import { write } from './messages.ts';
import { TINY_PLAN } from './plan.ts';
import { taskOf } from './task.ts';
import type { Way } from './way.ts';
import { allWays } from './ways.ts';

// Nothing is timed here: whether everything can be measured, and whether the ways do the same.
describe('the ways to hold messages', () => {
  let ways: Way[] = [];

  before(async () => {
    ways = await allWays();
  });

  it('are ours and those of others, each with a name of its own', () => {
    const names = ways.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of ['map-push', 'entity-store-1', 'chat-core-50', 'chat-store-1']) {
      assert.ok(names.includes(name), name);
    }
  });

  it('can all be measured, and lose nothing', () => {
    for (const way of ways) {
      const samples = carryOut(way, TINY_PLAN);
      const cells = TINY_PLAN.cells.filter(({ work }) => way.works.includes(work));
      assert.deepEqual(
        samples.map(({ work }) => work),
        cells.map(({ work }) => work),
        way.name,
      );
      for (const sample of samples) assert.ok('us' in sample && sample.us > 0, way.name);
    }
  });

  it('end with the same number of messages', () => {
    const messages = write({ count: 700, conversations: 7 });
    for (const work of ['append', 'insert', 'duplicate'] as const) {
      const counts = ways
        .filter(({ works }) => works.includes(work))
        .map((way) => [way.name, countAfter(way, work, messages)] as const);
      const expected = work === 'duplicate' ? 500 : 600;
      for (const [name, count] of counts) assert.equal(count, expected, `${name}, ${work}`);
    }
  });

  it('are found out when they lose a message', () => {
    const [way] = ways;
    assert.ok(way);
    const open = () => {
      const holder = way.open();
      return { ...holder, count: () => holder.count() - 1 };
    };
    assert.throws(() => carryOut({ ...way, open }, TINY_PLAN), /map-push holds 100 messages/);
  });
});

function countAfter(
  way: Way,
  work: 'append' | 'insert' | 'duplicate',
  all: ReturnType<typeof write>,
) {
  const task = taskOf(way, work, all, { history: 500, take: 100 });
  const holder = way.open();
  holder.seed(task.past);
  for (const step of task.steps(holder)) step(holder);
  const count = holder.count();
  holder.close?.();
  return count;
}
