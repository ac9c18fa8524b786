import type { TimelineEntry } from './chat-message';

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
}
