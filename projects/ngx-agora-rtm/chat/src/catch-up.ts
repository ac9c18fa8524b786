import { RtmError } from 'ngx-agora-rtm/client';
import type { AwaySearch } from './away-search';
import type { ChatContext } from './chat-context';
import type { ChatError, Gap } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { ConversationKey } from './conversation-ref';
import type { GapRepair } from './gap-repair';
import { HistoryPages } from './history-pages';
import type { Inbox } from './inbox';
import type { Coverage, Intake } from './intake';
import type { IntakeBook } from './intake-book';
import type { Waits } from './waits';

/** Conversations that are caught up with at a time. */
const AT_A_TIME = 2;

/** How wrong the local clock may be before loading a gap stops too early, in ms, where the history was never read before. */
const CLOCK_MARGIN = 5 * 60_000;

/** Begins the id of a gap above which nothing was read: where it stands is a guess, and loading it begins with the newest. */
const UNREAD = 'gap:history:unread:';

/** Pages that are read for one page of older messages, where they bring nothing new. */
const MAX_OLDER_PAGES = 5;

/** What happened to the connection, as a catch-up sees it. */
export interface LinkTimes {
  /** Grows each time the connection is lost. */
  readonly losses: number;
  /** When it came back last: local clock. */
  readonly backAt: number;
}

/** Fetches what was missed, and what is older. */
export class CatchUp {
  readonly #context: ChatContext;
  readonly #book: IntakeBook;
  readonly #waits: Waits;
  readonly #inbox: Inbox;
  readonly #repair: GapRepair;
  readonly #away: AwaySearch;
  readonly #link: () => LinkTimes;
  readonly #underWay = new Map<Intake, { readonly losses: number; readonly done: Promise<void> }>();
  readonly #loading = new Map<string, Promise<boolean>>();

  constructor(
    context: ChatContext,
    parts: {
      readonly book: IntakeBook;
      readonly waits: Waits;
      readonly inbox: Inbox;
      readonly repair: GapRepair;
      readonly away: AwaySearch;
    },
    link: () => LinkTimes,
  ) {
    this.#context = context;
    this.#book = parts.book;
    this.#waits = parts.waits;
    this.#inbox = parts.inbox;
    this.#repair = parts.repair;
    this.#away = parts.away;
    this.#link = link;
  }

  /** Catches up with conversations. Resolves when all that was missed is there, or marked as missing. Never rejects. */
  async catchUp(keys: readonly ConversationKey[]): Promise<void> {
    const rest = [...new Set(keys)];
    const next = async (): Promise<void> => {
      for (let key = rest.shift(); key !== undefined; key = rest.shift()) {
        await this.#once(this.#book.get(key));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, next));
    this.#inbox.tell();
  }

  /** Loads what is older than all that is known, from the backend's history, and says whether there may be more. Never rejects. */
  loadOlder(key: ConversationKey): Promise<boolean> {
    return this.#single(`older:${key}`, () => this.#loadOlder(this.#book.get(key)));
  }

  /** Tries again to fill a gap. Resolves when the history was read, or others are being asked. Never rejects. */
  async loadGap(key: ConversationKey, id: string): Promise<void> {
    const intake = this.#book.find(key);
    const gap = intake?.gaps.get(id);
    if (!intake || !gap) return;
    if (gap.reason === 'history') {
      await this.#single(`gap:${key}:${id}`, () => this.#loadGap(intake, gap));
    } else if (gap.reason === 'away') this.#away.retry(intake, id);
    else this.#repair.retry(intake, id);
  }

  #single(name: string, load: () => Promise<boolean>): Promise<boolean> {
    const underWay = this.#loading.get(name);
    if (underWay) return underWay;
    const loading = load().finally(() => this.#loading.delete(name));
    this.#loading.set(name, loading);
    return loading;
  }

  /** A catch-up that is under way serves, unless the connection was lost since it began. */
  async #once(intake: Intake): Promise<void> {
    const { losses } = this.#link();
    const underWay = this.#underWay.get(intake);
    if (underWay?.losses === losses) return underWay.done;
    await underWay?.done;
    const done = this.#catchUp(intake, losses).finally(() => {
      if (this.#underWay.get(intake)?.done === done) this.#underWay.delete(intake);
    });
    this.#underWay.set(intake, { losses, done });
    return done;
  }

