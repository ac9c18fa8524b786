import fc from 'fast-check';
import type { Gap, TimelineEntry } from './chat-message';
import type { ChatRecord } from './chat-record';
import { record } from './chat-reducer-harness.spec';
import {
  EMPTY_TIMELINE,
  entriesBetween,
  entryAt,
  findEntry,
  indexOfEntry,
  latestEntry,
  latestMessageOf,
  type Timeline,
  timelineOf,
  withGap,
  withoutGap,
  withRecords,
} from './timeline';
import { messageOf } from './timeline-message';
import { compareEntries } from './timeline-order';

const USERS = ['ann', 'bob', '__proto__'];

function numbered(number: number, at: number, isTimed = false): ChatRecord {
  return record(`m${number}`, { from: USERS[number % 3]!, at, isTimed });
}

function gap(number: number, at: number): Gap {
  const place = { at, since: at, first: number, last: number };
  return {
    type: 'gap',
    id: `g${number}`,
    reason: 'away',
    from: null,
    stream: null,
    status: 'lost',
    ...place,
  };
}

function all(timeline: Timeline): readonly TimelineEntry[] {
  return timeline.chunks.flat();
}

/** What a timeline has to be, without any thought of speed: every entry by id, sorted when it is looked at. */
class NaiveTimeline {
  constructor(readonly entries: ReadonlyMap<string, TimelineEntry> = new Map()) {}

  with(records: readonly ChatRecord[]): NaiveTimeline {
    const entries = new Map(this.entries);
    for (const each of records) {
      const known = entries.get(each.id);
      const isBetter =
        known?.type === 'message' &&
        (each.isTimed === known.isTimed ? each.at < known.at : each.isTimed);
      if (known && !isBetter) continue;
      entries.set(each.id, messageOf(each, { kind: 'text', text: `text of ${each.id}` }));
    }
    return new NaiveTimeline(entries);
  }

  withGap(next: Gap): NaiveTimeline {
    return new NaiveTimeline(new Map(this.entries).set(next.id, next));
  }

  withoutGap(id: string): NaiveTimeline {
    return new NaiveTimeline(new Map([...this.entries].filter(([key]) => key !== id)));
  }

  get sorted(): readonly TimelineEntry[] {
    return [...this.entries.values()].sort(compareEntries);
  }
}

type Step =
  | { readonly type: 'records'; readonly records: readonly ChatRecord[] }
  | { readonly type: 'gap'; readonly gap: Gap }
  | { readonly type: 'no gap'; readonly id: string }
  | { readonly type: 'back'; readonly steps: number }
  | { readonly type: 'json' };

const few = fc.array(
  fc
    .tuple(fc.nat(30), fc.nat(40), fc.boolean())
    .map(([number, at, isTimed]) => numbered(number, at, isTimed)),
  { maxLength: 8 },
);
/** Enough to fill chunks, in front, at the end or among the others; partly those of another batch. */
const many = fc
  .tuple(fc.nat(3), fc.nat(600), fc.nat(40), fc.constantFrom(1, -1, 7))
  .map(([start, length, at, step]) =>
    Array.from({ length }, (_, index) =>
      numbered(100 + start * 200 + index, at + ((index * step) % 50)),
    ),
  );
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: few.map((records) => ({ type: 'records' as const, records })) },
  { weight: 2, arbitrary: many.map((records) => ({ type: 'records' as const, records })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(5), fc.nat(40))
      .map(([number, at]) => ({ type: 'gap' as const, gap: gap(number, at) })),
  },
  {
    weight: 1,
    arbitrary: fc.nat(5).map((number) => ({ type: 'no gap' as const, id: `g${number}` })),
  },
  { weight: 2, arbitrary: fc.nat(6).map((steps) => ({ type: 'back' as const, steps })) },
  { weight: 1, arbitrary: fc.constant({ type: 'json' as const }) },
);

