import {
  type Attendance,
  type ChatMessage,
  type ChatRecord,
  conversationKey,
  type ConversationState,
  type Gap,
  timelineOf,
  type TimelineEntry,
} from 'ngx-agora-rtm/chat';

const SUPPORT = { type: 'channel', id: 'support' } as const;

/** Begins two days ago, with a message about every minute. */
const START = Date.now() - 2 * 24 * 60 * 60_000;

const PEOPLE = ['ana', 'ben', 'carol', 'dilek', 'emil'];

const SENTENCES = [
  'Good morning!',
  'The printer on the second floor is out of paper again.',
  'I have sent the invoice to the customer; they wanted the totals without tax, so I made a second page with both.',
  'Yes.',
  'Can somebody have a look at https://status.example.org/incidents/42? It says that everything is fine, but three customers have called in the last ten minutes, and all of them see an empty page after they sign in.',
  'On it.',
  'مرحبا، هل يمكنكم مساعدتي؟',
  'Thanks 🎉',
  'Two lines:\nthis is the second one.',
];

/** The message of a number; the same one each time. Negative numbers are older. */
export function sampleMessage(i: number): ChatMessage {
  const spread = Math.abs((i * 2654435761) | 0);
  const from = PEOPLE[(spread >> 3) % 7] ?? 'ana';
  return {
    type: 'message',
    id: `m${i}`,
    from,
    own: from === 'emil',
    at: START + i * 20_000,
    isTimed: true,
    stream: from,
    n: i,
    content: { kind: 'text', text: `${SENTENCES[spread % SENTENCES.length] ?? ''} (${i})` },
    status: from === 'emil' ? 'sent' : 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
  };
}

/** Messages from one number up to another one (exclusive). */
export function sampleMessages(start: number, end: number): readonly ChatMessage[] {
  return Array.from({ length: end - start }, (_, i) => sampleMessage(start + i));
}

/** The record of a message, as the network brings it. */
export function recordOf(message: ChatMessage): ChatRecord {
  return { ...message, key: conversationKey(SUPPORT) };
}

/** A gap before the message of a number. */
export function sampleGap(i: number, changes: Partial<Gap> = {}): Gap {
  const { at } = sampleMessage(i);
  return {
    type: 'gap',
    id: `gap${i}`,
    reason: 'counter',
    from: 'ben',
    stream: 'ben',
    first: 3,
    last: 5,
    at,
    since: at,
    status: 'lost',
    ...changes,
  };
}

/** Comings and goings after the message of a number. */
export function sampleAttendance(i: number): Attendance {
  return { id: `a${i}`, at: 0, after: `m${i}`, joined: ['dilek', 'fay'], left: ['ben'] };
}

/** A conversation that holds these entries. */
export function sampleConversation(
  entries: readonly TimelineEntry[],
  changes: Partial<ConversationState> = {},
): ConversationState {
  return {
    key: conversationKey(SUPPORT),
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
