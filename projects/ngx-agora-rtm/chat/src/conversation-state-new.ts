import type { ConversationState, UserKey, UserReceipt } from './chat-state';
import type { StoredConversation, StoredReceipt } from './chat-storage';
import type { Position } from './content';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { EMPTY_TIMELINE } from './timeline';

/** A conversation of which nothing is known. @param isNew See {@link ConversationState.isNew}. */
export function newConversation(key: ConversationKey, isNew: boolean): ConversationState {
  const ref = conversationRef(key);
  return {
    key,
    ref,
    timeline: EMPTY_TIMELINE,
    threads: {},
    pending: [],
    unread: 0,
    mentions: 0,
    marker: null,
    isMarkedUnread: false,
    isMuted: false,
    isPlainText: false,
    receipts: {},
    typing: [],
    members: [],
    membership: ref.type === 'peer' ? null : { state: 'waiting', error: null },
    attendance: [],
    history: { status: 'idle', hasOlder: true, error: null },
    drafts: {},
    pins: [],
    latest: null,
    activeAt: 0,
    isNew,
    pendingChanges: [],
    uncertainChanges: [],
    pinChanges: [],
  };
}

/** A conversation as it was kept. Its messages come later. */
export function storedConversation(stored: StoredConversation, userId: string): ConversationState {
  const { key, marker, isMarkedUnread, isMuted, isPlainText, drafts, activeAt } = stored;
  // Nothing was ever said in it as far as is known here: what comes first is its past.
  const isNew = marker === null && stored.historyUpTo === null && activeAt === 0;
  return {
    ...newConversation(key, isNew),
    marker,
    isMarkedUnread,
    isMuted,
    isPlainText,
    receipts: storedReceipts(stored.receipts, userId),
    drafts,
    activeAt,
  };
}

/** How far one's own messages came, with the highest number of each stream. */
export function highest(
  known: Readonly<Record<string, number>>,
  positions: readonly Position[],
  userId: string,
): Readonly<Record<string, number>> {
  let next = known;
  for (const { from, stream, n } of positions) {
    // What somebody says of messages of others is no news of one's own; and who sends endless streams gets no room for them.
    if (from !== userId || n <= highestOf(next, stream)) continue;
    if (!Object.hasOwn(next, stream) && Object.keys(next).length >= MAX_STREAMS) continue;
    next = { ...next, [stream]: n };
  }
  return next;
}

/** The highest number of a stream, 0 for none. A stream may be named like a property of every object. */
export function highestOf(numbers: Readonly<Record<string, number>>, stream: string): number {
  return Object.hasOwn(numbers, stream) ? (numbers[stream] ?? 0) : 0;
}

/** Own streams that one user's receipts are kept of: installations on which the user has written. */
const MAX_STREAMS = 50;

function storedReceipts(
  stored: readonly StoredReceipt[],
  userId: string,
): Readonly<Record<UserKey, UserReceipt>> {
  const receipts: Record<UserKey, UserReceipt> = {};
  for (const { userId: other, delivered, read } of stored) {
    receipts[`user:${other}`] = {
      delivered: highest({}, delivered, userId),
      read: highest({}, read, userId),
    };
  }
  return receipts;
}
