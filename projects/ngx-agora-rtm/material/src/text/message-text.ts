import { type InlineOptions, parseInline } from './inline-text';
import type { BlockNode, InlineNode, ListItem, RichText } from './rich-text';
import { TextMeter } from './text-meter';

/**
 * Reads the formatting of a text. Every text is one: what is no formatting stays as it is written.
 *
 * | written | shown |
 * |---|---|
 * | `*bold*`, `**bold**` | bold |
 * | `_italic_` | italic |
 * | `` `code` `` | code |
 * | lines between two lines of ` ``` ` | a block of code |
 * | lines that begin with `- `, `* `, `• ` or `1. ` | a list |
 * | lines that begin with `>` | a quote |
 * | addresses of `http`, `https` and `mailto` | links |
 * | `@` and the name or id of somebody who is mentioned | a mention |
 *
 * @returns `null` for a text without any, which most are: it can be shown as it is.
 */
export function messageText(
  text: string,
  options: InlineOptions = {},
  meter = new TextMeter(),
): RichText | null {
  if (!mayHoldMarkup(text) && !(options.links && mayHoldLink(text)) && !options.mentions?.length) {
    return null;
  }
  const rich = new BlockReader(text.split('\n'), options, meter).read();
  return isPlain(rich) ? null : rich;
}

/** Whether it is worth looking for formatting. */
function mayHoldMarkup(text: string): boolean {
  return /[*_`]|^(?:>|[-•] |[1-9]\d{0,2}\. )/m.test(text);
}

/** Whether it is worth looking for links: a dot or `://` between other characters. */
export function mayHoldLink(text: string): boolean {
  return /[^\s.]\.[^\s.]|:\/\//.test(text);
}

function isPlain(rich: RichText): boolean {
  const [first, second] = rich;
  if (first?.type !== 'paragraph' || second) return false;
  return first.children.every(({ type }) => type === 'text');
}

/** Reads a text line by line. */
class BlockReader {
  readonly #lines: readonly string[];
  readonly #options: InlineOptions;
  readonly #meter: TextMeter;
  readonly #blocks: BlockNode[] = [];
  /** The last line that can end a block of code, so that none is looked for in vain again and again. */
  readonly #lastFence: number;
  #at = 0;

  constructor(lines: readonly string[], options: InlineOptions, meter: TextMeter) {
    this.#lines = lines;
    this.#options = options;
    this.#meter = meter;
    this.#lastFence = lines.findLastIndex(isClosingFence);
    meter.steps += lines.length;
  }

  read(): RichText {
    while (this.#at < this.#lines.length) this.#readBlock();
    return this.#blocks;
  }

  #readBlock(): void {
    const line = this.#lines[this.#at] ?? '';
    this.#meter.takeElement();
    if (this.#isPlainLine(line)) this.#readParagraph();
    else if (line.startsWith('>')) this.#readQuote();
    else if (LIST_ITEM.test(line)) this.#readList();
    else this.#readCode(line);
  }

  /** Whether a line begins no block other than a paragraph. None does when there is no room for more. */
  #isPlainLine(line: string): boolean {
    if (this.#meter.isSpent) return true;
    if (line.startsWith('>') || LIST_ITEM.test(line)) return false;
    return !(OPENING_FENCE.test(line) && this.#at < this.#lastFence);
  }

  #readParagraph(): void {
    const start = this.#at;
    while (this.#at < this.#lines.length && this.#isPlainLine(this.#lines[this.#at] ?? ''))
      this.#at++;
    const children = this.#inline(this.#lines.slice(start, this.#at));
    this.#blocks.push({ type: 'paragraph', children });
  }

  #readQuote(): void {
    const markers: string[] = [];
    const lines: string[] = [];
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      const marker = /^> ?/.exec(line)?.[0];
      if (marker === undefined) break;
      markers.push(marker);
      lines.push(line.slice(marker.length));
    }
    this.#blocks.push({ type: 'quote', markers, children: this.#inline(lines) });
  }

  #readList(): void {
    const items: ListItem[] = [];
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      const [marker, digits] = LIST_ITEM.exec(line) ?? [];
      if (marker === undefined) break;
      const number = digits === undefined ? null : Number(digits);
      const isOther = items.length > 0 && (items[0]?.number === null) !== (number === null);
      // The first has its room: a list of one is one element more than the limit at most.
      if (isOther || (!this.#meter.takeElement() && items.length > 0)) break;
      items.push({ marker, number, children: this.#inline([line.slice(marker.length)]) });
    }
    this.#blocks.push({ type: 'list', items });
  }

  #readCode(open: string): void {
    // Two elements, of which one is taken.
    this.#meter.takeElement();
    const start = this.#at + 1;
    let end = start;
    while (!isClosingFence(this.#lines[end] ?? '')) end++;
    this.#meter.steps += end - start;
    this.#at = end + 1;
    const lines = this.#lines.slice(start, end);
    this.#blocks.push({ type: 'code-block', open, close: this.#lines[end] ?? '', lines });
  }

  #inline(lines: readonly string[]): readonly InlineNode[] {
    return parseInline(lines, this.#options, this.#meter);
  }
}

const LIST_ITEM = /^(?:[-*•]|([1-9]\d{0,2})\.) (?=\S)/;
const OPENING_FENCE = /^```[\w+#.-]*\s*$/;

function isClosingFence(line: string): boolean {
  return line.startsWith('```') && line.trimEnd() === '```';
}
