/** How near the end counts as at the end, in CSS pixels: less than a line, more than rounding. */
const NEAR = 24;

/** How many rows are remembered: the first one may be a day that is not the first of its kind any more. */
const ANCHORS = 5;

interface Anchor {
  readonly row: HTMLElement;
  /** From the top of what is visible. */
  readonly offset: number;
}

/**
 * Keeps a scrolled list where its reader is: at the end if they are at the end, else on the row that they look at,
 * whatever comes in above or below. (Browsers do this by themselves, but not at the very top, and not all of them.)
 */
export class ScrollKeeper {
  readonly #list: HTMLElement;
  readonly #rows: HTMLElement;
  #isAtEnd = true;
  #anchors: readonly Anchor[] = [];

  /**
   * @param list What scrolls; positioned, so that rows measure their place from it.
   * @param rows Has the rows as its children.
   */
  constructor(list: HTMLElement, rows: HTMLElement) {
    this.#list = list;
    this.#rows = rows;
  }

  /** Whether the reader is at the end. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** The reader scrolled. */
  remember(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.#anchors = this.#isAtEnd ? [] : this.#visibleRows();
  }

  /** The rows, or their sizes, changed. */
  restore(): void {
    if (this.#isAtEnd) {
      this.#list.scrollTop = this.#list.scrollHeight;
      return;
    }
    const anchor = this.#anchors.find(({ row }) => row.isConnected);
    if (anchor) this.#list.scrollTop = anchor.row.offsetTop - anchor.offset;
  }

  /** Takes the reader to the end. */
  goToEnd(): void {
    this.#isAtEnd = true;
    this.restore();
  }

  #visibleRows(): Anchor[] {
    const { scrollTop } = this.#list;
    const rows = this.#rows.children;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle] as HTMLElement;
      if (row.offsetTop + row.offsetHeight > scrollTop) high = middle;
      else low = middle + 1;
    }
    return Array.from({ length: Math.min(ANCHORS, rows.length - low) }, (_, i) => {
      const row = rows[low + i] as HTMLElement;
      return { row, offset: row.offsetTop - scrollTop };
    });
  }
}
