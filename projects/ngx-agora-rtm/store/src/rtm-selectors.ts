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
    const { summaries } = overviewOf(items);
    const list: ConversationSummary[] = [];
    for (const slot of recent) {
      const summary = summaries[slot];
      if (summary) list.push(summary);
    }
    return list;
  },
);

/** What all conversations come to. */
const selectTotals = createSelector(selectConversations, ({ items }) => overviewOf(items).totals);

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

/** What there is to say of all conversations. */
interface Overview {
  readonly items: Items;
  /** By slot. */
  readonly summaries: readonly (ConversationSummary | null)[];
  readonly totals: Totals;
}

interface Totals {
  readonly unread: number;
  readonly mentions: number;
  readonly unsent: number;
}

/** The one that was made last. */
let latest: Overview = {
  items: [],
  summaries: [],
  totals: { unread: 0, mentions: 0, unsent: 0 },
};

/** Made of the one before: a conversation that did not change keeps its summary, and is not even looked at. */
function overviewOf(items: Items): Overview {
  if (items === latest.items) return latest;
  const summaries = latest.summaries.slice(0, items.length);
  const totals = { ...latest.totals };
  const slots = Math.max(items.length, latest.items.length);
  for (let slot = 0; slot < slots; slot++) {
    const conversation = items[slot] ?? null;
    const before = latest.items[slot] ?? null;
    if (conversation === before) continue;
    if (slot < items.length) summaries[slot] = conversation && summaryOf(conversation);
    if (before) addTo(totals, before, -1);
    if (conversation) addTo(totals, conversation, 1);
  }
  latest = { items, summaries, totals };
  return latest;
}

function addTo(
  totals: { unread: number; mentions: number; unsent: number },
  { pending, isMuted, unread, mentions }: ConversationState,
  by: 1 | -1,
): void {
  totals.unsent += by * pending.length;
  if (isMuted) return;
  totals.unread += by * unread;
  totals.mentions += by * mentions;
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
