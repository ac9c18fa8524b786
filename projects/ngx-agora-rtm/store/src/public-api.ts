export { type Attention, RTM_ATTENTION } from './attention';
export { chatEvents$ } from './chat-events';
export { type ChatPlatform, RTM_CHAT_OPTIONS, RTM_CHAT_PLATFORM } from './chat-platform';
export { conversationActions } from './conversation-actions';
export {
  provideRtmStore,
  type RtmStoreFeature,
  withChatOptions,
  withChatPlatform,
  withoutStorage,
} from './provide-rtm-store';
export { RtmChat } from './rtm-chat';
export { RtmConversation, type TextOptions } from './rtm-conversation';
export {
  rtmConversationEvents,
  rtmEventsBatched,
  rtmMessageEvents,
  rtmOthersEvents,
  rtmOutboxEvents,
  rtmSessionEvents,
} from './rtm-events';
export { rtmFeature } from './rtm-feature';
export {
  type ConversationSummary,
  selectBlocked,
  selectConnection,
  selectConversation,
  selectConversationList,
  selectHistory,
  selectMembers,
  selectMembership,
  selectMentions,
  selectPending,
  selectPresence,
  selectSaved,
  selectStorage,
  selectTab,
  selectTimeline,
  selectTyping,
  selectUnread,
  selectUnsent,
  selectUserId,
  type WithRtm,
} from './rtm-selectors';
