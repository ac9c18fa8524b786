/** How near the end counts as at the end, in CSS pixels: less than a line, more than rounding. */
const NEAR = 24;

/**
 * Keeps a scrolled list where its reader is: at the end if they are at the end, else on the row that they look at,
 * whatever comes in above or below. (Browsers do this by themselves, but not at the very top, and not all of them.)
 */
export class ScrollKeeper {
  readonly #list: HTMLElement;
  #isAtEnd = true;
  #anchor: { readonly row: HTMLElement; readonly offset: number } | null = null;

  /** @param list Scrolls, and has the rows as its children. */
  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Whether the reader is at the end. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** The reader scrolled. */
  remember(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    const row = this.#isAtEnd ? null : this.#firstVisibleRow();
    this.#anchor = row && { row, offset: row.offsetTop - scrollTop };
  }

  /** The rows, or their sizes, changed. */
  restore(): void {
    if (this.#isAtEnd) {
      this.#list.scrollTop = this.#list.scrollHeight;
    } else if (this.#anchor?.row.isConnected) {
      this.#list.scrollTop = this.#anchor.row.offsetTop - this.#anchor.offset;
    }
  }

  /** Takes the reader to the end. */
  goToEnd(): void {
    this.#isAtEnd = true;
    this.restore();
  }

  #firstVisibleRow(): HTMLElement | null {
    const rows = this.#list.children;
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle] as HTMLElement;
      if (row.offsetTop + row.offsetHeight > this.#list.scrollTop) high = middle;
      else low = middle + 1;
    }
    return (rows[low] as HTMLElement | undefined) ?? null;
  }
}
