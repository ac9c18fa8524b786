export type { Attendance, Conversation, HistoryState, Membership } from './conversation';
export { conversationKey, type ConversationKey } from './conversation-key';
export type {
  ConversationMessage,
  MessageContent,
  MessageStatus,
  PeerDelivery,
} from './conversation-message';
export type { Acknowledgement, MessageList } from './message-list';
export { provideRtmStore } from './provide-rtm-store';
export { conversationActions, rtmActions } from './rtm-actions';
export {
  type ConversationSummary,
  selectConnection,
  selectConversation,
  selectConversationList,
  selectHistory,
  selectMembers,
  selectMembership,
  selectMessages,
  selectOwner,
  selectUnread,
  selectUserId,
  type WithRtm,
} from './rtm-selectors';
export type { RtmState } from './rtm-state';
export type { StoredError } from './stored-error';
