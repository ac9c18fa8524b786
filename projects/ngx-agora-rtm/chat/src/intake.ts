import type { Gap } from './chat-message';
import type { StoredConversation } from './chat-storage';
import type { ConversationKey, ConversationRef } from './conversation-ref';
import { conversationRef } from './conversation-ref';
import { PlainMessages } from './plain-messages';
import { ReceiptBook } from './receipt-book';
import { type Run, StreamTracker } from './stream-tracker';

/** What of a conversation had arrived without a break when something may have begun to be missed. */
export interface Coverage {
  readonly streams: StreamTracker;
  /** Plain messages before this mark were known. */
  readonly plainMark: number;
  /** Since when something may be missing: local clock, ms since the epoch; 0 where nothing was there. */
  readonly since: number;
  /** Whether the user was never there before: then nothing is missing, only older. */
  readonly isEmpty: boolean;
}

/** What is stored of a conversation that is new. */
type Restored = Pick<
  StoredConversation,
  'streams' | 'historyUpTo' | 'receipts' | 'activeAt' | 'gaps' | 'isOpen'
>;

const NOTHING: Restored = {
  streams: [],
  historyUpTo: null,
  receipts: [],
  activeAt: 0,
  gaps: [],
  isOpen: false,
};

/** What the receiving side knows of one conversation. */
export class Intake {
  readonly key: ConversationKey;
  readonly ref: ConversationRef;
  readonly streams: StreamTracker;
  readonly plain: PlainMessages;
  readonly receipts: ReceiptBook;
  readonly gaps: Map<string, Gap>;
  /** Holes in the numbers that another gap stands for: by the id of that gap. */
  readonly hidden = new Map<string, readonly (Run & { from: string; stream: string })[]>();
  /** Newest time of any record. */
  newestAt: number;
  historyUpTo: number | null;
  /** `null` while everything arrives; else what had arrived when the connection was lost, or when the tab was closed. */
  coverage: Coverage | null;
  /** Where the next older page of history ends; `null` before the first one was read, or where there is none. */
  olderThan: number | null = null;
  hasReadPlainCache: boolean;
  /** Whether it began with a message, and nobody has caught up with it yet. */
  isNew: boolean;

  constructor(key: ConversationKey, userId: string, stored: Restored | null) {
    const { streams, historyUpTo, receipts, activeAt, gaps } = stored ?? NOTHING;
    this.key = key;
    this.ref = conversationRef(key);
    this.streams = new StreamTracker(streams);
    this.plain = new PlainMessages(key);
    this.receipts = new ReceiptBook(userId, receipts);
    this.gaps = new Map((gaps ?? []).map((gap) => [gap.id, gap]));
    this.newestAt = activeAt;
    this.historyUpTo = historyUpTo;
    this.hasReadPlainCache = stored === null;
    this.isNew = !stored?.isOpen;
    this.coverage = this.#snapshot(Math.max(activeAt, historyUpTo ?? 0), this.#isUnheard());
    for (const { id, reason } of this.gaps.values()) {
      if (reason === 'history') this.hideHoles(id);
    }
  }

  /** Has a gap stand for all holes that are there now, but for those that are gaps of their own. */
  hideHoles(id: string): void {
    const holes = this.streams
      .broken()
      .flatMap(({ from, stream }) =>
        this.streams.missing(from, stream).map((run) => ({ from, stream, ...run })),
      );
    const own = [...this.gaps.values()];
    const isOwn = (hole: (typeof holes)[number]) =>
      own.some((gap) => gap.from === hole.from && gap.stream === hole.stream && overlap(gap, hole));
    this.hidden.set(
      id,
      holes.filter((hole) => !isOwn(hole)),
    );
  }

  /** From now on something may be missed, until {@link coverage} is reset. */
  interrupt(now: number): void {
    // Whoever was there and heard nothing can have missed the first words.
    this.coverage ??= this.#snapshot(now, false);
  }

  /** Whether a hole is part of another gap. */
  isHidden(from: string, stream: string, run: Run): boolean {
    for (const runs of this.hidden.values()) {
      for (const one of runs) {
        const isSame = one.from === from && one.stream === stream;
        if (isSame && one.first <= run.first && run.last <= one.last) return true;
      }
    }
    return false;
  }

  /** Whether nothing was ever heard of it, and nobody was ever there to hear. */
  #isUnheard(): boolean {
    return (
      this.streams.isEmpty &&
      this.historyUpTo === null &&
      this.newestAt === 0 &&
      this.plain.mark() === 0
    );
  }

  #snapshot(since: number, isEmpty: boolean): Coverage {
    return {
      streams: new StreamTracker(this.streams.progress()),
      plainMark: this.plain.mark(),
      since,
      isEmpty,
    };
  }
}

function overlap(a: Run, b: Run): boolean {
  return a.first <= b.last && b.first <= a.last;
}
