// What happens, as the chat core hears of it.
import type { ChatEvent, ChatRecord } from 'ngx-agora-rtm/chat';
import { ME } from './messages.ts';
import { byConversation, type Receipt } from './way.ts';

/** Where a user has just signed in. */
export const OPENED: Extract<ChatEvent, { readonly type: '[RTM Session] Opened' }> = {
  type: '[RTM Session] Opened',
  userId: ME,
  storage: 'durable',
  blocked: [],
  saved: [],
  lastSeen: [],
  conversations: [],
};

/** One event for each message: that is how they come when they come one by one, and costs the most. */
export function asEvent(record: ChatRecord): ChatEvent {
  return { type: '[RTM Messages] Arrived', key: record.key, records: [record], source: 'live' };
}

export function asReceipt({ key, userId, read }: Receipt): ChatEvent {
  return { type: '[RTM Others] Receipt Arrived', key, userId, delivered: [], read };
}

/** As a page of older messages comes. */
export function asPage(records: readonly ChatRecord[]): ChatEvent[] {
  return [...byConversation(records)].map(([key, group]) => ({
    type: '[RTM Messages] Arrived',
    key,
    records: group,
    source: 'older',
  }));
}

/** A past that is read: messages that came, in conversations that are open, and were seen. */
export function asPast(records: readonly ChatRecord[]): ChatEvent[] {
  return [...byConversation(records)].flatMap(([key, group]): ChatEvent[] => [
    { type: '[RTM Conversation] Opened', key },
    { type: '[RTM Messages] Arrived', key, records: group, source: 'live' },
    ...group.slice(-1).map((last) => ({
      type: '[RTM Conversation] Read' as const,
      key,
      marker: { id: last.id, at: last.at, from: last.from, n: last.n },
    })),
  ]);
}
