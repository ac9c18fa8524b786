import type { Attendance, ConversationMessage } from 'ngx-agora-rtm/store';
import { logRows } from './log-rows';
import { PAGE, startOf, TAIL, windowFrom } from './log-window';
import { dayLabel } from './times';

const NOON = new Date(2026, 0, 15, 12).getTime();
const MINUTE = 60_000;

function message(id: string, from: string, at: number): ConversationMessage {
  const rest = { status: 'received', error: null, delivery: null, seen: true } as const;
  return { id, from, own: false, content: id, sentAt: at, ...rest };
}

const came = (id: string, after: string | null): Attendance => ({ id, at: 0, after, joined: ['x'], left: [] }); // prettier-ignore

const layout = (...args: Parameters<typeof logRows>) =>
  logRows(...args).map((row) =>
    row.kind === 'message' ? `${row.isFirst ? '+' : ''}${row.id}` : row.kind,
  );

describe('logRows', () => {
  const none = { attendance: [], newFrom: null };

  it('groups what one sender says in a row', () => {
    const messages = [
      message('a', 'bob', NOON),
      message('b', 'bob', NOON + MINUTE),
      message('c', 'carol', NOON + MINUTE),
      message('d', 'bob', NOON + 2 * MINUTE),
      message('e', 'bob', NOON + 20 * MINUTE),
    ];
    expect(layout({ messages, ...none })).toEqual(['day', '+a', 'b', '+c', '+d', '+e']);
  });

  it('separates days', () => {
    const messages = [message('a', 'bob', NOON), message('b', 'bob', NOON + 24 * 60 * MINUTE)];
    expect(layout({ messages, ...none })).toEqual(['day', '+a', 'day', '+b']);
  });

  it('puts comings and goings where they happened, and begins a group after them', () => {
    const messages = [message('a', 'bob', NOON), message('b', 'bob', NOON)];
    const attendance = [came('x', null), came('y', 'a')];
    expect(layout({ messages, attendance, newFrom: null })).toEqual([
      'attendance',
      'day',
      '+a',
      'attendance',
      '+b',
    ]);
  });

  it('marks what is new', () => {
    const messages = [message('a', 'bob', NOON), message('b', 'bob', NOON)];
    expect(layout({ messages, attendance: [], newFrom: 'b' })).toEqual(['day', '+a', 'new', '+b']);
  });

  it('begins where it is told to', () => {
    const messages = [message('a', 'bob', NOON), message('b', 'bob', NOON)];
    const attendance = [came('x', null)];
    expect(layout({ messages, attendance, newFrom: null }, 1)).toEqual(['day', '+b']);
  });

  it('gives each row its own id', () => {
    const messages = Array.from({ length: 50 }, (_, i) => message(`${i}`, 'bob', NOON + i * 6e7));
    const rows = logRows({ messages, attendance: [came('x', '3')], newFrom: '7' });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});

describe('LogWindow', () => {
  const messages = Array.from({ length: 1000 }, (_, i) => message(`${i}`, 'bob', NOON + i));

  it('shows the last page, more on request, and in the end everything', () => {
    expect(startOf(TAIL, messages)).toBe(1000 - PAGE);
    expect(startOf(windowFrom(1000 - 2 * PAGE, messages), messages)).toBe(1000 - 2 * PAGE);
    expect(startOf(windowFrom(-20, messages), messages)).toBe(0);
    expect(startOf(TAIL, messages.slice(0, 3))).toBe(0);
  });

  it('stays where it is when messages come in above and below', () => {
    const window = windowFrom(900, messages);
    const more = [message('older', 'bob', 0), ...messages, message('newer', 'bob', NOON * 2)];
    expect(more[startOf(window, more)]?.id).toBe('900');
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
