import { expect, test } from '@playwright/test';
import type { PageEntry, PageGap, PageMessage, PageRow } from '../fault-page/fault-page-api.ts';
import { Ledger } from './ledger.ts';
import { judge, type Observation, type Verdict } from './verdict.ts';

/** What ana and ben wrote in each test: three messages each, all kept safe. */
const TEXTS = ['ana/1/1', 'ben/1/1', 'ana/1/2', 'ben/1/2', 'ana/1/3', 'ben/1/3'];

test.describe('judge', () => {
  let ledger: Ledger;

  test.beforeEach(() => {
    ledger = new Ledger();
    for (const user of ['ana', 'ben']) {
      for (const text of ledger.plan(user, '1', 3)) ledger.note(text, 'queued');
    }
  });

  /** The verdict on what Ben sees, beside an Ana who sees everything. */
  function ofBen(entries: readonly PageEntry[], rows = entries.map(rowOf)): Verdict {
    const ana = TEXTS.map((text) => messageOf(text, 'ana'));
    return judge(ledger, [seenBy('ana', ana), { ...seenBy('ben', entries), rows }], true);
  }

  /** Kinds of what is wrong, in words. */
  const kinds = (...of: Parameters<typeof ofBen>): string =>
    ofBen(...of)
      .findings.map(({ kind }) => kind)
      .join(' ');
  const bens = (texts = TEXTS): PageMessage[] => texts.map((text) => messageOf(text, 'ben'));

  test('finds nothing where nothing is wrong', () => {
    expect(ofBen(bens())).toEqual({ findings: [], messages: 6, inGaps: 0, gaps: 0 });
  });

  test('finds what is lost, also at the end', () => {
    const some = TEXTS.filter((text) => text !== 'ana/1/2' && text !== 'ben/1/3');
    expect(kinds(bens(some))).toBe('lost lost');
    expect(ofBen(bens(some)).inGaps).toBe(0);
  });

  test('takes a gap for an answer, where it is the gap of the message', () => {
    const some = bens(TEXTS.filter((text) => text !== 'ana/1/2'));
    const found = ofBen([...some, gapOf({ from: 'ana', first: 2, last: 2 })]);
    expect(found).toEqual({ findings: [], messages: 6, gaps: 1, inGaps: 1 });
    for (const wrong of [
      gapOf({ from: 'ben', first: 2, last: 2 }),
      gapOf({ from: 'ana', first: 1, last: 1 }),
      gapOf({ from: 'ana', first: 2, last: 2, stream: 'another' }),
    ]) {
      expect(kinds([...some, wrong])).toBe('lost');
    }
    const away = { from: null, reason: 'away', since: timeOf('ana/1/2') - 1 } as const;
    expect(kinds([...some, gapOf({ ...away, at: timeOf('ana/1/2') })])).toBe('');
    expect(kinds([...some, gapOf({ ...away, at: timeOf('ana/1/2') - 1 })])).toBe('lost');
  });

  test('misses nothing that a page was told to write and never spoke of, and lets it be there once', () => {
    const [unknown = ''] = ledger.plan('ana', '1', 1);
    const there = messageOf(unknown, 'ben');
    expect(kinds(bens())).toBe('');
    expect(kinds([...bens(), there])).toBe('');
    expect(kinds([...bens(), there, { ...there, id: 'another' }])).toBe('duplicated');
  });

  test('finds what is there twice, by its text and by its id', () => {
    const again = messageOf('ben/1/3', 'ben');
    expect(kinds([...bens(), { ...again, id: 'another' }])).toBe('duplicated');
    expect(kinds([...bens().slice(0, -1), { ...again, id: 'id of ben/1/2' }])).toBe('duplicated');
  });

  test('finds what nobody wrote, what somebody else wrote, and what was refused', () => {
    const [refused = ''] = ledger.plan('ana', '1', 1);
    ledger.note(refused, 'refused');
    for (const text of ['nobody/1/1', refused]) {
      expect(kinds([...bens(), messageOf(text, 'ben')])).toBe('phantom');
    }
    const forged = { ...messageOf('ana/1/3', 'ben'), from: 'ben', status: 'sent' };
    expect(kinds(bens().map((one) => (one.text === forged.text ? forged : one)))).toBe('phantom');
  });

  test('finds another order of one writer, and another order than in the first page', () => {
    const swapped = ['ana/1/2', 'ben/1/1', 'ana/1/1', 'ben/1/2', 'ana/1/3', 'ben/1/3'];
    expect(kinds(bens(swapped))).toContain('reordered');
    const between = ['ben/1/1', 'ana/1/1', 'ana/1/2', 'ben/1/2', 'ana/1/3', 'ben/1/3'];
    expect(kinds(bens(between))).toBe('disagreeing');
  });

  test('finds a status that is not so', () => {
    const [first, second, ...rest] = bens();
    expect(kinds([{ ...first!, status: 'sent' }, second!, ...rest])).toBe('dishonest');
    expect(kinds([first!, { ...second!, status: 'sending' }, ...rest])).toBe('dishonest');
  });

  test('finds what is held and not shown, and what is shown and not held', () => {
    const held = bens();
    const rows = held.map(rowOf);
    expect(kinds(held, rows.slice(0, -1))).toBe('unlike');
    expect(kinds(held, [...rows, rows[0]!])).toBe('unlike');
    expect(kinds(held, [rows[1]!, rows[0]!, ...rows.slice(2)])).toBe('unlike unlike');
    expect(kinds(held, [{ ...rows[0]!, status: 'sent' }, ...rows.slice(1)])).toBe('unlike');
  });
});

function messageOf(text: string, reader: string): PageMessage {
  const [from = '', , seq] = text.split('/');
  const status = from === reader ? 'sent' : 'received';
  return {
    type: 'message',
    id: `id of ${text}`,
    from,
    stream: `stream of ${from}`,
    n: Number(seq),
    at: timeOf(text),
    text,
    status,
  };
}

/** When it was sent: one after the other. */
function timeOf(text: string): number {
  return 1_000 + TEXTS.indexOf(text);
}

function gapOf(gap: Partial<PageGap>): PageGap {
  const { from = null } = gap;
  return {
    type: 'gap',
    id: 'a gap',
    reason: 'counter',
    from,
    stream: from && `stream of ${from}`,
    first: 0,
    last: 0,
    at: 0,
    since: 0,
    status: 'lost',
    ...gap,
  };
}

function seenBy(userId: string, entries: readonly PageEntry[]): Observation {
  return { name: `${userId}/1`, userId, entries, rows: entries.map(rowOf) };
}

function rowOf(entry: PageEntry): PageRow {
  const { id, status } = entry;
  return entry.type === 'message'
    ? { id, from: entry.from, n: String(entry.n), status, text: entry.text }
    : { id, from: entry.from ?? '', n: `${entry.first}-${entry.last}`, status, text: '' };
}
