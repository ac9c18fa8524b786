export type { ChatConnection } from './connection';
export type { ChatEvent, RecordSource } from './chat-event';
export type {
  AppliedChange,
  ChangeLog,
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
  UncertainChange,
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
  MAX_FILE_NAME,
  MAX_FILES,
  MAX_QUOTE,
  MAX_URL,
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
export {
  type Chunk,
  EMPTY_TIMELINE,
  entriesBetween,
  entryAt,
  findEntry,
  indexOfEntry,
  latestEntry,
  latestMessageOf,
  type Timeline,
  timelineOf,
  withGap,
  withoutGap,
  withRecords,
} from './timeline';
export { applyEvents, INITIAL_CHAT_STATE } from './chat-reducer';
export { conversationIn, recentConversations } from './conversation-table';
export { type Delivery, deliveryOf } from './delivery';
export {
  firstUnread,
  isGap,
  messageIn,
  presenceOf,
  reactionsByEmoji,
  threadTimeline,
  totalUnread,
  unreadOf,
} from './chat-selectors';
export type { ChatContext, QueryBudget, SendBudget, SendPriority } from './chat-context';
export { type ChatOptions, DEFAULT_CHAT_OPTIONS } from './chat-options';
export type { SendableOptions } from './assert-sendable';
export type { ChatStorageError, ChatStorageReason } from './chat-storage-error';
export type {
  MemoryChatData,
  MemoryChatStorage,
  MemoryChatStorageOptions,
} from './memory-chat-storage';
export type { CacheLimits } from './eviction-plan';
export type { ChannelBudget, ChannelBudgetParts } from './channel-budget';
export type { Outbox, OutboxParts } from './outbox';
export type { PresenceWatch } from './presence-watch';
export type { PacedQueryBudget } from './query-budget';
export type { Receipts } from './receipts';
export type { RetryWaits } from './retry-wait';
export type { PacedSendBudget } from './send-budget';
export type { Typing } from './typing';
export type { TabLinkPlatform } from './browser-tab-link';
export type { InMemoryTabs } from './in-memory-tabs';
export type { ChatCommand, CommandResult } from './chat-command';
export type { ChatTabMessage } from './tab-messages';
export type { Chat } from './chat';
export type { ChatParts } from './chat-parts';
export { nextFrame, type Schedule } from './event-batch';
export { type ChatStateHolder, PlainStateHolder } from './state-holder';
export type { OpenChatStorageOptions } from './open-chat-storage';
export type { ChatSearch, SearchHit, SearchOptions, TextRange } from './chat-search';
export { type ChatEngineModule, loadChatEngine } from './load-chat-engine';
