import type { TimelineEntry } from './chat-message';
import type { Chunk } from './timeline';
import { compareEntries } from './timeline-order';

/** A place in a timeline: between two entries, or on one. */
export interface Place {
  readonly chunk: number;
  readonly offset: number;
}

/**
 * Where an entry stands, or would stand: behind all entries before it. At the end of a chunk rather than at the beginning of
 * the next one. Looks at a few entries where people write evenly, and at twice as many as the length has binary digits at worst.
 */
export function placeOf(chunks: readonly Chunk[], entry: TimelineEntry): Place {
  const chunk = Math.max(0, firstAfter(chunks, entry) - 1);
  const entries = chunks[chunk];
  return { chunk, offset: entries ? firstNotBefore(entries, entry) : 0 };
}

/** The same for an entry that most likely stands there: looks at none of its neighbours, which are in no cache where there are many. */
export function placeOfKnown(chunks: readonly Chunk[], entry: TimelineEntry): Place {
  const chunk = Math.max(0, firstAfter(chunks, entry) - 1);
  const entries = chunks[chunk];
  if (!entries) return { chunk, offset: 0 };
  const offset = entries.indexOf(entry);
  return { chunk, offset: offset === -1 ? firstNotBefore(entries, entry) : offset };
}

/** The place behind another one, if that is where an entry belongs: what comes in order is put in without a search. */
export function placeBehind(
  chunks: readonly Chunk[],
  { chunk, offset }: Place,
  entry: TimelineEntry,
): Place | null {
  const before = chunks[chunk]?.[offset];
  const next = chunks[chunk]?.[offset + 1] ?? chunks[chunk + 1]?.[0];
  if (!before || compareEntries(before, entry) >= 0) return null;
  return next && compareEntries(entry, next) >= 0 ? null : { chunk, offset: offset + 1 };
}

/** The entry at a place, if it stands exactly where the given one would. */
export function entryLike(
  chunks: readonly Chunk[],
  entry: TimelineEntry,
): TimelineEntry | undefined {
  const { chunk, offset } = placeOfKnown(chunks, entry);
  const found = chunks[chunk]?.[offset];
  return found?.id === entry.id && found.type === entry.type ? found : undefined;
}

/** The first chunk that begins after an entry: guessed from its time, then looked for farther and farther away from there. */
function firstAfter(chunks: readonly Chunk[], entry: TimelineEntry): number {
  let low = 0;
  let high = chunks.length;
  let step = 1;
  for (let at = guess(chunks, entry); low < high; step *= 2) {
    if (beginsAfter(chunks[at], entry)) {
      high = at;
      if (at - step <= low) break;
      at -= step;
    } else {
      low = at + 1;
      if (at + step >= high) break;
      at += step;
    }
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (beginsAfter(chunks[middle], entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a chunk would be if messages had always come as often as on average. */
function guess(chunks: readonly Chunk[], { at }: TimelineEntry): number {
  const last = chunks.length - 1;
  const since = chunks[0]?.[0]?.at ?? 0;
  const until = chunks[last]?.[0]?.at ?? 0;
  if (at >= until) return Math.max(0, last);
  return at <= since ? 0 : Math.floor(((at - since) / (until - since)) * last);
}

function beginsAfter(chunk: Chunk | undefined, entry: TimelineEntry): boolean {
  const first = chunk?.[0];
  return first !== undefined && compareEntries(first, entry) > 0;
}

function firstNotBefore(chunk: Chunk, entry: TimelineEntry): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const here = chunk[middle];
    if (here && compareEntries(here, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
