import type { ChatRecord } from './chat-record';
import type { RecordOrder } from './chat-storage';

/**
 * The order of a timeline: time, then sender, then number, then id. Strings compare by UTF-16 code units, as `<` does and as
 * keys of IndexedDB do (Indexed Database API 3.0, "compare two keys"), so memory and disk agree. No number comes before all.
 */
export function compareOrder(a: RecordOrder, b: RecordOrder): number {
  return (
    a.at - b.at ||
    compareStrings(a.from, b.from) ||
    orderOfNumber(a.n) - orderOfNumber(b.n) ||
    compareStrings(a.id, b.id)
  );
}

/** A number as it is compared and as a part of a key of IndexedDB, which cannot be `null`: numbers count from 1. */
export function orderOfNumber(n: number | null): number {
  return n ?? 0;
}

function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Records in one portion of a scan: few enough to be looked at within a frame. */
export const SCAN_PORTION = 500;

/** Place of an order in records that are sorted by it: how many come before. */
export function placeOf(sorted: readonly RecordOrder[], order: RecordOrder): number {
  let low = 0;
  let high = sorted.length;
  // What arrives is the latest most of the time.
  const last = sorted[high - 1];
  if (!last || compareOrder(last, order) < 0) {
    return high;
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle];
    if (there && compareOrder(there, order) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * One record of two copies: the first one with the better time. The timed one's, of two equals the earlier; and the content of
 * the second where an older version of this library could not read it. A copy from somebody else is no copy: the first counts.
 */
export function mergeCopies(kept: ChatRecord, copy: ChatRecord): ChatRecord {
  if (kept.from !== copy.from) {
    return kept;
  }
  const isBetterTime =
    kept.isTimed === copy.isTimed ? copy.at < kept.at : copy.isTimed && !kept.isTimed;
  const isBetterContent =
    kept.content.kind === 'unsupported' && copy.content.kind !== 'unsupported';
  if (!isBetterTime && !isBetterContent) {
    return kept;
  }
  return {
    ...kept,
    ...(isBetterTime && { at: copy.at, isTimed: copy.isTimed }),
    ...(isBetterContent && { content: copy.content }),
  };
}
