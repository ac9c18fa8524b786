import type {
  Attendance,
  ChatMessage,
  ConversationState,
  Delivery,
  Gap,
  MessageId,
  TimelineEntry,
} from 'ngx-agora-rtm/chat';
import { deliveryOf } from 'ngx-agora-rtm/chat';
import { dayOf } from '../intl/rtm-intl';
import type { RowRange } from './list-geometry';
import { entriesOfRows, rowKey, type RowSource } from './row-source';

/** What a row shows beside its message or gap: all of it follows from its neighbours. */
interface RowFrame {
  /** The same for as long as the row exists: see `rowKey`. */
  readonly key: string;
  readonly index: number;
  /** The beginning of a day, where one begins with this row, else `null`. */
  readonly day: number | null;
  /** Whether the line "New" stands before it. */
  readonly isNew: boolean;
  /** Who came and went before it: only at the very beginning of a conversation. */
  readonly before: readonly Attendance[];
  /** Who came and went after it. */
  readonly after: readonly Attendance[];
}

/** A row with a message. */
export interface MessageRow extends RowFrame {
  readonly kind: 'message';
  readonly message: ChatMessage;
  /** Whether it begins a group: another sender than before, or a pause. */
  readonly isFirst: boolean;
  readonly delivery: Delivery;
}

/** A row with what an application says, as in "Ana took this conversation". */
export interface SystemRow extends RowFrame {
  readonly kind: 'system';
  readonly message: ChatMessage;
  readonly text: string;
}

/** A row that says that something is missing. */
export interface GapRow extends RowFrame {
  readonly kind: 'gap';
  readonly gap: Gap;
}

/** One row of a message list. */
export type ListRow = MessageRow | SystemRow | GapRow;

/** What rows are made from, beside their entries. */
export interface RowContext {
  readonly receipts: ConversationState['receipts'];
  readonly attendance: ReadonlyMap<string | null, readonly Attendance[]>;
  readonly newFrom: MessageId | null;
  /** Whether nothing was said before the first row. */
  readonly isBeginning: boolean;
}

/** Messages of one sender within this time stand together. */
const GROUP_MS = 5 * 60_000;

const NOBODY: readonly Attendance[] = [];

/**
 * Makes the rows that are on the page. What has not changed since the last time is the very same object, so that Angular has
 * nothing to do for it.
 */
export class MessageRows {
  #rows: readonly ListRow[] = [];
  #byKey: ReadonlyMap<string, ListRow> = new Map();
  #receipts: RowContext['receipts'] = {};

