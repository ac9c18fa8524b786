import type { ChannelMembership, MemberChange } from 'ngx-agora-rtm';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { conversationKey, type ConversationKey } from './conversation-key';
import type { ConversationMessage } from './conversation-message';
import { discard, mergeHistory, type MessageList, receive, retry } from './message-list';
import type { StoredError } from './stored-error';

/** How far the user is into a channel, as the state holds it. */
export interface Membership {
  readonly state: ChannelMembership['state'];
  readonly error: StoredError | null;
}

/** Members came or went while the user was in the channel. */
export interface Attendance extends MemberChange {
  readonly id: string;
  /** Local clock, milliseconds since the epoch. */
  readonly at: number;
  /** The message that was the last one at that time; `null` for none. Says where it belongs without comparing clocks. */
  readonly after: string | null;
}

/** What is known of the messages from before. */
export interface HistoryState {
  readonly status: 'idle' | 'loading' | 'loaded' | 'failed';
  /** Where the page before the oldest one starts; `null` where there is none. */
  readonly before: number | null;
  readonly error: StoredError | null;
  /** Whether the newest page has been loaded once. */
  readonly hasLoaded: boolean;
}

/** All there is to show of one conversation. */
export interface Conversation {
  readonly key: ConversationKey;
  readonly target: RtmTarget;
  readonly messages: MessageList;
  /** How many messages of others have come since the last `[Conversation] Read`. */
  readonly unread: number;
  /** Grows with each message in any conversation: the one with the highest number is the latest. */
  readonly activity: number;
  readonly history: HistoryState;
  /** `null` in a conversation with a peer. */
  readonly membership: Membership | null;
  /** User ids, sorted. Empty in a conversation with a peer. */
  readonly members: readonly string[];
  /** The latest comings and goings, at most {@link MAX_ATTENDANCE}. */
  readonly attendance: readonly Attendance[];
}

/** A busy channel sees thousands of comings and goings, and nobody reads them later. */
export const MAX_ATTENDANCE = 100;

/** A conversation of which nothing is known yet. */
export function newConversation(target: RtmTarget, activity: number): Conversation {
  return {
    key: conversationKey(target),
    target,
    messages: [],
    unread: 0,
    activity,
    history: { status: 'idle', before: null, error: null, hasLoaded: false },
    membership: target.type === 'channel' ? { state: 'waiting', error: null } : null,
    members: [],
    attendance: [],
  };
}

/** A live message came in. */
export function withMessage(
  conversation: Conversation,
  message: ConversationMessage,
  activity: number,
): Conversation {
  const messages = receive(conversation.messages, message);
  if (messages === conversation.messages) return conversation;
  const unread = conversation.unread + (message.own ? 0 : 1);
  return { ...conversation, messages, unread, activity };
}

/**
 * A page of history came in.
 *
 * @param isEarlier Whether the page is from before the oldest one, rather than the newest one.
 */
export function withHistory(
  conversation: Conversation,
  page: MessageList,
  before: number | null,
  isEarlier: boolean,
): Conversation {
  const { history } = conversation;
  const messages = mergeHistory(conversation.messages, page);
  const isReload = history.hasLoaded && !isEarlier;
  return {
    ...conversation,
    messages,
    // What came while the connection was away is news; the past of a conversation just opened is not.
    unread: conversation.unread + (isReload ? others(messages) - others(conversation.messages) : 0),
    history: {
      status: 'loaded',
      before: isReload ? history.before : before,
      error: null,
      hasLoaded: true,
    },
  };
}

/** An own message is given up. */
export function withoutMessage(conversation: Conversation, id: string): Conversation {
  const messages = discard(conversation.messages, id);
  if (messages === conversation.messages) return conversation;
  return { ...conversation, messages, attendance: anchoredBefore(conversation, id) };
}

/** An own message is sent once more. */
export function withRetry(conversation: Conversation, id: string, at: number): Conversation {
  const messages = retry(conversation.messages, id, at);
  if (messages === conversation.messages) return conversation;
  return { ...conversation, messages, attendance: anchoredBefore(conversation, id) };
}

/** Members came or went. */
export function withAttendance(
  conversation: Conversation,
  change: Omit<Attendance, 'after'>,
): Conversation {
  const after = conversation.messages.at(-1)?.id ?? null;
  const attendance = [...conversation.attendance, { ...change, after }].slice(-MAX_ATTENDANCE);
  return { ...conversation, attendance };
}

/** Comings and goings that stood after a message which leaves its place now stand after the one before it. */
function anchoredBefore({ messages, attendance }: Conversation, id: string): readonly Attendance[] {
  if (!attendance.some(({ after }) => after === id)) return attendance;
  const before = messages[messages.findIndex((message) => message.id === id) - 1]?.id ?? null;
  return attendance.map((change) => (change.after === id ? { ...change, after: before } : change));
}

function others(messages: MessageList): number {
  return messages.filter(({ own }) => !own).length;
}
