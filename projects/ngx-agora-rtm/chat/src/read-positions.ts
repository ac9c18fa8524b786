import type { ConversationState } from './chat-state';
import type { Marker } from './chat-storage';
import type { Position } from './content';
import { entryAt, indexOfEntry } from './timeline';

/** How far back others' positions are looked for: who has written nothing in so many messages is not told that it was read. */
const FAR_ENOUGH = 500;

/** How far each stream of others has come at a marker, as far as the timeline tells. */
export function readPositions(
  conversation: ConversationState | undefined,
  marker: Marker,
): readonly Position[] {
  if (!conversation) return [];
  const { timeline } = conversation;
  const last = indexOfEntry(timeline, marker.id);
  const highest = new Map<string, Position>();
  for (let index = last; index >= 0 && index > last - FAR_ENOUGH; index--) {
    const entry = entryAt(timeline, index);
    if (entry?.type !== 'message' || entry.own) continue;
    const { from, stream, n } = entry;
    if (stream === null || n === null) continue;
    const key = `${from} ${stream}`;
    if ((highest.get(key)?.n ?? 0) < n) highest.set(key, { from, stream, n });
  }
  return [...highest.values()];
}
