import type { ChatMessage } from './chat-message';
import type { ConversationState } from './chat-state';
import type { Marker } from './chat-storage';
import type { Chunk } from './timeline';
import { compareWithMarker } from './timeline-order';

/** Who counts: messages of the user and of the blocked do not. */
export interface Reader {
  readonly userId: string;
  readonly blocked: readonly string[];
}

/** How many messages of others are after the marker, and how many of them mention the user. */
export interface Unread {
  readonly unread: number;
  readonly mentions: number;
}

/** Whether a message counts as unread, wherever it is: in the conversation or a thread. */
export function isUnread(message: ChatMessage, marker: Marker | null, reader: Reader): boolean {
  return (
    !message.own &&
    !message.deleted &&
    message.content.kind !== 'system' &&
    (marker === null || compareWithMarker(message, marker) > 0) &&
    !reader.blocked.includes(message.from)
  );
}

/** Whether a message mentions the user. */
export function mentions({ content }: ChatMessage, { userId }: Reader): boolean {
  const { mentions: named } = content as { readonly mentions?: readonly string[] };
  return named?.includes(userId) === true;
}

/** Counts anew. Costs as much as there is after the marker. */
export function countUnread(
  timelines: Iterable<readonly Chunk[]>,
  marker: Marker | null,
  reader: Reader,
): Unread {
  let unread = 0;
  let mentioned = 0;
  for (const chunks of timelines) {
    for (const message of messagesAfter(chunks, marker)) {
      if (!isUnread(message, marker, reader)) continue;
      unread++;
      if (mentions(message, reader)) mentioned++;
    }
  }
  return { unread, mentions: mentioned };
}

/** The chunks of all timelines of a conversation. */
export function* allChunks({ timeline, threads }: ConversationState): Iterable<readonly Chunk[]> {
  yield timeline.chunks;
  for (const thread of Object.values(threads)) yield thread.timeline.chunks;
}

/** Messages from the last one back to the marker. */
function* messagesAfter(chunks: readonly Chunk[], marker: Marker | null): Iterable<ChatMessage> {
  for (const chunk of chunks.toReversed()) {
    for (const entry of chunk.toReversed()) {
      if (entry.type === 'gap') continue;
      if (marker !== null && compareWithMarker(entry, marker) <= 0) return;
      yield entry;
    }
  }
}
