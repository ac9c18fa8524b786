import {
  checkHistory,
  type FaultKind,
  type Observed,
  type SeenGap,
  type Sent,
} from '../../projects/chat-model/history-checker.ts';
import type { PageEntry, PageGap, PageRow } from '../fault-page/fault-page-api.ts';
import type { Ledger, Outcome, Written } from './ledger.ts';

/** What one page holds and shows of a conversation when everything is quiet. */
export interface Observation {
  /** For the words of a finding. */
  readonly name: string;
  readonly userId: string;
  readonly entries: readonly PageEntry[];
  readonly rows: readonly PageRow[];
}

/**
 * What is wrong beside what the history checker finds.
 *
 * | kind | meaning |
 * |---|---|
 * | `dishonest` | A status that is not so: an own message that still waits, or one of somebody else that was not received. |
 * | `unlike` | Held and not shown like this, or the other way round. |
 */
export type FindingKind = FaultKind | 'dishonest' | 'unlike';

export interface Verdict {
  /** How many messages should be there. */
  readonly messages: number;
  /** In words that name message and page. Empty: nothing is wrong. */
  readonly findings: readonly { readonly kind: FindingKind; readonly why: string }[];
  /** Gaps that are shown, in all pages. */
  readonly gaps: number;
  /** Messages that are missing where a gap says so, in all pages. */
  readonly inGaps: number;
}

/**
 * Compares what was written with what each page holds and shows.
 *
 * @param hasOneOrder Whether all pages can know the same order, as they do from a backend's history.
 */
export function judge(
  ledger: Ledger,
  observations: readonly Observation[],
  hasOneOrder: boolean,
): Verdict {
  const times = timesOf(observations);
  const sent = ledger.all().map((written) => sentOf(written, times));
  const writers = writersOf(ledger, observations);
  const observed = observations.map((one) => observedOf(one, writers));
  const faults = checkHistory({ sent, observed, hasOneOrder });
  const messages = sent.filter(({ outcome }) => outcome === 'ok').length;
  const there = observed.map(({ entries }) => new Set(entries.map(textOf)));
  const missing = sent.flatMap(({ id, outcome }) =>
    outcome === 'ok' ? there.filter((texts) => !texts.has(id)) : [],
  );
  return {
    messages,
    findings: [
      ...faults.map(({ kind, observer, why }) => ({ kind, why: `${observer}: ${why}` })),
      ...observations.flatMap((one) => [...repeatedIds(one), ...dishonest(one), ...unlike(one)]),
    ],
    gaps: observed.flatMap(({ entries }) => entries.filter(({ type }) => type === 'gap')).length,
    inGaps: missing.length - faults.filter(({ kind }) => kind === 'lost').length,
  };
}

const OUTCOMES = { queued: 'ok', refused: 'failed', unknown: 'unknown' } as const satisfies Record<
  Outcome,
  Sent['outcome']
>;

/** The text stands for the id: of a message whose page went away while it wrote, nobody here knows another one. */
function sentOf(
  { text, from, writer, outcome }: Written,
  times: ReadonlyMap<string, number>,
): Sent {
  const at = times.get(text) ?? null;
  return { id: text, sender: from, writer, n: null, text, outcome: OUTCOMES[outcome], at };
}

/** When each message was sent, as its writer sees it. */
function timesOf(observations: readonly Observation[]): ReadonlyMap<string, number> {
  return new Map(
    observations.flatMap(({ userId, entries }) =>
      entries.flatMap((entry) =>
        entry.type === 'message' && entry.from === userId ? [[entry.text, entry.at] as const] : [],
      ),
    ),
  );
}

function observedOf({ name, entries }: Observation, writers: Writers): Observed {
  return {
    observer: name,
    entries: entries.map((entry) =>
      entry.type === 'gap'
        ? seenGap(entry, writers)
        : { type: 'message', id: entry.text, sender: entry.from, n: entry.n, text: entry.text },
    ),
  };
}

function textOf(entry: Observed['entries'][number]): string {
  return entry.type === 'message' ? entry.text : '';
}

/** Who writes in a stream: all tabs of a user in one browser. */
type Writers = ReadonlyMap<string, ReadonlySet<string>>;

function writersOf(ledger: Ledger, observations: readonly Observation[]): Writers {
  const writers = new Map<string, Set<string>>();
  for (const entry of observations.flatMap(({ entries }) => entries)) {
    const written = entry.type === 'message' ? ledger.get(entry.text) : undefined;
    if (written === undefined || entry.stream === null) continue;
    writers.set(entry.stream, (writers.get(entry.stream) ?? new Set()).add(written.writer));
  }
  return writers;
}

/** A gap of a stream that only one tab writes in is a gap of that tab. A stream that nobody has heard of is nobody's. */
function seenGap(gap: PageGap, writers: Writers): SeenGap {
  const { from, stream, first, last, since, at } = gap;
  if (from === null) return { type: 'gap', sender: null, since, at };
  const [writer = 'nobody', ...others] = writers.get(stream ?? '') ?? [];
  return { type: 'gap', sender: from, writer: others.length > 0 ? null : writer, first, last };
}

type Finding = Verdict['findings'][number];

function repeatedIds({ name, entries }: Observation): Finding[] {
  const seen = new Set<string>();
  return entries
    .filter(({ id }) => seen.size === seen.add(id).size)
    .map(({ id }) => ({ kind: 'duplicated', why: `${name}: the id ${id} is there again` }));
}

function dishonest({ name, userId, entries }: Observation): Finding[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'gap') return [];
    if (entry.status === (entry.from === userId ? 'sent' : 'received')) return [];
    return [{ kind: 'dishonest', why: `${name}: "${entry.text}" is ${entry.status}` }] as const;
  });
}

function unlike({ name, entries, rows }: Observation): Finding[] {
  const found: Finding[] = [];
  for (let place = 0; place < Math.max(entries.length, rows.length); place++) {
    const held = entries[place];
    const shown = rows[place];
    const [a, b] = [held && lineOf(held), shown && Object.values(shown).join(' ')];
    if (a === b) continue;
    found.push({
      kind: 'unlike',
      why: `${name}: row ${place} shows ${b ?? 'nothing'}, not ${a ?? 'nothing'}`,
    });
  }
  return found;
}

/** An entry as its row shows it. */
function lineOf(entry: PageEntry): string {
  const { id, from, status } = entry;
  const row: PageRow =
    entry.type === 'message'
      ? { id, from: from ?? '', n: String(entry.n ?? ''), status, text: entry.text }
      : { id, from: from ?? '', n: `${entry.first}-${entry.last}`, status, text: '' };
  return Object.values(row).join(' ');
}
