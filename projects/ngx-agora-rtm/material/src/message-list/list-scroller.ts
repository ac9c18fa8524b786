import type { ListGeometry, RowRange } from './list-geometry';

/** The elements of a list. */
export interface ListElements {
  /** What scrolls. */
  readonly scroller: HTMLElement;
  /** As high as all rows would be. */
  readonly space: HTMLElement;
  /** Moved to where the rows on the page belong. */
  readonly window: HTMLElement;
  /** Has the rows as its children. */
  readonly rows: HTMLElement;
  /** What stands above the first row. */
  readonly head: HTMLElement;
}

/** What a list wants to know. */
export interface ScrollEvents {
  /** What is seen has changed: other rows may have to be on the page. */
  readonly moved: () => void;
}

/**
 * Binds the geometry of a list to its elements: measures what is on the page, puts it where it belongs, follows the scrolling.
 *
 * All measures come from one `ResizeObserver`, after the layout of a frame and before it is painted: nothing is read from the
 * layout after something was written to it.
 */
export class ListScroller {
  readonly #elements: ListElements;
  readonly #geometry: ListGeometry;
  readonly #events: ScrollEvents;
  readonly #sizes: ResizeObserver;
  #indexes = new Map<Element, number>();
  #range: RowRange = { start: 0, end: 0 };
  /** A row that is on the page out of its turn. */
  #kept: { readonly element: HTMLElement; readonly index: number } | null = null;
  #isScrolling = false;
  #stillTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #endListening = new AbortController();

  constructor(elements: ListElements, geometry: ListGeometry, events: ScrollEvents) {
    this.#elements = elements;
    this.#geometry = geometry;
    this.#events = events;
    this.#sizes = new ResizeObserver((changes) => this.#resized(changes));
    this.#sizes.observe(elements.scroller);
    this.#sizes.observe(elements.head);
    const options = { passive: true, signal: this.#endListening.signal };
    elements.scroller.addEventListener('scroll', () => this.#scrolled(), options);
    elements.scroller.addEventListener('scrollend', () => this.#still(), options);
  }

  destroy(): void {
    clearTimeout(this.#stillTimer);
    this.#sizes.disconnect();
    this.#endListening.abort();
  }

  /** Other rows are on the page. @param kept The index of a row that is there though it is out of the range; -1 for none. */
  rendered(range: RowRange, kept: number): void {
    const known = this.#indexes;
    this.#indexes = new Map();
    this.#range = range;
    this.#release();
    let index = range.start - (kept !== -1 && kept < range.start ? 1 : 0);
    let hasNew = false;
    for (const element of this.#elements.rows.children) {
      const isKept = index < range.start || index >= range.end;
      if (isKept) this.#kept = { element: element as HTMLElement, index: kept };
      this.#indexes.set(element, isKept ? kept : index);
      index++;
      if (known.delete(element)) continue;
      hasNew = true;
      this.#sizes.observe(element, BORDER_BOX);
    }
    for (const element of known.keys()) this.#sizes.unobserve(element);
    // New ones are measured before they are painted, and everything is placed then.
    if (!hasNew) this.place();
  }

  /** Puts everything where it belongs. */
  place(): void {
    const { scroller, space, window } = this.#elements;
    if (this.#geometry.viewport === 0) return;
    const { start } = this.#range;
    const place = this.#geometry.place(start, this.#isScrolling);
    space.style.blockSize = `${place.space}px`;
    window.style.transform = `translateY(${place.window}px)`;
    if (this.#kept) {
      const { element, index } = this.#kept;
      const top = this.#geometry.rowTop(index) - this.#geometry.rowTop(start);
      element.style.insetBlockStart = `${top}px`;
    }
    if (place.scrollTop === null) return;
    scroller.scrollTop = place.scrollTop;
    this.#geometry.settled(scroller.scrollTop);
  }

  #release(): void {
    this.#kept?.element.style.removeProperty('inset-block-start');
    this.#kept = null;
  }

  #scrolled(): void {
    if (!this.#geometry.scrolled(this.#elements.scroller.scrollTop)) return;
    this.#isScrolling = true;
    clearTimeout(this.#stillTimer);
    this.#stillTimer = setTimeout(() => this.#still(), STILL_MS);
    this.#events.moved();
  }

  #still(): void {
    if (!this.#isScrolling) return;
    clearTimeout(this.#stillTimer);
    this.#isScrolling = false;
    this.place();
    this.#events.moved();
  }

  #resized(changes: readonly ResizeObserverEntry[]): void {
    const geometry = this.#geometry;
    let hasRows = false;
    for (const { target, contentRect, borderBoxSize } of changes) {
      const height = borderBoxSize[0]?.blockSize ?? contentRect.height;
      if (target === this.#elements.scroller) geometry.resizeViewport(target.clientHeight);
      // Nothing has a size while the list is hidden, and nothing loses it by that.
      else if (geometry.viewport === 0 && height === 0) continue;
      else if (target === this.#elements.head) geometry.resizeHead(height);
      else {
        const index = this.#indexes.get(target);
        if (index === undefined) continue;
        geometry.measure(index, height);
        hasRows = true;
      }
    }
    if (hasRows) {
      geometry.learn(this.#range);
      geometry.measured();
    }
    this.place();
    this.#events.moved();
  }
}

const BORDER_BOX = { box: 'border-box' } as const;

/** Nobody scrolls any more when nothing has moved for this long: for browsers that do not tell by `scrollend`. */
const STILL_MS = 150;
