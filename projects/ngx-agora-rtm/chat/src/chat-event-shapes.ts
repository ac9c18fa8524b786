import type { ChatEvent } from './chat-event';
import type { Membership, Presence } from './chat-state';
import type {
  Marker,
  SavedMessage,
  StoredConversation,
  StoredReceipt,
  StreamProgress,
} from './chat-storage';
import type { ChatConnection } from './connection';
import type { Position } from './content';
import {
  conversationKeyShape,
  errorShape,
  gapShape,
  messageShape,
  recordShape,
} from './message-shapes';
import {
  count,
  type FieldShapes,
  finite,
  flag,
  listOf,
  object,
  oneOf,
  optional,
  orNull,
  pairOf,
  recordOf,
  type Shape,
  text,
  variant,
} from './shape';

const connection = object<ChatConnection>({
  state: oneOf('disconnected', 'connecting', 'connected', 'reconnecting', 'suspended', 'failed'),
  reason: oneOf(
    ...([
      'initial',
      'login',
      'login-timeout',
      'login-refused',
      'login-cancelled',
      'reconnect',
    ] as const),
    ...(['network', 'replaced', 'banned', 'token-invalid', 'token-expired'] as const),
    ...(['app-id-mismatch', 'server', 'logout'] as const),
  ),
  since: finite,
  isCurrent: flag,
});

const position = object<Position>({ from: text, stream: text, n: count });
const marker = object<Marker>({ id: text, at: finite, from: text, n: orNull(count) });
const saved = object<SavedMessage>({ record: recordShape, savedAt: finite });
const presence = object<Presence>({
  status: oneOf('online', 'unreachable', 'offline', 'unknown'),
  lastSeen: orNull(finite),
});
const membership = object<Membership>({
  state: oneOf('waiting', 'joining', 'joined', 'failed', 'parked'),
  error: orNull(errorShape),
});

const storedConversation = object<StoredConversation>({
  key: conversationKeyShape,
  isOpen: flag,
  marker: orNull(marker),
  isMarkedUnread: flag,
  isMuted: flag,
  isPlainText: flag,
  drafts: recordOf(text),
  streams: listOf(
    object<StreamProgress>({
      from: text,
      stream: text,
      since: count,
      upTo: count,
      beyond: listOf(pairOf(count, count)),
    }),
  ),
  historyUpTo: orNull(finite),
  receipts: listOf(
    object<StoredReceipt>({ userId: text, delivered: listOf(position), read: listOf(position) }),
  ),
  activeAt: finite,
  gaps: optional(listOf(gapShape)),
});

const key = conversationKeyShape;
const names = listOf(text);
const storage = oneOf('durable', 'memory');
const source = oneOf('live', 'catch-up', 'repair', 'older', 'cache');

type EventOf<T> = Extract<ChatEvent, { readonly type: T }>;

/** What each event needs beside its type. */
const EVENT_FIELDS: { readonly [T in ChatEvent['type']]: FieldShapes<Omit<EventOf<T>, 'type'>> } = {
  '[RTM Session] Opened': {
    userId: text,
    storage,
    blocked: names,
    saved: listOf(saved),
    lastSeen: listOf(pairOf(text, finite)),
    conversations: listOf(storedConversation),
  },
  '[RTM Session] Closed': {},
  '[RTM Session] Tab Role Changed': { tab: oneOf('none', 'leader', 'follower') },
  '[RTM Session] Storage Changed': { storage },
  '[RTM Session] Connection Changed': { connection },
  '[RTM Conversation] Opened': { key },
  '[RTM Conversation] Closed': { key },
  '[RTM Conversation] Preferences Changed': {
    key,
    changes: object({ isMuted: optional(flag), isPlainText: optional(flag) }),
  },
  '[RTM Conversation] Read': { key, marker },
  '[RTM Conversation] Marked Unread': { key, marker: orNull(marker) },
  '[RTM Conversation] Draft Changed': { key, kind: text, text },
  '[RTM Messages] Arrived': { key, records: listOf(recordShape), source },
  '[RTM Messages] History Requested': { key },
  '[RTM Messages] History Loaded': { key, hasOlder: flag },
  '[RTM Messages] History Failed': { key, error: errorShape },
  '[RTM Messages] Gap Found': { key, gap: gapShape },
  '[RTM Messages] Gap Closed': { key, id: text },
  '[RTM Outbox] Message Changed': { key, message: messageShape },
  '[RTM Outbox] Message Sent': {
    key,
    id: text,
    delivery: orNull(oneOf('delivered', 'stored', 'missed')),
  },
  '[RTM Outbox] Message Cancelled': { key, id: text },
  '[RTM Outbox] Change Failed': { key, id: text, error: errorShape },
  '[RTM Others] Receipt Arrived': {
    key,
    userId: text,
    delivered: listOf(position),
    read: listOf(position),
  },
  '[RTM Others] Typing Changed': { key, userIds: names },
  '[RTM Others] Members Changed': { key, members: names },
  '[RTM Others] Members Came Or Went': { key, id: text, at: finite, joined: names, left: names },
  '[RTM Others] Membership Changed': { key, membership },
  '[RTM Others] Presence Changed': { presence: listOf(pairOf(text, presence)) },
  '[RTM Others] Blocked Changed': { blocked: names },
  '[RTM Others] Saved Changed': { saved: listOf(saved) },
};

const SHAPES = Object.entries(EVENT_FIELDS).map(
  ([type, fields]) => [type, object(fields)] as const,
);

/** Whether something that another tab said is an event that can be applied. */
export const chatEventShape: Shape<ChatEvent> = variant<ChatEvent>(
  'type',
  Object.fromEntries(SHAPES) as Readonly<Record<string, Shape<ChatEvent>>>,
);
