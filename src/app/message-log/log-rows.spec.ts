import type { Attendance } from 'ngx-agora-rtm/chat';
import { type LogContent, logRows } from './log-rows';
import { gapOf, messageFrom, MINUTE, NOON, ownMessage } from './message-testing.spec';
import { dayLabel } from './times';

const message = (id: string, from: string, at: number) => messageFrom({ id, from, at });
const came = (id: string, after: string | null): Attendance => ({ id, at: 0, after, joined: ['x'], left: [] }); // prettier-ignore

const layout = (content: Partial<LogContent>, isBeginning = true) =>
  rowsOf(content, isBeginning).map((row) =>
    row.kind === 'message' ? `${row.isFirst ? '+' : ''}${row.id}` : row.kind,
  );

const rowsOf = (content: Partial<LogContent>, isBeginning = true) =>
  logRows({ entries: [], pending: [], attendance: [], newFrom: null, ...content }, isBeginning);

describe('logRows', () => {
  const two = [message('a', 'bob', NOON), message('b', 'bob', NOON)];

  it('groups what one sender says in a row', () => {
    const entries = [
      message('a', 'bob', NOON),
      message('b', 'bob', NOON + MINUTE),
      message('c', 'carol', NOON + MINUTE),
      message('d', 'bob', NOON + 2 * MINUTE),
      message('e', 'bob', NOON + 20 * MINUTE),
    ];
    expect(layout({ entries })).toEqual(['day', '+a', 'b', '+c', '+d', '+e']);
  });

  it('separates days', () => {
    const entries = [message('a', 'bob', NOON), message('b', 'bob', NOON + 24 * 60 * MINUTE)];
    expect(layout({ entries })).toEqual(['day', '+a', 'day', '+b']);
  });

  it('puts comings and goings where they happened, and begins a group after them', () => {
    const attendance = [came('x', null), came('y', 'a')];
    expect(layout({ entries: two, attendance })).toEqual([
      'attendance',
      'day',
      '+a',
      'attendance',
      '+b',
    ]);
  });

  it('shows where something is missing, and begins a group after it', () => {
    const entries = [message('a', 'bob', NOON), gapOf(), message('b', 'bob', NOON)];
    expect(layout({ entries })).toEqual(['day', '+a', 'gap', '+b']);
  });

  it('puts what waits to be sent at the end', () => {
    const pending = [
      ownMessage({ id: 'c', status: 'sending' }),
      ownMessage({ id: 'd', status: 'queued', at: NOON - MINUTE }),
    ];
    expect(layout({ entries: two, pending })).toEqual(['day', '+a', 'b', '+c', 'd']);
  });

  it('keeps the row of a message that is sent', () => {
    const [row] = rowsOf({ pending: [ownMessage({ status: 'sending' })] }).slice(-1);
    const [sent] = rowsOf({ entries: [ownMessage()] }).slice(-1);
    expect(row?.id).toBe(sent?.id);
  });

  it('tells what an application says from what people say, unless it is not sent yet', () => {
    const content = { kind: 'system', text: 'Ana took this conversation' } as const;
    const entries = [messageFrom({ id: 'a', content }), ...two.slice(1)];
    expect(layout({ entries })).toEqual(['day', 'system', '+b']);
    expect(layout({ pending: [ownMessage({ content, status: 'failed' })] })).toEqual([
      'day',
      '+own',
    ]);
  });

  it('marks what is new', () => {
    expect(layout({ entries: two, newFrom: 'b' })).toEqual(['day', '+a', 'new', '+b']);
  });

  it('says nothing of what happened before its beginning', () => {
    const attendance = [came('x', null)];
    expect(layout({ entries: two.slice(1), attendance }, false)).toEqual(['day', '+b']);
  });

  it('gives each row its own id', () => {
    const entries = Array.from({ length: 50 }, (_, i) => message(`${i}`, 'bob', NOON + i * 6e7));
    const gap = gapOf({ id: '5' });
    const rows = rowsOf({
      entries: [...entries, gap],
      attendance: [came('x', '3')],
      newFrom: '7',
    });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});

describe('dayLabel', () => {
  const words = { today: 'Today', yesterday: 'Yesterday' };

  it('has words for the nearest days, also across the change of a year', () => {
    const newYear = new Date(2026, 0, 1, 0, 5).getTime();
    expect(dayLabel(newYear, words, newYear)).toBe('Today');
    expect(dayLabel(newYear - 10 * MINUTE, words, newYear)).toBe('Yesterday');
    expect(dayLabel(NOON, words, newYear)).toContain('2026');
  });
});
