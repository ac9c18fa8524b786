// What runs while somebody is logged in, and what tests put together by themselves. Loaded by `loadChatEngine`, so that a page
// that nobody has logged in on does not carry it.
export { assertSendable, excessBytes } from './assert-sendable';
export { browserTabLink } from './browser-tab-link';
export { ChannelBudget } from './channel-budget';
export { Chat } from './chat';
export { ChatSearch } from './chat-search';
export { ChatStorageError } from './chat-storage-error';
export { clientTransport } from './client-transport';
export { decodePayload, encodeEnvelope } from './envelope-codec';
export { InMemoryTabs } from './in-memory-tabs';
export { MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
export { isMessageId, newMessageId } from './message-id';
export { deleteChatStorage, openChatStorage } from './open-chat-storage';
export { Outbox } from './outbox';
export { optimisticEvents } from './pending-message';
export { PresenceWatch } from './presence-watch';
export { PacedQueryBudget } from './query-budget';
export { Receipts } from './receipts';
export { PacedSendBudget } from './send-budget';
export { singleTabLink } from './single-tab-link';
export { Typing } from './typing';
