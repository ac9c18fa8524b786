import fc from 'fast-check';
import { timelineOf, withGap, withRecords } from 'ngx-agora-rtm/chat';
import { gapOf, messageOf, NOON, ownMessage, recordOf, talk } from './list-testing.spec';
import {
  entriesOfRows,
  entryOfRow,
  movedIndex,
  rowChanges,
  rowCount,
  rowKey,
  rowOfKey,
  rowOfMessage,
  type RowSource,
} from './row-source';

const keysOf = (source: RowSource) => entriesOfRows(source, 0, rowCount(source)).map(rowKey);

/** What splices make of the keys before them. Rows that come in are taken from the keys after them. */
function spliced(before: RowSource, after: RowSource): readonly string[] {
  const keys = keysOf(before).slice();
  for (const { at, removed, added } of rowChanges(before, after)) {
    keys.splice(at, removed, ...keysOf(after).slice(at, at + added));
  }
  return keys;
}

describe('rowChanges', () => {
  const long = timelineOf(talk(0, 3_000));
  const source = (changes: Partial<RowSource> = {}): RowSource => ({ timeline: long, pending: [], ...changes }); // prettier-ignore

  it('finds what came at the end, at the beginning, and at both at once', () => {
    const newer = withRecords(long, talk(3_000, 3_002).map(recordOf));
    expect(rowChanges(source(), source({ timeline: newer }))).toEqual([
      { at: 3_000, removed: 0, added: 2 },
    ]);
    const older = withRecords(long, talk(-50, 0).map(recordOf));
    expect(rowChanges(source(), source({ timeline: older }))).toEqual([
      { at: 0, removed: 0, added: 50 },
    ]);
    const both = withRecords(older, talk(3_000, 3_001).map(recordOf));
    expect(rowChanges(source(), source({ timeline: both }))).toEqual([
      { at: 0, removed: 0, added: 50 },
      { at: 3_050, removed: 0, added: 1 },
    ]);
  });

  it('finds nothing in what has only changed', () => {
    const timeline = timelineOf(talk(0, 3_000).map((message) => ({ ...message, deleted: true })));
    expect(rowChanges(source(), source({ timeline }))).toEqual([]);
  });

  it('sees that a message that waited is the one that was sent', () => {
    const waiting = ownMessage({ id: 'own', status: 'sending', at: NOON + 1e9 });
    const timeline = withRecords(long, [recordOf({ ...waiting, status: 'sent' })]);
    const before = source({ pending: [waiting] });
    expect(rowChanges(before, source({ timeline }))).toEqual([]);
    expect(rowOfMessage(before, 'own')).toBe(3_000);
    expect(rowOfMessage(source({ timeline }), 'own')).toBe(3_000);
  });

  it('leads from any version to any other one', () => {
    const versions = fc.record({
      ids: fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 700 }),
      pending: fc.uniqueArray(fc.integer({ min: 701, max: 720 }), { maxLength: 5 }),
      gap: fc.option(fc.nat(700)),
    });
    const make = ({ ids, pending, gap }: { readonly ids: readonly number[]; readonly pending: readonly number[]; readonly gap: number | null }): RowSource => {
      const messages = timelineOf(ids.map((n) => messageOf({ id: `m${n}`, at: NOON + n })));
      return {
        timeline: gap === null ? messages : withGap(messages, gapOf({ id: 'm1', at: NOON + gap })),
        pending: pending.map((n) => ownMessage({ id: `m${n}` })),
      };
    }; // prettier-ignore
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        const [before, after] = [make(a), make(b)];
        expect(spliced(before, after)).toEqual(keysOf(after));
      }),
      { numRuns: 60 },
    );
  });

  it('leads from a version to the next one while messages come in anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -2_000, max: 5_000 }), { maxLength: 20 })), (batches) => {
        let before = source();
        for (const batch of batches) {
          const records = batch.map((n) => recordOf(messageOf({ id: `m${n}`, at: NOON + n * 60_000 }))); // prettier-ignore
          const after = source({ timeline: withRecords(before.timeline, records) });
          expect(spliced(before, after)).toEqual(keysOf(after));
          before = after;
        }
      }),
      { numRuns: 20 },
    ); // prettier-ignore
  });
});

describe('rows', () => {
  const source = {
    timeline: withGap(timelineOf([messageOf({ id: 'a' })]), gapOf({ id: 'a', at: NOON + 1 })),
    pending: [ownMessage({ id: 'b' })],
  };

  it('are found by message and by key, where a gap can have the id of a message', () => {
    expect(rowOfMessage(source, 'a')).toBe(0);
    expect(rowOfMessage(source, 'b')).toBe(2);
    expect(rowOfMessage(source, 'c')).toBe(-1);
    expect(rowOfKey(source, 'a')).toBe(0);
    expect(rowOfKey(source, 'nothing')).toBe(-1);
  });

  it('are told apart', () => {
    expect(keysOf(source)).toEqual(['a', 'gap a', 'b']);
    expect(entryOfRow(source, -1)).toBeUndefined();
    expect(entryOfRow(source, 2)?.id).toBe('b');
    expect(entryOfRow(source, 3)).toBeUndefined();
  });

  it('are followed, and where they went, the next one is', () => {
    const splices = [
      { at: 0, removed: 0, added: 50 },
      { at: 60, removed: 2, added: 1 },
    ];
    expect([0, 9, 10, 11, 12].map((index) => movedIndex(splices, index))).toEqual([50, 59, 61, 61, 61]); // prettier-ignore
  });
});
