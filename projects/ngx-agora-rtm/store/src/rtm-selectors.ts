import { createSelector, type Store } from '@ngrx/store';
import {
  type ChatMessage,
  type ChatState,
  type ConversationKey,
  type ConversationRef,
  type ConversationState,
  conversationIn,
  type HistoryState,
  type Membership,
  type Presence,
  type Timeline,
} from 'ngx-agora-rtm/chat';
import { rtmFeature } from './rtm-feature';

/** A piece of the application's state that has the feature. */
export type WithRtm = Readonly<Record<typeof rtmFeature.name, ChatState>>;

/** A store that has the feature. */
export type RtmStore = Store<WithRtm>;

/** What a list of conversations shows of one. */
export interface ConversationSummary {
  readonly key: ConversationKey;
  readonly ref: ConversationRef;
  readonly unread: number;
  readonly mentions: number;
  readonly isMarkedUnread: boolean;
  readonly isMuted: boolean;
  readonly latest: ChatMessage | null;
  readonly activeAt: number;
  /** Whether a text that was not sent waits. */
  readonly hasDraft: boolean;
  readonly typing: readonly string[];
}

/** The connection: state, reason, since when, and whether everything that was missed has been fetched. */
export const selectConnection = rtmFeature.selectConnection;

/** Whose conversations these are; `null` while nobody is signed in. Outlives the connection. */
export const selectUserId = rtmFeature.selectUserId;

/** Which tab has the connection. */
export const selectTab = rtmFeature.selectTab;

/** Whether what is unsent survives the tab. */
export const selectStorage = rtmFeature.selectStorage;

/** Users whose messages are not shown. */
export const selectBlocked = rtmFeature.selectBlocked;

/** Messages kept for later. */
export const selectSaved = rtmFeature.selectSaved;

const { selectConversations } = rtmFeature;

/** All open conversations, the one with the latest message first. What is unchanged of the list is the same object. */
export const selectConversationList = createSelector(
  selectConversations,
  ({ items, recent }): readonly ConversationSummary[] => {
    const known = summariesOf(items);
    const list: ConversationSummary[] = [];
    for (const slot of recent) {
      const summary = known[slot];
      if (summary) list.push(summary);
    }
    return list;
  },
);

/** What all conversations come to: counted in one go, since each message changes one of them. */
const selectTotals = createSelector(selectConversations, ({ items }) => {
  const totals = { unread: 0, mentions: 0, unsent: 0 };
  for (const conversation of items) {
    if (!conversation) continue;
    totals.unsent += conversation.pending.length;
    if (conversation.isMuted) continue;
    totals.unread += conversation.unread;
    totals.mentions += conversation.mentions;
  }
  return totals;
});

/** How many messages are unread in all conversations that are not muted. */
export const selectUnread = createSelector(selectTotals, ({ unread }) => unread);

/** How many of them mention the user. */
export const selectMentions = createSelector(selectTotals, ({ mentions }) => mentions);

/** How many of the user's own messages, in all conversations, wait, are under way or have failed. */
export const selectUnsent = createSelector(selectTotals, ({ unsent }) => unsent);

/**
 * Makes the selector of one conversation; it gives `undefined` for one that is not open. A lookup, so that selectors built on it
 * do not run again for what happens in another conversation.
 */
export const selectConversation =
  (key: ConversationKey) =>
  (state: WithRtm): ConversationState | undefined =>
    conversationIn(state.rtm, key);

/** Makes the selector of the messages and gaps of one conversation. */
export const selectTimeline =
  (key: ConversationKey) =>
  (state: WithRtm): Timeline | undefined =>
    selectConversation(key)(state)?.timeline;

/** Makes the selector of the user's own messages that the backend has not taken yet. */
export const selectPending =
  (key: ConversationKey) =>
  (state: WithRtm): readonly ChatMessage[] =>
    selectConversation(key)(state)?.pending ?? NONE;

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

/** Makes the selector of who is writing. */
export const selectTyping =
  (key: ConversationKey) =>
  (state: WithRtm): readonly string[] =>
    selectConversation(key)(state)?.typing ?? NONE;

/** Makes the selector of whether a user is there. */
export const selectPresence =
  (userId: string) =>
  (state: WithRtm): Presence =>
    state.rtm.presence[`user:${userId}`] ?? UNKNOWN;

const NONE: readonly never[] = [];
const UNKNOWN: Presence = { status: 'unknown', lastSeen: null };

type Items = ChatState['conversations']['items'];

/** The summaries that were made last, by slot, and what they were made of. */
let latest: { items: Items; summaries: readonly (ConversationSummary | null)[] } = {
  items: [],
  summaries: [],
};

/** A conversation that did not change has the summary it had. */
function summariesOf(items: Items): readonly (ConversationSummary | null)[] {
  if (items === latest.items) return latest.summaries;
  const before = latest;
  const summaries = items.map((conversation, slot) =>
    conversation !== null && conversation === before.items[slot]
      ? (before.summaries[slot] ?? null)
      : conversation && summaryOf(conversation),
  );
  latest = { items, summaries };
  return summaries;
}

function summaryOf(conversation: ConversationState): ConversationSummary {
  const { key, ref, unread, mentions, isMarkedUnread, isMuted, activeAt, typing } = conversation;
  return {
    key,
    ref,
    unread,
    mentions,
    isMarkedUnread,
    isMuted,
    latest: conversation.latest,
    activeAt,
    hasDraft: Object.keys(conversation.drafts).length > 0,
    typing,
  };
}
