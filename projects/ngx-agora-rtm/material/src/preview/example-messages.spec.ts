import {
  type ChatMessage,
  conversationKey,
  type ConversationRef,
  type ConversationState,
  type MessageContent,
  timelineOf,
} from 'ngx-agora-rtm/chat';
import type { ConversationItem } from '../conversation-list/conversation-item';

/** Noon of a day that all times here are told from. */
export const NOON = new Date(2026, 4, 14, 12).getTime();

/** A message of somebody. Ids follow from text and sender, so that the same example is the same message. */
export function exampleMessage(
  from: string,
  content: MessageContent | string,
  rest: Partial<ChatMessage> = {},
): ChatMessage {
  const shown: MessageContent =
    typeof content === 'string' ? { kind: 'text', text: content } : content;
  return {
    type: 'message',
    id: `${from}: ${JSON.stringify(content)}`,
    from,
    own: false,
    at: NOON,
    isTimed: true,
    stream: null,
    n: null,
    content: shown,
    status: 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...rest,
  };
}

/** A row for a list of conversations. */
export function exampleItem(
  ref: ConversationRef,
  rest: Partial<ConversationItem> = {},
): ConversationItem {
  const latest = rest.latest ?? null;
  return {
    key: conversationKey(ref),
    ref,
    unread: 0,
    mentions: 0,
    isMarkedUnread: false,
    isMuted: false,
    latest,
    activeAt: latest?.at ?? 0,
    hasDraft: false,
    typing: [],
    ...rest,
  };
}

/** A conversation in which something was said. */
export function exampleConversation(
  ref: ConversationRef,
  messages: readonly ChatMessage[],
  rest: Partial<ConversationState> = {},
): ConversationState {
  return {
    ...exampleItem(ref, { latest: messages.at(-1) ?? null }),
    timeline: timelineOf(messages),
    threads: {},
    pending: [],
    marker: null,
    isPlainText: false,
    receipts: {},
    members: [],
    membership: ref.type === 'peer' ? null : { state: 'joined', error: null },
    attendance: [],
    history: { status: 'idle', hasOlder: false, error: null },
    drafts: {},
    pins: [],
    isNew: false,
    pendingChanges: [],
    uncertainChanges: [],
    pinChanges: [],
    ...rest,
  };
}
