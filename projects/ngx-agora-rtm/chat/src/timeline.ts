import type { ChatMessage, Gap, TimelineEntry } from './chat-message';
import type { ChatRecord } from './chat-record';
import { isShown } from './content';
import { latestMessage, TimelineDraft } from './timeline-draft';
import { gapKey, idIndexOf } from './timeline-index';
import { messageOf, withCopy } from './timeline-message';
import { placeOf } from './timeline-place';

/** Entries that stand together. Never changed: a new one takes its place. */
export type Chunk = readonly TimelineEntry[];

/**
 * The entries of a conversation in order, in chunks. Plain data, never changed.
 *
 * Look at it with `entryAt`, `entriesBetween`, `indexOfEntry` and `latestEntry`, which cost the same at 100,000 entries as at 100.
 */
export interface Timeline {
  readonly chunks: readonly Chunk[];
  readonly length: number;
  /** Empty, and one and the same object in all versions that come from each other: what they share is found by it. */
  readonly origin: object;
}

/** The timeline of a conversation in which nothing was said. */
export const EMPTY_TIMELINE: Timeline = { chunks: [], length: 0, origin: {} };

/** A timeline of entries in any order. Of entries with the same id the first counts. */
export function timelineOf(entries: Iterable<TimelineEntry>): Timeline {
  const draft = new TimelineDraft(EMPTY_TIMELINE);
  for (const entry of entries) {
    if (!(entry.type === 'gap' ? draft.findGap(entry.id) : draft.find(entry.id))) draft.add(entry);
  }
  return draft.finish();
}

/**
 * A timeline with the messages of records, each in its place and once. The very same one if it has them all. Records of changes
 * are not looked at: they belong to a conversation, whose messages can be in threads or still on their way.
 */
export function withRecords(timeline: Timeline, records: readonly ChatRecord[]): Timeline {
  const draft = new TimelineDraft(timeline);
  for (const record of records) {
    const { content } = record;
    if (!isShown(content)) continue;
    const known = draft.find(record.id);
    if (!known) {
      draft.add(messageOf(record, content));
      continue;
    }
    const next = withCopy(known, record, content);
    if (next !== known) draft.replace(known, next);
  }
  return draft.finish();
}

/** A timeline with a gap, which takes the place of an earlier version of itself. */
export function withGap(timeline: Timeline, gap: Gap): Timeline {
  const draft = new TimelineDraft(timeline);
  const known = draft.findGap(gap.id);
  if (!known) draft.add(gap);
  else if (!isSameGap(known, gap)) draft.replace(known, gap);
  return draft.finish();
}

/** A timeline without a gap. */
export function withoutGap(timeline: Timeline, id: string): Timeline {
  const draft = new TimelineDraft(timeline);
  const known = draft.findGap(id);
  if (known) draft.remove(known);
  return draft.finish();
}

/** The entry at an index, counted from 0; `undefined` where there is none. */
export function entryAt(timeline: Timeline, index: number): TimelineEntry | undefined {
  return entriesBetween(timeline, index, index + 1)[0];
}

/**
 * The entries from an index up to another one (exclusive), as `Array.slice` has them for indexes from 0 on. For what is on the
 * screen: copies the entries.
 */
export function entriesBetween(
  timeline: Timeline,
  start: number,
  end: number,
): readonly TimelineEntry[] {
  const found: TimelineEntry[] = [];
  const first = Math.max(0, start);
  if (end <= first) return found;
  const { chunks } = timeline;
  // From the nearer end: what is looked at is mostly the newest.
  const isLate = first > timeline.length / 2;
  let at = isLate ? chunks.length : 0;
  let before = isLate ? timeline.length : 0;
  while (isLate && before > first) before -= chunks[--at]?.length ?? 0;
  for (; at < chunks.length && before < end; at++) {
    const chunk = chunks[at] ?? [];
    if (before + chunk.length > first) {
      const last = Math.min(chunk.length, end - before);
      for (let offset = Math.max(0, first - before); offset < last; offset++) {
        const entry = chunk[offset];
        if (entry) found.push(entry);
      }
    }
    before += chunk.length;
  }
  return found;
}

/** The index of the message or gap of an id; -1 where there is none. */
export function indexOfEntry(timeline: Timeline, id: string): number {
  const entry = findEntry(timeline, id);
  if (!entry) return -1;
  const { chunks } = timeline;
  const { chunk, offset } = placeOf(chunks, entry);
  let index = offset;
  for (let at = 0; at < chunk; at++) index += chunks[at]?.length ?? 0;
  return index;
}

/** The message or gap of an id. */
export function findEntry(timeline: Timeline, id: string): TimelineEntry | undefined {
  return findByKey(timeline, id) ?? findByKey(timeline, gapKey(id));
}

/** The last entry, be it a message or a gap. */
export function latestEntry(timeline: Timeline): TimelineEntry | undefined {
  return timeline.chunks.at(-1)?.at(-1);
}

/** The last message, which gaps may follow; `null` for none. */
export function latestMessageOf(timeline: Timeline): ChatMessage | null {
  return latestMessage(timeline.chunks);
}

function findByKey(timeline: Timeline, key: string): TimelineEntry | undefined {
  return idIndexOf(timeline).find(timeline.chunks, key);
}

function isSameGap(a: Gap, b: Gap): boolean {
  return (
    a.at === b.at &&
    a.since === b.since &&
    a.status === b.status &&
    a.reason === b.reason &&
    a.from === b.from &&
    a.stream === b.stream &&
    a.first === b.first &&
    a.last === b.last
  );
}
