import type { ChatMessage, TimelineEntry } from './chat-message';
import type { Marker, RecordOrder } from './chat-storage';

/**
 * The order of a timeline: by time, then by sender, place in the stream and id, so that everybody has the same one. A gap stands
 * before a message of the same time. Text is compared by UTF-16 units: no locale can differ.
 *
 * @returns Less than 0 where `a` stands before `b`, 0 only for the same place.
 */
export function compareEntries(a: TimelineEntry, b: TimelineEntry): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.type === 'gap') return b.type === 'gap' ? compareText(a.id, b.id) : -1;
  return b.type === 'gap' ? 1 : compareMessages(a, b);
}

/** The same for a message and the place up to which was read. */
export function compareWithMarker(message: ChatMessage, marker: Marker): number {
  return message.at === marker.at ? compareMessages(message, marker) : message.at - marker.at;
}

/** The place of a message, as a marker. */
export function markerAt({ id, at, from, n }: ChatMessage): Marker {
  return { id, at, from, n };
}

/** The order of two markers. */
export function compareMarkers(a: Marker, b: Marker): number {
  return a.at === b.at ? compareMessages(a, b) : a.at - b.at;
}

/** The order of messages of the same time. A message without a number stands before the numbered ones. */
function compareMessages(a: RecordOrder, b: RecordOrder): number {
  if (a.from !== b.from) return compareText(a.from, b.from);
  const numbers = (a.n ?? 0) - (b.n ?? 0);
  return numbers === 0 ? compareText(a.id, b.id) : numbers;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
