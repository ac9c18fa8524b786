import {
  type ChatMessage,
  entriesBetween,
  entryAt,
  indexOfEntry,
  type Timeline,
  type TimelineEntry,
} from 'ngx-agora-rtm/chat';

/** What the rows of a list are made of: what was said, then what waits to be sent. One row each. */
export interface RowSource {
  readonly timeline: Timeline;
  readonly pending: readonly ChatMessage[];
}

/** Rows that were taken out and put in at one place. */
export interface RowSplice {
  /** In the rows after all changes further up. */
  readonly at: number;
  readonly removed: number;
  readonly added: number;
}

export function rowCount({ timeline, pending }: RowSource): number {
  return timeline.length + pending.length;
}

export function entryOfRow(
  { timeline, pending }: RowSource,
  index: number,
): TimelineEntry | undefined {
  if (index < 0) return undefined;
  return index < timeline.length ? entryAt(timeline, index) : pending[index - timeline.length];
}

/** The entries of rows from one index up to another one (exclusive). */
export function entriesOfRows(
  { timeline, pending }: RowSource,
  start: number,
  end: number,
): readonly TimelineEntry[] {
  const { length } = timeline;
  const said = entriesBetween(timeline, start, Math.min(end, length));
  return end > length
    ? [...said, ...pending.slice(Math.max(0, start - length), end - length)]
    : said;
}

/** The index of the row of a message; -1 where there is none. */
export function rowOfMessage({ timeline, pending }: RowSource, id: string): number {
  const index = indexOfEntry(timeline, id);
  if (index !== -1) return index;
  const waiting = pending.findIndex((message) => message.id === id);
  return waiting === -1 ? -1 : timeline.length + waiting;
}

/**
 * Tells rows apart. The same for a message that waits and the one that it becomes: it is the same row, and stays where the reader
 * sees it. Gaps have a name space of their own, for senders choose the ids of messages.
 */
export function rowKey(entry: TimelineEntry): string {
  return entry.type === 'gap' ? GAP + entry.id : entry.id;
}

/** The index of the row of a key; -1 where there is none. */
export function rowOfKey(source: RowSource, key: string): number {
  const index = rowOfMessage(source, key.startsWith(GAP) ? key.slice(GAP.length) : key);
  const entry = entryOfRow(source, index);
  return entry && rowKey(entry) === key ? index : -1;
}

const GAP = 'gap ';

/** Where a row is after others came and went; for one that went, where the next one is. */
export function movedIndex(splices: readonly RowSplice[], index: number): number {
  let moved = index;
  for (const { at, removed, added } of splices) {
    if (moved >= at + removed) moved += added - removed;
    else if (moved >= at) moved = at + added;
  }
  return moved;
}

/**
 * Where rows came and went between two versions, from the top down. Versions share the chunks that did not change, so this looks
 * only at those that did: a message more costs the same at 100,000 as at 100.
 */
export function rowChanges(before: RowSource, after: RowSource): readonly RowSplice[] {
  const splices: RowSplice[] = [];
  let at = 0;
  for (const chunks of segmentsOf(chunksOf(before), chunksOf(after), (chunk) => chunk)) {
    for (const { gone, come, kept } of segmentsOf(chunks.gone.flat(), chunks.come.flat(), rowKey)) {
      if (gone.length > 0 || come.length > 0) {
        splices.push({ at, removed: gone.length, added: come.length });
      }
      at += come.length + kept.length;
    }
    for (const chunk of chunks.kept) at += chunk.length;
  }
  return splices;
}

function chunksOf({ timeline, pending }: RowSource): readonly (readonly TimelineEntry[])[] {
  return [...timeline.chunks, pending];
}

/** Items that are not there any more, those that came instead, and behind them those that are in both. */
interface Segment<Item> {
  readonly gone: readonly Item[];
  readonly come: readonly Item[];
  readonly kept: readonly Item[];
}

/** What two lists have in common, in order. What has moved up may count as gone and come: it is found again, but not guaranteed. */
function segmentsOf<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => unknown,
): readonly Segment<Item>[] {
  const isSame = (a: Item | undefined, b: Item | undefined) =>
    a === b || (a !== undefined && b !== undefined && keyOf(a) === keyOf(b));
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    isSame(before[before.length - 1 - tail], after[after.length - 1 - tail])
  ) {
    tail++;
  }
  const segments: Segment<Item>[] = [{ gone: [], come: [], kept: after.slice(0, start) }];
  const places = new Map<unknown, number>();
  for (let i = start; i < before.length - tail; i++) places.set(keyOf(before[i] as Item), i);
  let [goneFrom, comeFrom] = [start, start];
  for (let i = start; i < after.length - tail && goneFrom < before.length - tail; i++) {
    const place = places.get(keyOf(after[i] as Item)) ?? -1;
    if (place < goneFrom) continue;
    segments.push({
      gone: before.slice(goneFrom, place),
      come: after.slice(comeFrom, i),
      kept: after.slice(i, i + 1),
    });
    [goneFrom, comeFrom] = [place + 1, i + 1];
  }
  segments.push({
    gone: before.slice(goneFrom, before.length - tail),
    come: after.slice(comeFrom, after.length - tail),
    kept: after.slice(after.length - tail),
  });
  return segments;
}