  /** @param also The index of a row that stays on the page though it is out of the range; -1 for none. */
  of(source: RowSource, range: RowRange, context: RowContext, also = -1): readonly ListRow[] {
    const isSameReceipts = this.#receipts === context.receipts;
    const next: ListRow[] = [];
    if (also !== -1 && also < range.start) {
      this.#add(next, source, { start: also, end: also + 1 }, context, isSameReceipts);
    }
    this.#add(next, source, range, context, isSameReceipts);
    if (also >= range.end) {
      this.#add(next, source, { start: also, end: also + 1 }, context, isSameReceipts);
    }
    this.#receipts = context.receipts;
    if (isSameList(next, this.#rows)) return this.#rows;
    this.#byKey = new Map(next.map((row) => [row.key, row]));
    this.#rows = next;
    return next;
  }

  #add(
    rows: ListRow[],
    source: RowSource,
    { start, end }: RowRange,
    context: RowContext,
    isSameReceipts: boolean,
  ): void {
    const first = Math.max(0, start - 1);
    const entries = entriesOfRows(source, first, end);
    let previous = start > 0 ? entries[0] : undefined;
    for (let index = start; index < end; index++) {
      const entry = entries[index - first];
      if (!entry) return;
      const known = this.#byKey.get(rowKey(entry));
      rows.push(rowOf(entry, previous, index, context, known, isSameReceipts));
      previous = entry;
    }
  }
}

/** Groups comings and goings by what they came after. */
export function attendanceByMessage(
  attendance: readonly Attendance[],
): ReadonlyMap<string | null, readonly Attendance[]> {
  const byMessage = new Map<string | null, Attendance[]>();
  for (const change of attendance) {
    const changes = byMessage.get(change.after);
    if (changes) changes.push(change);
    else byMessage.set(change.after, [change]);
  }
  return byMessage;
}

function rowOf(
  entry: TimelineEntry,
  previous: TimelineEntry | undefined,
  index: number,
  context: RowContext,
  known: ListRow | undefined,
  isSameReceipts: boolean,
): ListRow {
  const frame = frameOf(entry, previous, index, context);
  const row = contentOf(entry, previous, frame, context, known, isSameReceipts);
  return known && isSameRow(row, known) ? known : row;
}

function frameOf(
  entry: TimelineEntry,
  previous: TimelineEntry | undefined,
  index: number,
  { attendance, newFrom, isBeginning }: RowContext,
): RowFrame {
  const day = dayOf(entry.at);
  const isNewDay = !previous || (entry.at !== previous.at && dayOf(previous.at) !== day);
  return {
    key: rowKey(entry),
    index,
    day: isNewDay ? day : null,
    isNew: newFrom !== null && entry.id === newFrom && entry.type === 'message',
    before: (index === 0 && isBeginning ? attendance.get(null) : undefined) ?? NOBODY,
    after: attendance.get(entry.id) ?? NOBODY,
  };
}

function contentOf(
  entry: TimelineEntry,
  previous: TimelineEntry | undefined,
  frame: RowFrame,
  { attendance, receipts }: RowContext,
  known: ListRow | undefined,
  isSameReceipts: boolean,
): ListRow {
  if (entry.type === 'gap') return { ...frame, kind: 'gap', gap: entry };
  if (isSystem(entry)) {
    return { ...frame, kind: 'system', message: entry, text: entry.content.text };
  }
  const isAlone = frame.day !== null || frame.isNew || frame.before.length > 0;
  return {
    ...frame,
    kind: 'message',
    message: entry,
    isFirst: isAlone || !previous || attendance.has(previous.id) || !belongsTo(previous, entry),
    delivery:
      known?.kind === 'message' && known.message === entry && (isSameReceipts || !entry.own)
        ? known.delivery
        : deliveryOf({ receipts }, entry),
  };
}

/** Whether a message is shown as a note in the middle. One that could not be sent needs what other messages have. */
function isSystem(
  entry: TimelineEntry,
): entry is ChatMessage & { readonly content: { readonly kind: 'system'; readonly text: string } } {
  return (
    entry.type === 'message' &&
    entry.content.kind === 'system' &&
    (entry.status === 'sent' || entry.status === 'received')
  );
}

/** Whether a message goes on where the one before it ended. */
function belongsTo(previous: TimelineEntry, entry: ChatMessage): boolean {
  if (previous.type !== 'message' || isSystem(previous)) return false;
  return previous.from === entry.from && entry.at - previous.at <= GROUP_MS;
}

function isSameRow(a: ListRow, b: ListRow): boolean {
  const isSameFrame =
    a.index === b.index &&
    a.day === b.day &&
    a.isNew === b.isNew &&
    a.before === b.before &&
    a.after === b.after;
  if (!isSameFrame) return false;
  if (a.kind === 'gap') return b.kind === 'gap' && a.gap === b.gap;
  if (a.kind === 'system') return b.kind === 'system' && a.message === b.message;
  return (
    b.kind === 'message' &&
    a.message === b.message &&
    a.isFirst === b.isFirst &&
    isSameDelivery(a.delivery, b.delivery)
  );
}

function isSameDelivery(a: Delivery, b: Delivery): boolean {
  return (
    a === b ||
    (a.status === b.status &&
      isSameList(a.deliveredTo, b.deliveredTo) &&
      isSameList(a.readBy, b.readBy))
  );
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
