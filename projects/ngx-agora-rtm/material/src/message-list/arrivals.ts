import type { ChatMessage, TimelineEntry } from 'ngx-agora-rtm/chat';
import { entriesOfRows, rowCount, type RowSource, type RowSplice } from './row-source';

/**
 * The messages of others that have just come in: those at the end, and those that a clock has put a few rows before it. Not the
 * pages of a history.
 *
 * @param isPaging Whether a page of the history is being loaded: in a short list it comes near the end, too.
 */
export function arrivals(
  before: RowSource,
  after: RowSource,
  splices: readonly RowSplice[],
  isPaging: boolean,
): readonly ChatMessage[] {
  const from = rowCount(before) - (isPaging ? 0 : LATE_ROWS);
  return splices
    .filter(({ at, added }) => at >= from && added > 0)
    .flatMap(({ at, added }) => entriesOfRows(after, at, at + added))
    .filter(isOfOthers);
}

function isOfOthers(entry: TimelineEntry): entry is ChatMessage {
  return entry.type === 'message' && !entry.own;
}

/** So many rows from the end is still the end, for what comes in. */
const LATE_ROWS = 20;
