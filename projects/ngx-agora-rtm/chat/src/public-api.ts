export type { ChatConnection } from './connection';
export type { ChatEvent, RecordSource } from './chat-event';
export type {
  ChatError,
  ChatMessage,
  Edited,
  Gap,
  GapReason,
  MessageStatus,
  Reaction,
  TimelineEntry,
} from './chat-message';
export type { ChatRecord } from './chat-record';
export type {
  Attendance,
  ChatState,
  ConversationState,
  ConversationTable,
  HistoryState,
  Membership,
  Presence,
  TabRole,
  Thread,
  UserKey,
  UserReceipt,
} from './chat-state';
export type {
  ChatStorage,
  Marker,
  RecordOrder,
  SavedMessage,
  StoredConversation,
  StoredReceipt,
  StoredUser,
  StreamProgress,
} from './chat-storage';
export type { ChatTransport } from './chat-transport';
export { type Clock, SYSTEM_CLOCK } from './clock';
export {
  type BinaryContent,
  type ChangeContent,
  type DeleteContent,
  type DurableContent,
  type EditContent,
  type EnvelopeContent,
  type FileContent,
  type FileRef,
  isShown,
  MAX_EMOJI,
  MAX_QUOTE,
  type MessageContent,
  type MessageId,
  type NoteContent,
  type PassingContent,
  type PinContent,
  type Position,
  type Quote,
  type ReactionContent,
  type ReceiptContent,
  type RepairContent,
  type ResendContent,
  type ShownContent,
  type SystemContent,
  type TextContent,
  type TypingContent,
  type UnsupportedContent,
} from './content';
export {
  type ConversationKey,
  conversationKey,
  conversationOf,
  type ConversationRef,
  conversationRef,
} from './conversation-ref';
export { type Decoded, type Envelope, ENVELOPE_VERSION, MAX_STREAM } from './envelope';
export type { NewOutboxItem, OutboxItem } from './outbox-item';
export type { TabLink, TabLinkFactory, TabMessage } from './tab-link';
export type { Chunk, Timeline } from './timeline';
export type { ChatContext, QueryBudget, SendBudget, SendPriority } from './chat-context';
export { type ChatOptions, DEFAULT_CHAT_OPTIONS } from './chat-options';
