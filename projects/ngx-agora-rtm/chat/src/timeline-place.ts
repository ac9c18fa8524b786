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
 * the next one. Looks at as many entries as the length has binary digits.
 */
export function placeOf(chunks: readonly Chunk[], entry: TimelineEntry): Place {
  const chunk = Math.max(0, firstAfter(chunks, entry) - 1);
  const entries = chunks[chunk];
  return { chunk, offset: entries ? firstNotBefore(entries, entry) : 0 };
}

/** The entry at a place, if it stands exactly where the given one would. */
export function entryLike(
  chunks: readonly Chunk[],
  entry: TimelineEntry,
): TimelineEntry | undefined {
  const { chunk, offset } = placeOf(chunks, entry);
  const found = chunks[chunk]?.[offset];
  return found?.id === entry.id && found.type === entry.type ? found : undefined;
}

/** The first chunk that begins after an entry. */
function firstAfter(chunks: readonly Chunk[], entry: TimelineEntry): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const first = chunks[middle]?.[0];
    if (first && compareEntries(first, entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
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
