import {
  type ChatMessage,
  type ChatRecord,
  conversationKey,
  type ConversationState,
  type Gap,
  type TimelineEntry,
  timelineOf,
} from 'ngx-agora-rtm/chat';

/** Noon of a day in January, by the local calendar. */
export const NOON = new Date(2026, 0, 15, 12).getTime();

/** One minute in ms. */
export const MINUTE = 60_000;

/** A text of bob, unless told otherwise. */
export function messageOf(changes: Partial<ChatMessage> & { readonly id: string }): ChatMessage {
  return {
    type: 'message',
    from: 'bob',
    own: false,
    at: NOON,
    isTimed: true,
    stream: 's',
    n: 1,
    content: { kind: 'text', text: `text ${changes.id}` },
    status: 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...changes,
  };
}

/** A message of the user who looks at the page. */
export function ownMessage(changes: Partial<ChatMessage> & { readonly id: string }): ChatMessage {
  return messageOf({ from: 'alice', own: true, status: 'sent', ...changes });
}

/** Messages of two people in turn, a minute apart: `m<start>`, ... */
export function talk(start: number, end: number): readonly ChatMessage[] {
  return Array.from({ length: end - start }, (_, i) => {
    const n = start + i;
    return messageOf({ id: `m${n}`, n, from: n % 2 ? 'bob' : 'carol', at: NOON + n * MINUTE });
  });
}

export function recordOf(message: ChatMessage): ChatRecord {
  return { ...message, key: conversationKey(SUPPORT) };
}

/** One missing message of bob, unless told otherwise. */
export function gapOf(changes: Partial<Gap> = {}): Gap {
  return {
    type: 'gap',
    id: 'gap',
    reason: 'counter',
    from: 'bob',
    stream: 's',
    first: 2,
    last: 2,
    at: NOON,
    since: NOON,
    status: 'searching',
    ...changes,
  };
}

/** A channel that holds these entries, and has no more. */
export function conversationOf(
  entries: readonly TimelineEntry[],
  changes: Partial<ConversationState> = {},
): ConversationState {
  return {
    key: conversationKey(changes.ref ?? SUPPORT),
    ref: SUPPORT,
    timeline: timelineOf(entries),
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
    membership: null,
    attendance: [],
    history: { status: 'idle', hasOlder: false, error: null },
    drafts: {},
    pins: [],
    latest: null,
    activeAt: 0,
    isNew: false,
    pendingChanges: [],
    uncertainChanges: [],
    pinChanges: [],
    ...changes,
  };
}

const SUPPORT = { type: 'channel', id: 'support' } as const;
