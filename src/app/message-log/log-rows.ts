import type { Attendance, ConversationMessage, MessageList } from 'ngx-agora-rtm/store';
import { dayOf } from './times';

/** One row of the log. */
export type LogRow =
  | { readonly kind: 'day'; readonly id: string; readonly at: number }
  | { readonly kind: 'new'; readonly id: string }
  | { readonly kind: 'attendance'; readonly id: string; readonly change: Attendance }
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly message: ConversationMessage;
      /** Whether it begins a group: another sender than before, or a pause. */
      readonly isFirst: boolean;
    };

/** Messages of one sender within this time stand together. */
const GROUP_MS = 5 * 60_000;

/** What there is to show. */
export interface LogContent {
  readonly messages: MessageList;
  readonly attendance: readonly Attendance[];
  /** The message before which the mark of what is new stands; `null` for none. */
  readonly newFrom: string | null;
}

/** Lays messages, days, comings and goings out as rows. @param start Index of the first message to show. */
export function logRows({ messages, attendance, newFrom }: LogContent, start = 0): LogRow[] {
  const rows: LogRow[] = [];
  const addChanges = (after: string | null) => {
    for (const change of attendance) {
      if (change.after === after) rows.push({ kind: 'attendance', id: change.id, change });
    }
  };
  if (start === 0) addChanges(null);
  let previous: ConversationMessage | null = null;
  for (const message of messages.slice(start)) {
    const isNewDay = previous === null || dayOf(previous.sentAt) !== dayOf(message.sentAt);
    if (isNewDay) rows.push({ kind: 'day', id: `day-${message.id}`, at: message.sentAt });
    if (message.id === newFrom) rows.push({ kind: 'new', id: 'new' });
    const isFirst: boolean =
      previous?.from !== message.from ||
      message.sentAt - previous.sentAt > GROUP_MS ||
      rows.at(-1)?.kind !== 'message';
    rows.push({ kind: 'message', id: message.id, message, isFirst });
    addChanges(message.id);
    previous = message;
  }
  return rows;
}
