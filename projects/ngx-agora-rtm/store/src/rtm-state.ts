import type { Connection, RtmTarget } from 'ngx-agora-rtm/client';
import { type Conversation, newConversation } from './conversation';
import { conversationKey, type ConversationKey } from './conversation-key';

/** The state of the feature `rtm`. Plain data throughout. */
export interface RtmState {
  readonly connection: Connection;
  /** Who is logged in; `null` while nobody is. */
  readonly userId: string | null;
  /** Whose conversations these are: outlives the end of a session, until somebody else logs in. */
  readonly owner: string | null;
  readonly conversations: Readonly<Record<ConversationKey, Conversation>>;
  /** The highest {@link Conversation.activity} so far. */
  readonly activity: number;
}

/** The state before anything has happened. */
export const INITIAL_STATE: RtmState = {
  connection: { state: 'disconnected', reason: 'initial', since: 0 },
  userId: null,
  owner: null,
  conversations: {},
  activity: 0,
};

/** Adds a conversation, unless it is there. */
export function withConversation(state: RtmState, target: RtmTarget): RtmState {
  const key = conversationKey(target);
  if (state.conversations[key]) return state;
  const activity = state.activity + 1;
  const conversations = { ...state.conversations, [key]: newConversation(target, activity) };
  return { ...state, conversations, activity };
}

/** Takes a conversation out. */
export function withoutConversation(state: RtmState, target: RtmTarget): RtmState {
  const { [conversationKey(target)]: closed, ...conversations } = state.conversations;
  return closed ? { ...state, conversations } : state;
}

/** Changes a conversation. One that is closed stays so: the change is late news. */
export function updateConversation(
  state: RtmState,
  target: RtmTarget,
  change: (conversation: Conversation) => Conversation,
): RtmState {
  const key = conversationKey(target);
  const conversation = state.conversations[key];
  if (!conversation) return state;
  const next = change(conversation);
  if (next === conversation) return state;
  return {
    ...state,
    conversations: { ...state.conversations, [key]: next },
    activity: Math.max(state.activity, next.activity),
  };
}

/** Makes the conversations those of one user: another's are forgotten. */
export function ownedBy(state: RtmState, userId: string): RtmState {
  if (state.owner === userId) return state;
  return state.owner === null
    ? { ...state, owner: userId }
    : { ...state, owner: userId, conversations: {} };
}
