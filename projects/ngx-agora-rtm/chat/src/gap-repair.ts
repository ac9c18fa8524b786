import type { ChatContext } from './chat-context';
import type { Gap } from './chat-message';
import type { ChatRecord } from './chat-record';
import { EdgeTimes } from './edge-times';
import { HistoryPages } from './history-pages';
import type { Inbox } from './inbox';
import type { Intake } from './intake';
import type { IntakeBook } from './intake-book';
import { MAX_ASKED, MAX_ASKED_STREAMS, type RepairRequests } from './repair-requests';
import type { Bounds } from './resends';
import type { Run } from './stream-tracker';
import type { Waits } from './waits';

/** How long a hole may last before it is a gap, in ms: messages overtake each other by less. A gap must show within a second. */
export const GRACE = 500;

/** How much later than a record says it may stand in the history, in ms: it has the time of the receiver's clock. */
const CLOCK_MARGIN = 5 * 60_000;

/** How many answers may lack what was asked for before it counts as lost: parts of an answer can be lost too. */
const MAX_VAIN_ANSWERS = 2;

/** What has arrived of one stream. */
interface StreamNews {
  readonly name: string;
  readonly from: string;
  readonly stream: string;
  readonly records: ChatRecord[];
}

/**
 * Finds holes in the numbers of each stream, and fills them: from the history where there is one, else by asking the sender.
 *
 * A gap is named by the first number that is missing when it is found, and keeps that name while something of it is missing.
 * Where it falls into several, the first of them keeps the name.
 */
export class GapRepair {
  readonly #context: ChatContext;
  readonly #book: IntakeBook;
  readonly #waits: Waits;
  readonly #requests: RepairRequests;
  /** Holes that are no gaps yet: when each was seen first, by stream and first number. */
  readonly #fresh = new Map<string, ReadonlyMap<number, number>>();
  readonly #timers = new Set<string>();
  readonly #searching = new Set<string>();
  readonly #reading = new Map<Intake, Promise<void>>();
  readonly #edges = new Map<string, EdgeTimes>();
  #inbox!: Inbox;

  constructor(context: ChatContext, book: IntakeBook, waits: Waits, requests: RepairRequests) {
    this.#context = context;
    this.#book = book;
    this.#waits = waits;
    this.#requests = requests;
  }

  /** Has pages of history go through an inbox. */
  use(inbox: Inbox): void {
    this.#inbox = inbox;
  }

  /** Looks at what has arrived. */
  arrived(intake: Intake, records: readonly ChatRecord[]): void {
    const streams = new Map<string, StreamNews>();
    const newsOf = (from: string, stream: string): StreamNews => {
      const name = nameOf(intake, from, stream);
      const known = streams.get(name) ?? { name, from, stream, records: [] };
      streams.set(name, known);
      return known;
    };
    for (const record of records) {
      if (record.stream !== null) newsOf(record.from, record.stream).records.push(record);
    }
    for (const { from, stream } of intake.gaps.values()) {
      if (from !== null && stream !== null) newsOf(from, stream);
    }
    for (const news of streams.values()) this.#look(intake, news);
  }

  /** Looks at all of a conversation, after it was not looked at for some time. */
  check(intake: Intake): void {
    for (const { from, stream } of intake.streams.broken()) {
      this.#look(intake, { name: nameOf(intake, from, stream), from, stream, records: [] });
    }
  }

  /** Searches again for what was given up. */
  retry(intake: Intake, id?: string): void {
    for (const gap of [...intake.gaps.values()]) {
      if (gap.reason !== 'counter' || (id !== undefined && gap.id !== id)) continue;
      if (gap.status === 'lost') this.#book.putGap(intake, { ...gap, status: 'searching' });
      if (gap.from !== null && gap.stream !== null) this.#search(intake, gap.from, gap.stream);
    }
  }

  /** Between which times a missing message must lie: also one before the first that was heard of its stream. */
  readonly boundsOf = (intake: Intake, from: string, stream: string, n: number): Bounds => {
    const edges = this.#edges.get(nameOf(intake, from, stream));
    const { before, after } = intake.streams.around(from, stream, n);
    const timeOf = (edge: number | null) => (edge === null ? null : (edges?.at(edge) ?? null));
    // Of what had arrived before a reload only the gap knows the time.
    const gap = [...intake.gaps.values()].find(
      (one) => one.from === from && one.stream === stream && one.first <= n && n <= one.last,
    );
    return { after: timeOf(before) ?? 0, before: timeOf(after) ?? gap?.at ?? Infinity };
  };