  async #catchUp(intake: Intake, losses: number): Promise<void> {
    const { coverage } = intake;
    intake.isNew = false;
    if (coverage === null || this.#waits.isClosed()) return;
    const hasHistory = this.#context.transport.capabilities.history;
    if (hasHistory) await this.#readMissed(intake, coverage, losses);
    if (this.#link().losses !== losses || this.#waits.isClosed()) return;
    intake.coverage = null;
    if (!hasHistory) {
      const { backAt } = this.#link();
      if (!coverage.isEmpty) {
        this.#away.begin(intake, coverage, Math.max(coverage.since, backAt));
      }
      // From here on all is heard. It is kept at once: what is missed after a crash must not count as older.
      intake.historyUpTo = Math.max(intake.historyUpTo ?? 0, backAt);
    }
    this.#book.changed(intake);
    if (!hasHistory && coverage.isEmpty) await this.#book.flush();
    this.#repair.check(intake);
    this.#repair.retry(intake);
  }

  async #readMissed(intake: Intake, coverage: Coverage, losses: number): Promise<void> {
    const pages = new HistoryPages(this.#context, this.#waits, intake.ref);
    const { maxCatchUpPages } = this.#context.options;
    const readUpTo = intake.historyUpTo;
    let newest = 0;
    let oldest: number | null = null;
    for (let page = 0; page < maxCatchUpPages; page++) {
      const records = await this.#page(intake, pages, 'catch-up');
      if (records instanceof RtmError) break;
      for (const { at } of records) {
        newest = Math.max(newest, at);
        oldest = Math.min(oldest ?? at, at);
      }
      const isFirst = intake.olderThan === null;
      if (isFirst) intake.olderThan = pages.next;
      const isDone = coverage.isEmpty
        ? records.length > 0
        : reaches(intake, coverage, readUpTo, records);
      if (isDone || pages.isAtEnd) {
        if (newest > 0) intake.historyUpTo = Math.max(newest, intake.historyUpTo ?? 0);
        return;
      }
    }
    // Where the connection was lost, the next catch-up begins where this one did.
    if (this.#link().losses !== losses || this.#waits.isClosed()) return;
    if (newest > 0) intake.historyUpTo = Math.max(newest, intake.historyUpTo ?? 0);
    if (!coverage.isEmpty) this.#markMissing(intake, coverage, readUpTo, oldest);
  }

  /** Puts a gap where reading has stopped: it stands for all that is older and was not there before. */
  #markMissing(
    intake: Intake,
    coverage: Coverage,
    readUpTo: number | null,
    oldest: number | null,
  ): void {
    const at = oldest ?? Math.max(coverage.since, this.#link().backAt);
    const id = `${oldest === null ? UNREAD : 'gap:history:'}${at}`;
    const since = Math.min(readUpTo ?? coverage.since - CLOCK_MARGIN, at);
    intake.hideHoles(id);
    const base = {
      type: 'gap',
      id,
      reason: 'history',
      from: null,
      stream: null,
      first: 0,
      last: 0,
    } as const;
    this.#book.putGap(intake, { ...base, at, since, status: 'lost' });
  }

  /** Says whether something is still missing. */
  async #loadGap(intake: Intake, gap: Gap): Promise<boolean> {
    const before = gap.id.startsWith(UNREAD) ? null : gap.at + 1;
    const pages = new HistoryPages(this.#context, this.#waits, intake.ref, before);
    const holes = intake.hidden.get(gap.id) ?? [];
    let current: Gap = { ...gap, status: 'searching' };
    this.#book.putGap(intake, current);
    for (let page = 0; page < this.#context.options.maxCatchUpPages; page++) {
      const records = await this.#page(intake, pages, 'older');
      if (records instanceof RtmError) break;
      const at = records.reduce((least, one) => Math.min(least, one.at), current.at);
      const isMet = records.some(({ from, stream, n }) =>
        holes.some(
          (one) => one.from === from && one.stream === stream && (n ?? Infinity) < one.first,
        ),
      );
      if (isMet || at < gap.since || pages.isAtEnd) {
        this.#book.closeGap(intake, gap.id);
        this.#repair.check(intake);
        return false;
      }
      current = { ...current, at };
      this.#book.putGap(intake, current);
    }
    this.#book.putGap(intake, { ...current, status: 'lost' });
    return true;
  }

  async #loadOlder(intake: Intake): Promise<boolean> {
    const { key } = intake;
    this.#context.emit({ type: '[RTM Messages] History Requested', key });
    const { history } = this.#context.transport.capabilities;
    const oldest = history ? this.#oldestKnown(intake) : null;
    const pages = new HistoryPages(this.#context, this.#waits, intake.ref, oldest);
    let hasOlder = history;
    for (let page = 0; hasOlder && page < MAX_OLDER_PAGES; page++) {
      const known = this.#knownIds(intake);
      const records = await this.#page(intake, pages, 'older');
      if (records instanceof RtmError) {
        const error = chatError(records);
        this.#context.emit({ type: '[RTM Messages] History Failed', key, error });
        return true;
      }
      intake.olderThan = pages.next;
      hasOlder = !pages.isAtEnd;
      if (records.some(({ id }) => !known.has(id))) break;
    }
    this.#context.emit({ type: '[RTM Messages] History Loaded', key, hasOlder });
    return hasOlder;
  }

  async #page(
    intake: Intake,
    pages: HistoryPages,
    source: 'catch-up' | 'older',
  ): Promise<readonly ChatRecord[] | RtmError> {
    try {
      const messages = await pages.read();
      return messages === null ? [] : await this.#inbox.page(intake, messages, source);
    } catch (error) {
      return RtmError.from(error, 'history');
    }
  }

  /** Where older messages begin: the oldest time that the history has said, inclusive; `null` for none. */
  #oldestKnown(intake: Intake): number | null {
    const slot = this.#context.state().conversations.slots[intake.key];
    const state = slot === undefined ? null : this.#context.state().conversations.items[slot];
    for (const chunk of state?.timeline.chunks ?? []) {
      for (const entry of chunk) {
        if (entry.type === 'message' && entry.isTimed) {
          return Math.min(entry.at + 1, intake.olderThan ?? Infinity);
        }
      }
    }
    return intake.olderThan;
  }

  #knownIds(intake: Intake): ReadonlySet<string> {
    const slot = this.#context.state().conversations.slots[intake.key];
    const state = slot === undefined ? null : this.#context.state().conversations.items[slot];
    return new Set(state?.timeline.chunks.flatMap((chunk) => chunk.map(({ id }) => id)));
  }
}

/** Whether a page goes back to what had arrived before. */
function reaches(
  intake: Intake,
  { streams, plainMark }: Coverage,
  historyUpTo: number | null,
  records: readonly ChatRecord[],
): boolean {
  return records.some(({ id, from, stream, n, at }) => {
    if (historyUpTo !== null && at < historyUpTo) return true;
    return stream !== null && n !== null
      ? n <= streams.upTo(from, stream)
      : intake.plain.wasKnown(id, plainMark);
  });
}

function chatError({ code, message, retryable }: RtmError): ChatError {
  return { code, message, retryable };
}
