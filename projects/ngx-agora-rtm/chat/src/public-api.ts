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
export { isMessageId, newMessageId } from './message-id';
export { decodePayload, encodeEnvelope } from './envelope-codec';
export { assertSendable, excessBytes, type SendableOptions } from './assert-sendable';
export { ChatStorageError, type ChatStorageReason } from './chat-storage-error';
export {
  type MemoryChatData,
  MemoryChatStorage,
  type MemoryChatStorageOptions,
  newMemoryChatData,
} from './memory-chat-storage';
export type { CacheLimits } from './eviction-plan';
export { ChannelBudget, type ChannelBudgetParts } from './channel-budget';
export { clientTransport } from './client-transport';
export { Outbox, type OutboxParts } from './outbox';
export { optimisticEvents } from './pending-message';
export { PresenceWatch } from './presence-watch';
export { PacedQueryBudget } from './query-budget';
export { Receipts } from './receipts';
export type { RetryWaits } from './retry-wait';
export { PacedSendBudget } from './send-budget';
export { Typing } from './typing';
export { browserTabLink, type TabLinkPlatform } from './browser-tab-link';
export { InMemoryTabs } from './in-memory-tabs';
export { singleTabLink } from './single-tab-link';
export type { ChatCommand, CommandResult } from './chat-command';
export { type ChatTabMessage, readTabMessage } from './tab-messages';
export { Chat } from './chat';
export type { ChatParts } from './chat-parts';
export { nextFrame, type Schedule } from './event-batch';
export { type ChatStateHolder, PlainStateHolder } from './state-holder';
export {
  deleteChatStorage,
  openChatStorage,
  type OpenChatStorageOptions,
} from './open-chat-storage';
export { ChatSearch, type SearchHit, type SearchOptions, type TextRange } from './chat-search';