  #look(intake: Intake, { name, from, stream, records }: StreamNews): void {
    if (records.length > 0) {
      const edges = this.#edges.get(name) ?? new EdgeTimes();
      this.#edges.set(name, edges);
      edges.note(intake.streams, from, stream, records);
    }
    const runs = this.#runs(intake, from, stream);
    this.#settle(intake, name, from, stream, runs);
    const isBlocked = runs.length > 0 && this.#context.state().blocked.includes(from);
    if (intake.coverage === null && !isBlocked) this.#note(intake, name, from, stream, runs);
  }

  /** Holes that no other gap stands for. */
  #runs(intake: Intake, from: string, stream: string): readonly Run[] {
    const runs = intake.streams.missing(from, stream);
    if (intake.hidden.size === 0) return runs;
    return runs.filter((run) => !intake.isHidden(from, stream, run));
  }

  /** Closes gaps that were filled, and shortens those that were filled in part. */
  #settle(intake: Intake, name: string, from: string, stream: string, runs: readonly Run[]): void {
    for (const gap of [...intake.gaps.values()]) {
      if (gap.from !== from || gap.stream !== stream) continue;
      const rest = runs.filter(({ first, last }) => first <= gap.last && last >= gap.first);
      if (rest.length === 0) this.#book.closeGap(intake, gap.id);
      for (const [index, run] of rest.entries()) {
        // A gap that was given up in part has a neighbour in the same hole.
        const first = Math.max(run.first, gap.first);
        const last = Math.min(run.last, gap.last);
        const id = index === 0 ? gap.id : gapId(from, stream, first);
        if (index === 0 ? gap.first === first && gap.last === last : intake.gaps.has(id)) continue;
        const at = this.#edges.get(name)?.at(last + 1) ?? gap.at;
        this.#book.putGap(intake, { ...gap, id, first, last, at, since: at });
      }
    }
  }

  /** Notes holes, and has them become gaps when they last. */
  #note(intake: Intake, name: string, from: string, stream: string, runs: readonly Run[]): void {
    const known = this.#fresh.get(name);
    if (runs.length === 0 && !known) return;
    const now = this.#context.clock.now();
    const fresh = runs.filter((run) => !isGap(intake, from, stream, run));
    this.#fresh.set(name, new Map(fresh.map(({ first }) => [first, known?.get(first) ?? now])));
    if (fresh.length === 0) this.#fresh.delete(name);
    else if (!this.#timers.has(name)) {
      this.#timers.add(name);
      this.#waits.after(GRACE, () => {
        this.#timers.delete(name);
        this.#announce(intake, name, from, stream);
      });
    }
  }

  #announce(intake: Intake, name: string, from: string, stream: string): void {
    const fresh = this.#fresh.get(name);
    if (!fresh || intake.coverage !== null) return;
    const now = this.#context.clock.now();
    const runs = this.#runs(intake, from, stream);
    for (const run of runs) {
      const since = fresh.get(run.first);
      if (isGap(intake, from, stream, run) || since === undefined) continue;
      if (Math.abs(now - since) < GRACE) continue;
      const at = this.#edges.get(name)?.at(run.last + 1) ?? intake.newestAt;
      const gap = { type: 'gap', reason: 'counter', from, stream, ...run, at, since: at } as const;
      const id = gapId(from, stream, run.first);
      this.#book.putGap(intake, { ...gap, id, status: 'searching' });
    }
    this.#note(intake, name, from, stream, runs);
    this.#search(intake, from, stream);
  }

  #search(intake: Intake, from: string, stream: string): void {
    const name = nameOf(intake, from, stream);
    if (this.#searching.has(name)) return;
    this.#searching.add(name);
    void this.#find(intake, from, stream).finally(() => this.#searching.delete(name));
  }

  async #find(intake: Intake, from: string, stream: string): Promise<void> {
    for (;;) {
      const gaps = this.#wanted(intake, from, stream);
      if (gaps.length === 0 || this.#waits.isClosed()) return;
      await this.#readHistory(intake, from);
      if (this.#wanted(intake, from, stream).length > 0)
        await this.#askSender(intake, from, stream);
      if (this.#waits.isClosed()) return;
      // What was found missing in the meantime gets its own search.
      const ids = new Set(gaps.map(({ id }) => id));
      for (const gap of this.#wanted(intake, from, stream)) {
        if (ids.has(gap.id)) this.#book.putGap(intake, { ...gap, status: 'lost' });
      }
    }
  }

  #wanted(intake: Intake, from: string, stream: string): readonly Gap[] {
    return [...intake.gaps.values()].filter(
      (gap) => gap.from === from && gap.stream === stream && gap.status === 'searching',
    );
  }

  async #readHistory(intake: Intake, from: string): Promise<void> {
    const isReadable = intake.ref.type === 'channel' || from === intake.ref.id;
    if (!this.#context.transport.capabilities.history || !isReadable) return;
    const underWay = this.#reading.get(intake);
    const reading = underWay ?? this.#readBack(intake).finally(() => this.#reading.delete(intake));
    this.#reading.set(intake, reading);
    await reading;
  }

  /** Pages back until all gaps of a conversation are filled, or passed. */
  async #readBack(intake: Intake): Promise<void> {
    const now = this.#context.clock.now();
    const isWanted = (gap: Gap) => gap.reason === 'counter' && gap.status === 'searching';
    const open = () => [...intake.gaps.values()].filter(isWanted);
    const newest = Math.max(...open().map(({ at }) => at)) + CLOCK_MARGIN;
    const before = newest < now ? newest : null;
    const pages = new HistoryPages(this.#context, this.#waits, intake.ref, before);
    const reached = new Map<string, number>();
    try {
      for (let page = 0; page < this.#context.options.maxCatchUpPages; page++) {
        const messages = await pages.read();
        if (messages === null) return;
        for (const record of await this.#inbox.page(intake, messages, 'repair')) {
          if (record.n === null) continue;
          const name = nameOf(intake, record.from, record.stream ?? '');
          reached.set(name, Math.min(record.n, reached.get(name) ?? Infinity));
        }
        const isPassed = (gap: Gap) =>
          (reached.get(nameOf(intake, gap.from ?? '', gap.stream ?? '')) ?? Infinity) < gap.first;
        if (open().every(isPassed)) return;
      }
    } catch {
      // Where the history cannot be had, the sender is asked.
    }
  }

  async #askSender(intake: Intake, from: string, stream: string): Promise<void> {
    if (from === this.#context.userId) return;
    for (let vain = 0; ;) {
      const missing = askFor(stream, this.#wanted(intake, from, stream));
      if (missing.length === 0 || this.#context.state().blocked.includes(from)) return;
      if (!(await this.#requests.ask(intake.key, from, missing))) return;
      const isComplete =
        askFor(stream, this.#wanted(intake, from, stream))[0]?.after !== missing[0]?.after;
      vain = isComplete ? 0 : vain + 1;
      if (vain < MAX_VAIN_ANSWERS) continue;
      this.#giveUp(intake, from, stream, missing[missing.length - 1]?.upTo ?? 0);
      vain = 0;
    }
  }

  /** Marks as lost what the sender was asked for and does not have, up to a number. What is beyond is still searched. */
  #giveUp(intake: Intake, from: string, stream: string, upTo: number): void {
    for (const gap of this.#wanted(intake, from, stream)) {
      if (gap.first > upTo) continue;
      this.#book.putGap(intake, { ...gap, last: Math.min(gap.last, upTo), status: 'lost' });
      if (gap.last <= upTo) continue;
      const id = gapId(from, stream, upTo + 1);
      this.#book.putGap(intake, { ...gap, id, first: upTo + 1 });
    }
  }
}

/** Deterministic, so that every tab and every start names a gap the same. */
export function gapId(from: string, stream: string, first: number): string {
  return `gap:${from}:${stream}:${first}`;
}

function nameOf(intake: Intake, from: string, stream: string): string {
  return `${intake.key}:${gapId(from, stream, 0)}`;
}

function isGap(intake: Intake, from: string, stream: string, run: Run): boolean {
  for (const gap of intake.gaps.values()) {
    const isSame = gap.from === from && gap.stream === stream;
    if (isSame && gap.first <= run.first && run.last <= gap.last) return true;
  }
  return false;
}

/** What to ask for: the first numbers that are missing, as many as one request may have. */
function askFor(
  stream: string,
  gaps: readonly Gap[],
): readonly { stream: string; after: number; upTo: number }[] {
  let room = MAX_ASKED;
  const missing: { stream: string; after: number; upTo: number }[] = [];
  for (const { first, last } of [...gaps].sort((a, b) => a.first - b.first)) {
    if (room === 0 || missing.length === MAX_ASKED_STREAMS) break;
    const upTo = Math.min(last, first + room - 1);
    missing.push({ stream, after: first - 1, upTo });
    room -= upTo - first + 1;
  }
  return missing;
}
