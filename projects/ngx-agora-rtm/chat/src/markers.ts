import type { ChatMessage } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { ConversationState } from './chat-state';
import type { Marker } from './chat-storage';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import { entryAt, indexOfEntry } from './timeline';
import { markerAt } from './timeline-order';

/** Everything before this message is read; `null` where there is nothing before it. */
export function markerBefore({ timeline }: ConversationState, id: MessageId): Marker | null {
  for (let index = indexOfEntry(timeline, id) - 1; index >= 0; index--) {
    const entry = entryAt(timeline, index);
    if (entry?.type === 'message') return markerAt(entry);
  }
  return null;
}

/** A message as a record, to keep it apart from its conversation. */
export function recordOf(key: ConversationKey, message: ChatMessage): ChatRecord {
  const { id, from, own, at, isTimed, stream, n, content } = message;
  return { id, key, from, own, at, isTimed, stream, n, content };
}
