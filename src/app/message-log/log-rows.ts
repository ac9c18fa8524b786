import type { Attendance, ChatMessage, Gap, TimelineEntry } from 'ngx-agora-rtm/chat';
import { dayOf } from './times';

/** One row of the log. */
export type LogRow =
  | { readonly kind: 'day'; readonly id: string; readonly at: number }
  | { readonly kind: 'new'; readonly id: string }
  | { readonly kind: 'attendance'; readonly id: string; readonly change: Attendance }
  | { readonly kind: 'gap'; readonly id: string; readonly gap: Gap }
  | { readonly kind: 'system'; readonly id: string; readonly text: string }
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly message: ChatMessage;
      /** Whether it begins a group: another sender than before, or a pause. */
      readonly isFirst: boolean;
    };

/** Messages of one sender within this time stand together. */
const GROUP_MS = 5 * 60_000;

/** What there is to show. */
export interface LogContent {
  /** What the backend has taken, and gaps. */
  readonly entries: readonly TimelineEntry[];
  /** Own messages that it has not taken yet: they come last. */
  readonly pending: readonly ChatMessage[];
  readonly attendance: readonly Attendance[];
  /** The message before which the mark of what is new stands; `null` for none. */
  readonly newFrom: string | null;
}

/** Lays messages, gaps, days, comings and goings out as rows. @param isBeginning Whether nothing was left out before them. */
export function logRows(content: LogContent, isBeginning = true): LogRow[] {
  const { entries, pending, attendance, newFrom } = content;
  const rows: LogRow[] = [];
  const addChanges = (after: string | null) => {
    for (const change of attendance) {
      if (change.after === after) rows.push({ kind: 'attendance', id: change.id, change });
    }
  };
  if (isBeginning) addChanges(null);
  let previous: TimelineEntry | null = null;
  for (const entry of [...entries, ...pending]) {
    const isNewDay = previous === null || dayOf(previous.at) !== dayOf(entry.at);
    if (isNewDay) rows.push({ kind: 'day', id: `day-${entry.id}`, at: entry.at });
    if (entry.id === newFrom) rows.push({ kind: 'new', id: 'new' });
    const isAlone = rows.at(-1)?.kind !== 'message';
    rows.push(rowOf(entry, isAlone || !belongsTo(previous, entry)));
    addChanges(entry.id);
    previous = entry;
  }
  return rows;
}

function rowOf(entry: TimelineEntry, isFirst: boolean): LogRow {
  const { id } = entry;
  // The same id for a message that waits and the one that it becomes: it is the same row, and stays where the reader sees it.
  if (entry.type === 'gap') return { kind: 'gap', id: `gap-${id}`, gap: entry };
  const { content, status } = entry;
  if (content.kind === 'system' && (status === 'sent' || status === 'received')) {
    return { kind: 'system', id, text: content.text };
  }
  return { kind: 'message', id, message: entry, isFirst };
}

/** Whether a message goes on where the one before it ended. */
function belongsTo(previous: TimelineEntry | null, entry: TimelineEntry): boolean {
  if (previous?.type !== 'message' || entry.type !== 'message') return false;
  return previous.from === entry.from && entry.at - previous.at <= GROUP_MS;
}
