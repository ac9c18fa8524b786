import {
  type ChatMessage,
  conversationKey,
  type ConversationRef,
  type ConversationState,
  type MessageContent,
  type Presence,
  timelineOf,
} from 'ngx-agora-rtm/chat';
import type { ConversationItem } from 'ngx-agora-rtm/material';

/** Names from several scripts and directions, and one that would like to turn the page around. */
export const names = [
  'Ana Ruiz',
  'Jonas Weber',
  'ليلى حداد',
  'Ngozi Okafor',
  '小林 由紀',
  'Zoë Müller-Lüdenscheidt von und zu Hohenstein',
  'evil\u202Ename',
  'דנה לוי',
] as const;

/** Milliseconds: examples are as old as they were when the page was opened. */
export const opened = Date.now();

let made = 0;

/** A message of an example. @param minutes How long ago. */
export function message(
  from: string,
  content: MessageContent | string,
  { minutes = 5, ...rest }: Partial<ChatMessage> & { readonly minutes?: number } = {},
): ChatMessage {
  return {
    type: 'message',
    id: `example-${made++}`,
    from,
    own: false,
    at: opened - minutes * 60_000,
    isTimed: true,
    stream: null,
    n: null,
    content: typeof content === 'string' ? { kind: 'text', text: content } : content,
    status: 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...rest,
  };
}

/** A row of an example list. */
export function item(
  ref: ConversationRef,
  latest: ChatMessage | null,
  rest: Partial<ConversationItem> = {},
): ConversationItem {
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

/** A presence of each kind in turn. */
export function presenceOf(userId: string): Presence {
  const seen = opened - 47 * 60_000;
  const kinds: readonly Presence[] = [
    { status: 'online', lastSeen: opened },
    { status: 'offline', lastSeen: seen },
    { status: 'unreachable', lastSeen: seen },
    { status: 'unknown', lastSeen: null },
  ];
  return kinds[userId.length % kinds.length] ?? { status: 'unknown', lastSeen: null };
}

/** A conversation in an example, with what was said in it. */
export function conversation(
  ref: ConversationRef,
  messages: readonly ChatMessage[],
  rest: Partial<ConversationState> = {},
): ConversationState {
  const latest = messages.at(-1) ?? null;
  return {
    key: conversationKey(ref),
    ref,
    timeline: timelineOf(messages),
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
    membership: ref.type === 'peer' ? null : { state: 'joined', error: null },
    attendance: [],
    history: { status: 'idle', hasOlder: false, error: null },
    drafts: {},
    pins: [],
    latest,
    activeAt: latest?.at ?? 0,
    isNew: false,
    pendingChanges: [],
    uncertainChanges: [],
    pinChanges: [],
    ...rest,
  };
}
