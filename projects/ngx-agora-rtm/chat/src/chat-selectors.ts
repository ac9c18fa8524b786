import type { ChatMessage, Gap, Reaction, TimelineEntry } from './chat-message';
import type { ChatState, ConversationState, Presence } from './chat-state';
import type { MessageId } from './content';
import { recentConversations } from './conversation-table';
import { EMPTY_TIMELINE, entryAt, findEntry, indexOfEntry, type Timeline } from './timeline';
import { groupedBy } from './timeline-grouping';

/** What is unread in all conversations. A muted one counts its mentions only. */
export function totalUnread(state: Pick<ChatState, 'conversations'>): {
  readonly unread: number;
  readonly mentions: number;
} {
  let unread = 0;
  let mentions = 0;
  for (const conversation of recentConversations(state)) {
    if (!conversation.isMuted) unread += unreadOf(conversation);
    mentions += conversation.mentions;
  }
  return { unread, mentions };
}

/** What a badge shows: one marked by hand counts as one even where everything was read. */
export function unreadOf({ unread, isMarkedUnread }: ConversationState): number {
  return Math.max(unread, isMarkedUnread ? 1 : 0);
}

/** Whether a user is there. */
export function presenceOf({ presence }: Pick<ChatState, 'presence'>, userId: string): Presence {
  return presence[`user:${userId}`] ?? UNKNOWN;
}

/** The replies below a message. */
export function threadTimeline({ threads }: ConversationState, root: MessageId): Timeline {
  return threads[`thread:${root}`]?.timeline ?? EMPTY_TIMELINE;
}

/** A message of a conversation: in its timeline, in a thread, or waiting to be sent. */
export function messageIn(
  { timeline, threads, pending }: ConversationState,
  id: MessageId,
): ChatMessage | undefined {
  const timelines = [timeline, ...Object.values(threads).map((thread) => thread.timeline)];
  for (const each of timelines) {
    const entry = findEntry(each, id);
    if (entry?.type === 'message') return entry;
  }
  return pending.find((message) => message.id === id);
}

/** Standing reactions by emoji, with who reacted, in the order in which they were first given. */
export function reactionsByEmoji(
  reactions: readonly Reaction[],
): readonly { readonly emoji: string; readonly users: readonly string[] }[] {
  const standing = reactions.filter(({ on }) => on);
  const byEmoji = groupedBy(standing, ({ emoji }) => emoji);
  return [...byEmoji].map(([emoji, each]) => ({ emoji, users: each.map(({ from }) => from) }));
}

/** Whether an entry is a place where something is missing. */
export function isGap(entry: TimelineEntry): entry is Gap {
  return entry.type === 'gap';
}

/** The first message of others after what the user has read; `null` where nothing is unread. Of what is loaded. */
export function firstUnread({ timeline, marker, unread }: ConversationState): MessageId | null {
  if (unread === 0) return null;
  // A marker that is not loaded stands before everything that is.
  const start = marker === null ? 0 : indexOfEntry(timeline, marker.id) + 1;
  for (let index = start; index < timeline.length; index++) {
    const entry = entryAt(timeline, index);
    if (entry?.type === 'message' && !entry.own && !entry.deleted) return entry.id;
  }
  return null;
}

const UNKNOWN: Presence = { status: 'unknown', lastSeen: null };
