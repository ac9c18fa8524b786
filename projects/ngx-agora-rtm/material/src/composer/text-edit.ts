/** A range of a text in UTF-16 units. Where both ends are the same it is the caret. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A change of a text: `insert` takes the place of what is between `start` and `end`. */
export interface TextEdit extends TextRange {
  readonly insert: string;
  /** What is selected afterwards. */
  readonly select: TextRange;
}

/** The text after a change. */
export function edited(text: string, { start, end, insert }: TextEdit): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** Puts something in the place of a range, with the caret behind it. */
export function replacing({ start, end }: TextRange, insert: string): TextEdit {
  const caret = start + insert.length;
  return { start, end, insert, select: { start: caret, end: caret } };
}

/** Wraps a selection in a mark; takes the mark away where it is there already. The words stay selected. */
export function marking(text: string, { start, end }: TextRange, mark: string): TextEdit {
  const words = text.slice(start, end);
  const n = mark.length;
  if (isMarked(text, start - n, end + n, mark)) {
    return {
      start: start - n,
      end: end + n,
      insert: words,
      select: { start: start - n, end: end - n },
    };
  }
  if (words.length >= 2 * n && isMarked(text, start, end, mark)) {
    return { start, end, insert: words.slice(n, -n), select: { start, end: end - 2 * n } };
  }
  return { start, end, insert: mark + words + mark, select: { start: start + n, end: end + n } };
}

/** Whether a range begins and ends with exactly this mark: `*` is not at the ends of `**bold**`. */
function isMarked(text: string, start: number, end: number, mark: string): boolean {
  if (start < 0 || end - start < 2 * mark.length) return false;
  const range = text.slice(start, end);
  if (!range.startsWith(mark) || !range.endsWith(mark)) return false;
  const [sign = ''] = mark;
  const inner = range.slice(mark.length, -mark.length);
  const isLonger =
    text[start - 1] === sign ||
    text[end] === sign ||
    inner.startsWith(sign) ||
    inner.endsWith(sign);
  return !isLonger;
}
