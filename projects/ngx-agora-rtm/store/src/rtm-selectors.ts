import { createSelector } from '@ngrx/store';
import type { Conversation, HistoryState, Membership } from './conversation';
import type { ConversationKey } from './conversation-key';
import type { ConversationMessage } from './conversation-message';
import type { MessageList } from './message-list';
import { rtmFeature } from './rtm-feature';
import type { RtmState } from './rtm-state';

/** What a list of conversations shows of one. */
export interface ConversationSummary {
  readonly key: ConversationKey;
  readonly target: Conversation['target'];
  readonly unread: number;
  readonly lastMessage: ConversationMessage | null;
}

/** A piece of the application's state that has the feature. */
export type WithRtm = Readonly<Record<typeof rtmFeature.name, RtmState>>;

const { selectConversations } = rtmFeature;

/** The connection: state, reason, since when. */
export const selectConnection = rtmFeature.selectConnection;

/** Who is logged in; `null` while nobody is. */
export const selectUserId = rtmFeature.selectUserId;

/** Whose conversations these are: outlives the end of a session, until somebody else logs in. */
export const selectOwner = rtmFeature.selectOwner;

const selectSorted = createSelector(selectConversations, (conversations) =>
  Object.values(conversations).sort((a, b) => b.activity - a.activity),
);

/** All open conversations, the one with the latest message first. */
export const selectConversationList = createSelector(
  selectSorted,
  (conversations): readonly ConversationSummary[] =>
    conversations.map(({ key, target, unread, messages }) => ({
      key,
      target,
      unread,
      lastMessage: messages.at(-1) ?? null,
    })),
);

/** How many messages are unread in all conversations. */
export const selectUnread = createSelector(selectSorted, (conversations) =>
  conversations.reduce((sum, { unread }) => sum + unread, 0),
);

/**
 * Makes the selector of one conversation; it gives `undefined` for one that is not open. A lookup, so that selectors
 * built on it do not run again for what happens in another conversation.
 */
export const selectConversation =
  (key: ConversationKey) =>
  (state: WithRtm): Conversation | undefined =>
    selectConversations(state)[key];

/** Makes the selector of the messages of one conversation. */
export const selectMessages =
  (key: ConversationKey) =>
  (state: WithRtm): MessageList =>
    selectConversation(key)(state)?.messages ?? NONE;

/** Makes the selector of the members of one channel. */
export const selectMembers =
  (key: ConversationKey) =>
  (state: WithRtm): readonly string[] =>
    selectConversation(key)(state)?.members ?? NONE;

/** Makes the selector of how far the user is into a channel; `null` for a peer and for what is not open. */
export const selectMembership =
  (key: ConversationKey) =>
  (state: WithRtm): Membership | null =>
    selectConversation(key)(state)?.membership ?? null;

/** Makes the selector of what is known of the messages from before. */
export const selectHistory =
  (key: ConversationKey) =>
  (state: WithRtm): HistoryState | null =>
    selectConversation(key)(state)?.history ?? null;

const NONE: readonly never[] = [];
