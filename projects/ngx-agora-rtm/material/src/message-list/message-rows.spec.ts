import type { Attendance, ChatMessage, TimelineEntry } from 'ngx-agora-rtm/chat';
import { timelineOf } from 'ngx-agora-rtm/chat';
import { gapOf, messageOf, MINUTE, NOON, ownMessage } from './list-testing.spec';
import { attendanceByMessage, MessageRows, type RowContext } from './message-rows';
import type { RowSource } from './row-source';

const NOTHING: RowContext = {
  receipts: {},
  attendance: new Map(),
  newFrom: null,
  isBeginning: true,
};

const said = (id: string, from: string, at: number): ChatMessage => messageOf({ id, from, at });
const came = (id: string, after: string | null): Attendance => ({
  id,
  at: 0,
  after,
  joined: ['x'],
  left: [],
});

function rowsOf(
  entries: readonly TimelineEntry[],
  context: Partial<RowContext> = {},
  pending: readonly ChatMessage[] = [],
) {
  const source = { timeline: timelineOf(entries), pending };
  const end = entries.length + pending.length;
  return new MessageRows().of(source, { start: 0, end }, { ...NOTHING, ...context });
}

/** Rows in short: `+` begins a group, `|` has the separator of a day before it, `!` the line "New". */
const layout = (...args: Parameters<typeof rowsOf>) =>
  rowsOf(...args).map(
    (row) =>
      (row.day === null ? '' : '|') +
      (row.isNew ? '!' : '') +
      (row.kind === 'message' ? (row.isFirst ? '+' : '') + row.key : row.kind),
  );

describe('MessageRows', () => {
  const two = [said('a', 'bob', NOON), said('b', 'bob', NOON + 1)];

  it('groups what one sender says within five minutes', () => {
    const entries = [
      said('a', 'bob', NOON),
      said('b', 'bob', NOON + MINUTE),
      said('c', 'carol', NOON + MINUTE),
      said('d', 'bob', NOON + 2 * MINUTE),
      said('e', 'bob', NOON + 7 * MINUTE),
      said('f', 'bob', NOON + 12 * MINUTE + 1),
    ];
    expect(layout(entries)).toEqual(['|+a', 'b', '+c', '+d', 'e', '+f']);
  });

  it('separates days, and begins a group with each', () => {
    const midnight = NOON + 12 * 60 * MINUTE;
    const entries = [said('a', 'bob', midnight - 1), said('b', 'bob', midnight)];
    expect(layout(entries)).toEqual(['|+a', '|+b']);
  });

  it('begins a group after a gap, a note, who came and went, and the line "New"', () => {
    expect(layout([two[0] as ChatMessage, gapOf({ at: NOON + 1 }), said('b', 'bob', NOON + 2)])).toEqual(['|+a', 'gap', '+b']); // prettier-ignore
    const note = messageOf({ id: 'n', at: NOON, content: { kind: 'system', text: 'Taken' } });
    expect(layout([note, said('b', 'bob', NOON + 2)])).toEqual(['|system', '+b']);
    const attendance = attendanceByMessage([came('x', 'a')]);
    expect(layout(two, { attendance })).toEqual(['|+a', '+b']);
    expect(layout(two, { newFrom: 'b' })).toEqual(['|+a', '!+b']);
  });

  it('shows a note that could not be sent as a message, which can be tried again', () => {
    const content = { kind: 'system', text: 'Taken' } as const;
    expect(layout([], {}, [ownMessage({ id: 'a', status: 'failed', content })])).toEqual(['|+a']);
  });

  it('says what happened before the first message only where nothing was said before it', () => {
    const attendance = attendanceByMessage([came('x', null), came('y', 'b'), came('z', 'b')]);
    const before = (isBeginning: boolean) =>
      rowsOf(two, { attendance, isBeginning }).map((row) => row.before.length);
    expect(before(true)).toEqual([1, 0]);
    expect(before(false)).toEqual([0, 0]);
    expect(rowsOf(two, { attendance }).map((row) => row.after.length)).toEqual([0, 2]);
  });

  it('makes a window, and one row beside it, as the whole list has them', () => {
    const entries = Array.from({ length: 100 }, (_, i) => said(`m${i}`, i % 3 ? 'bob' : 'ana', NOON + i)); // prettier-ignore
    const source: RowSource = { timeline: timelineOf(entries), pending: [] };
    const whole = rowsOf(entries);
    const rows = new MessageRows();
    expect(rows.of(source, { start: 40, end: 50 }, NOTHING)).toEqual(whole.slice(40, 50));
    expect(rows.of(source, { start: 40, end: 50 }, NOTHING, 7).map(({ index }) => index)).toEqual([7, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]); // prettier-ignore
    expect(rows.of(source, { start: 40, end: 42 }, NOTHING, 90)[2]).toEqual(whole[90] as never);
  });

  it('makes nothing anew that has not changed', () => {
    const rows = new MessageRows();
    const mine = ownMessage({ id: 'own', at: NOON + 2, stream: 'me', n: 1 });
    const source = { timeline: timelineOf([...two, mine]), pending: [] };
    const range = { start: 0, end: 3 };
    const first = rows.of(source, range, NOTHING);
    expect(rows.of(source, range, { ...NOTHING, receipts: {} })).toBe(first);
    const receipts = { 'user:bob': { delivered: { me: 1 }, read: {} } } as const;
    const second = rows.of(source, range, { ...NOTHING, receipts });
    expect(second.map((row, i) => row === first[i])).toEqual([true, true, false]);
    expect(second[2]?.kind === 'message' && second[2].delivery.status).toBe('delivered');
    const more = { timeline: timelineOf([...two, mine, said('z', 'bob', NOON + 3)]), pending: [] };
    const third = rows.of(more, { start: 1, end: 4 }, { ...NOTHING, receipts });
    expect(third.slice(0, 2).map((row, i) => row === second[i + 1])).toEqual([true, true]);
  });
});
