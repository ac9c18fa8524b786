import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { write } from './messages.ts';
import { messagesFor, PAGE, taskOf } from './task.ts';
import type { Holder, Receipt, Way, Work } from './way.ts';

const all = write({ count: 5_000, conversations: 1 });
const size = { history: 2_000, take: 200 };

/** A way that notes what it is handed. */
function noting(work: Work, batch = 1, wanted = size) {
  const handed: (readonly ChatRecord[])[] = [];
  const receipts: (readonly Receipt[])[] = [];
  const holder: Holder = {
    seed: () => undefined,
    take: (records) => void handed.push(records),
    prepend: (page) => void handed.push(page),
    receive: (some) => void receipts.push(some),
    count: () => 0,
  };
  const way: Way = { name: 'noting', title: 'noting', batch, works: [work], open: () => holder };
  const task = taskOf(way, work, all, wanted);
  for (const step of task.steps(holder)) step(holder);
  return { task, handed, receipts, records: handed.flat() };
}

describe('taskOf', () => {
  it('appends what comes after the past, in batches', () => {
    const { task, handed, records } = noting('append', 50);
    assert.deepEqual(task.past, all.slice(0, 2_000));
    assert.deepEqual(records, all.slice(2_000, 2_200));
    assert.ok(handed.every(({ length }) => length === 50));
    assert.equal(task.unitsPerStep, 50);
    assert.equal(task.addsPerStep, 50);
  });

  it('gives late ones a place among the last 500, and an id that is new', () => {
    const { task, records } = noting('insert');
    const known = new Set(task.past.map(({ id }) => id));
    for (const { id, at } of records) {
      assert.ok(!known.has(id));
      assert.ok(at > (task.past[1_499]?.at ?? Infinity) && at <= (task.past[1_999]?.at ?? 0) + 1);
    }
  });

  it('hands over copies of what is there as duplicates', () => {
    const { task, records } = noting('duplicate');
    const known = new Map(task.past.map((record) => [record.id, record]));
    for (const record of records) {
      assert.deepEqual(record, known.get(record.id));
      assert.notEqual(record, known.get(record.id));
    }
    const places = records.map(({ id }) => task.past.findIndex((each) => each.id === id));
    assert.ok(
      places.some((place) => place < 1_500),
      'also old ones',
    );
    assert.ok(places.filter((place) => place >= 1_500).length > 100, 'mostly recent ones');
  });

  it('lets writers edit what is theirs, with a number that is new', () => {
    const { task, records } = noting('edit');
    for (const { content, from, own, stream, n } of records) {
      assert.ok(content.kind === 'edit');
      const message = task.past.find(({ id }) => id === content.target);
      assert.deepEqual([message?.from, message?.own, message?.stream], [from, own, stream]);
      assert.ok((n ?? 0) > task.past.length);
    }
  });

  it('reacts to what is there', () => {
    const { task, records } = noting('reaction');
    const known = new Set(task.past.map(({ id }) => id));
    for (const { content } of records) {
      assert.ok(content.kind === 'reaction' && known.has(content.target));
    }
  });

  it('reads up to the last message', () => {
    const { receipts, task } = noting('receipt');
    const last = task.past.at(-1);
    assert.deepEqual(receipts.at(-1)?.[0]?.read, [
      { from: last?.from, stream: last?.stream, n: last?.n },
    ]);
  });

  it('prepends pages that end right before what is there', () => {
    const few = { history: 1_000, take: 20 };
    assert.equal(messagesFor('prepend', few), 3_000);
    const { task, handed } = noting('prepend', 1, few);
    assert.ok(handed.every(({ length }) => length === PAGE));
    assert.deepEqual([...handed.toReversed().flat(), ...task.past], all.slice(0, 3_000));
    assert.equal(task.unitsPerStep, 1);
    assert.equal(task.addsPerStep, PAGE);
  });
});
