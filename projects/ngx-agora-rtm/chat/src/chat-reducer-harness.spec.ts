import type { ChatEvent } from './chat-event';
import type { ChatMessage } from './chat-message';
import type { ChatRecord } from './chat-record';
import { applyEvents, INITIAL_CHAT_STATE } from './chat-reducer';
import type { ChatState, ConversationState } from './chat-state';
import type { StoredConversation } from './chat-storage';
import type { ConversationKey } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { entriesBetween, type Timeline } from './timeline';

export const LOBBY: ConversationKey = 'channel:lobby';
export const BOB: ConversationKey = 'peer:bob';

/** Somebody's text, as it arrives. Its number and stream are made of the id, which ends in a number. */
export function record(id: string, changes: Partial<ChatRecord> = {}): ChatRecord {
  const from = changes.from ?? 'ann';
  return {
    id,
    key: LOBBY,
    from,
    own: from === 'me',
    at: 100,
    isTimed: false,
    stream: `${from}-1`,
    n: Number(/\d*$/.exec(id)?.[0] ?? 0),
    content: { kind: 'text', text: `text of ${id}` },
    ...changes,
  };
}

/** The same as it looks while it waits to be sent. */
export function waiting(id: string, changes: Partial<ChatMessage> = {}): ChatMessage {
  return {
    type: 'message',
    id,
    from: 'me',
    own: true,
    at: 100,
    isTimed: false,
    stream: null,
    n: null,
    content: { kind: 'text', text: `text of ${id}` },
    status: 'queued',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...changes,
  };
}

export function stored(
  key: ConversationKey,
  changes: Partial<StoredConversation> = {},
): StoredConversation {
  return {
    key,
    isOpen: true,
    marker: null,
    isMarkedUnread: false,
    isMuted: false,
    isPlainText: false,
    drafts: {},
    streams: [],
    historyUpTo: 1,
    receipts: [],
    activeAt: 0,
    ...changes,
  };
}

export function opened(...conversations: StoredConversation[]): ChatEvent {
  return {
    type: '[RTM Session] Opened',
    userId: 'me',
    storage: 'durable',
    blocked: [],
    saved: [],
    lastSeen: [],
    conversations,
  };
}

export function arrived(
  records: readonly ChatRecord[],
  source: Extract<ChatEvent, { type: '[RTM Messages] Arrived' }>['source'] = 'live',
): ChatEvent {
  return { type: '[RTM Messages] Arrived', key: records[0]?.key ?? LOBBY, records, source };
}

/** The user `me` in a lobby that was read never, after events. */
export function chatAfter(...events: readonly ChatEvent[]): ChatState {
  return applyEvents(INITIAL_CHAT_STATE, [opened(stored(LOBBY)), ...events]);
}

export function lobby(state: ChatState): ConversationState {
  const found = conversationIn(state, LOBBY);
  if (!found) throw new Error('The lobby is not open.');
  return found;
}

export function messagesIn(timeline: Timeline): readonly ChatMessage[] {
  return entriesBetween(timeline, 0, timeline.length).flatMap((entry) =>
    entry.type === 'message' ? [entry] : [],
  );
}

export function idsIn(timeline: Timeline): readonly string[] {
  return entriesBetween(timeline, 0, timeline.length).map(({ id }) => id);
}

export function onlyMessage(state: ChatState): ChatMessage {
  const [message, ...others] = messagesIn(lobby(state).timeline);
  if (!message || others.length > 0) throw new Error('There is not exactly one message.');
  return message;
}