describe('Timeline', () => {
  it('is what a plain sorted list would be, whatever way its versions went', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const versions: [Timeline, NaiveTimeline][] = [[EMPTY_TIMELINE, new NaiveTimeline()]];
        for (const each of steps) {
          const [timeline, naive] = versions.at(
            each.type === 'back' ? -1 - (each.steps % versions.length) : -1,
          )!;
          versions.push(after(each, timeline, naive));
        }
        // The older versions too: what came later must not have changed them.
        for (const [timeline, naive] of versions) expectSame(timeline, naive);
      }),
      { numRuns: 300 },
    );
  });

  function after(each: Step, timeline: Timeline, naive: NaiveTimeline): [Timeline, NaiveTimeline] {
    switch (each.type) {
      case 'records':
        return [withRecords(timeline, each.records), naive.with(each.records)];
      case 'gap':
        return [withGap(timeline, each.gap), naive.withGap(each.gap)];
      case 'no gap':
        return [withoutGap(timeline, each.id), naive.withoutGap(each.id)];
      case 'json':
        return [JSON.parse(JSON.stringify(timeline)) as Timeline, naive];
      case 'back':
        return [timeline, naive];
    }
  }

  function expectSame(timeline: Timeline, naive: NaiveTimeline): void {
    const { sorted } = naive;
    expect(all(timeline)).toEqual(sorted);
    expect(timeline.length).toBe(sorted.length);
    expect(timeline.chunks.every((chunk) => chunk.length > 0 && chunk.length <= 256)).toBeTrue();
    expect(latestEntry(timeline)).toEqual(sorted.at(-1));
    const messages = sorted.flatMap((entry) => (entry.type === 'message' ? [entry] : []));
    expect(latestMessageOf(timeline)).toEqual(messages.at(-1) ?? null);
    for (const id of ['m0', 'm7', 'm30', 'm100', 'm250', 'm900', 'g0', 'g5', 'constructor']) {
      expect(findEntry(timeline, id)).toEqual(naive.entries.get(id));
      expect(indexOfEntry(timeline, id)).toBe(sorted.findIndex((entry) => entry.id === id));
    }
    for (const [start, end] of [
      [0, 3],
      [sorted.length - 4, sorted.length + 4],
      [200, 300],
      [5, 2],
    ] as const) {
      const expected = start < 0 ? sorted.slice(0, end) : sorted.slice(start, Math.max(start, end));
      expect(entriesBetween(timeline, start, end)).toEqual(expected);
    }
    const middle = sorted.length >>> 1;
    expect(entryAt(timeline, middle)).toEqual(sorted[middle]);
    expect(entryAt(timeline, -1)).toBeUndefined();
  }

  it('has a message once, and stays the same object when it comes again', () => {
    const timeline = withRecords(EMPTY_TIMELINE, [numbered(1, 10), numbered(2, 20)]);
    expect(withRecords(timeline, [numbered(2, 20), numbered(1, 10), numbered(1, 11)])).toBe(
      timeline,
    );
    expect(withGap(withGap(timeline, gap(1, 5)), gap(1, 5)).length).toBe(3);
    const withOne = withGap(timeline, gap(1, 5));
    expect(withGap(withOne, gap(1, 5))).toBe(withOne);
    expect(withoutGap(timeline, 'g1')).toBe(timeline);
  });

  it('copies one chunk of many for a message', () => {
    const records = Array.from({ length: 3_000 }, (_, index) => numbered(index, index * 10));
    const timeline = withRecords(EMPTY_TIMELINE, records);
    for (const at of [30_000, 29_995, 15_005, -5]) {
      const next = withRecords(timeline, [numbered(5_000, at)]);
      const kept = timeline.chunks.filter((chunk) => next.chunks.includes(chunk));
      expect(kept.length).toBeGreaterThanOrEqual(timeline.chunks.length - 1);
    }
  });

  it('keeps full chunks full while older pages come in front', () => {
    let timeline: Timeline = EMPTY_TIMELINE;
    for (let page = 30; page > 0; page--) {
      const records = Array.from({ length: 100 }, (_, index) =>
        numbered(page * 100 + index, page * 100 + index),
      );
      timeline = withRecords(timeline, records);
    }
    expect(timeline.length).toBe(3_000);
    expect(timeline.chunks.length).toBeLessThan(30);
  });

  it('gives the id that two senders claim to the earlier message', () => {
    const real = record('x', { from: 'ann', at: 10 });
    const copied = record('x', { from: 'mallory', at: 20 });
    for (const records of [
      [real, copied],
      [copied, real],
    ]) {
      const timeline = withRecords(EMPTY_TIMELINE, records);
      expect(timeline.length).toBe(1);
      expect(findEntry(timeline, 'x')).toEqual(jasmine.objectContaining({ from: 'ann', at: 10 }));
    }
  });

  it('can be made of entries in any order', () => {
    const entries = all(
      withGap(withRecords(EMPTY_TIMELINE, [numbered(1, 10), numbered(2, 20)]), gap(1, 20)),
    );
    expect(entries.map(({ id }) => id)).toEqual(['m1', 'g1', 'm2']);
    expect(all(timelineOf([...entries].reverse()))).toEqual([...entries]);
  });

  it('finds what was put into a timeline by hand', () => {
    const timeline = withRecords(EMPTY_TIMELINE, [numbered(1, 10)]);
    const added = messageOf(numbered(2, 20), { kind: 'text', text: 'by hand' });
    const byHand: Timeline = { ...timeline, chunks: [...timeline.chunks, [added]], length: 2 };
    expect(findEntry(byHand, 'm2')).toBe(added);
    expect(withRecords(byHand, [numbered(2, 20)])).toBe(byHand);
  });

  it('puts together what came one by one', () => {
    let timeline: Timeline = EMPTY_TIMELINE;
    for (let at = 0; at < 3_000; at++) timeline = withRecords(timeline, [numbered(at, at)]);
    expect(timeline.length).toBe(3_000);
    expect(timeline.chunks.length).toBeLessThan(20);
  });

  it('does not take the id of a message for that of a gap', () => {
    const timeline = withRecords(withGap(EMPTY_TIMELINE, gap(1, 5)), [record('g1')]);
    expect(timeline.length).toBe(2);
    expect(
      withoutGap(timeline, 'g1')
        .chunks.flat()
        .map(({ type }) => type),
    ).toEqual(['message']);
  });
});
