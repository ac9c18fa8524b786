import type { TextRange } from 'ngx-agora-rtm/chat';

/** A part of a text, and whether it was searched for. */
export interface MarkedPart {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Longest text that is shown of a hit, in UTF-16 units: about three lines. */
const MAX_SHOWN = 200;

/** What is shown before the first word that was found, where a text is cut. */
const LEAD = 40;

/**
 * A text in parts, to be shown as text nodes, those that were found marked. A long one is cut to what is around the first of
 * them. Ranges that are out of order, overlap or lie outside are taken for what they can mean.
 */
export function markedParts(text: string, ranges: readonly TextRange[]): readonly MarkedPart[] {
  const [start, end] = windowOf(text, ranges);
  const parts: MarkedPart[] = [];
  const put = (from: number, to: number, isMarked: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to), isMarked });
  };
  if (start > 0) parts.push({ text: '…', isMarked: false });
  let at = start;
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const first = Math.min(Math.max(from, at), end);
    const last = Math.min(Math.max(to, first), end);
    put(at, first, false);
    put(first, last, true);
    at = last;
  }
  put(at, end, false);
  if (end < text.length) parts.push({ text: '…', isMarked: false });
  return parts;
}

function windowOf(text: string, ranges: readonly TextRange[]): TextRange {
  if (text.length <= MAX_SHOWN) return [0, text.length];
  const first = Math.min(text.length, ...ranges.map(([start]) => Math.max(start, 0)));
  const isFar = first < text.length && first > LEAD;
  const start = whole(text, isFar ? first - LEAD : 0);
  return [start, whole(text, Math.min(start + MAX_SHOWN, text.length))];
}

/** The place itself, or the one before it where it is inside a pair of surrogates. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 0 ? at - 1 : at;
}
