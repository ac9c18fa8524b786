import type { ListGeometry } from './list-geometry';
import type { ListRow } from './message-rows';
import {
  entryOfRow,
  movedIndex,
  rowCount,
  rowKey,
  rowOfKey,
  type RowSource,
  type RowSplice,
} from './row-source';

/** What the focus of a list works on. */
export interface FocusParts {
  readonly scroller: () => HTMLElement;
  /** Has the rows on the page as its children. */
  readonly feed: () => HTMLElement;
  /** An element behind the list, from which Tab goes on. */
  readonly past: () => HTMLElement;
  readonly rows: () => readonly ListRow[];
  readonly source: () => RowSource;
  readonly geometry: ListGeometry;
  /** The geometry has changed: draws the rows that are seen now. */
  readonly draw: () => void;
}

/**
 * Takes the focus from message to message, and keeps it when rows come and go.
 *
 * A list is one tab stop: Tab comes to the message that was last in focus, or the last one that is seen, and the next Tab leaves
 * the list. What is in a message is reached with Enter, and left with Escape.
 */
export class ListFocus {
  readonly #parts: FocusParts;
  /** The row that has the focus, or had it last. */
  #key: string | null = null;
  #index = -1;
  #isInside = false;
  /** Gets the focus as soon as it is on the page. */
  #wanted: string | null = null;
  /** Whether the focus moves because of the Tab key. */
  #isTabbing = false;
  #isLeaving = false;

  constructor(parts: FocusParts) {
    this.#parts = parts;
  }

  /** The row that has to stay on the page, wherever the reader scrolls; -1 for none. */
  get keptIndex(): number {
    return this.#isInside ? this.#index : -1;
  }

  /** Another conversation. */
  reset(): void {
    this.#key = null;
    this.#index = -1;
  }

  /** Rows came and went. If the one in focus is gone, its neighbour gets the focus. */
  apply(splices: readonly RowSplice[], source: RowSource): void {
    if (this.#key === null) return;
    const index = rowOfKey(source, this.#key);
    if (index !== -1) this.#index = index;
    else this.#hold(Math.min(movedIndex(splices, this.#index), rowCount(source) - 1), source);
  }

  /** Other rows are on the page. */
  rendered(): void {
    if (this.#wanted === null) return;
    const article = this.#articleOf(this.#wanted);
    if (!article) return;
    this.#wanted = null;
    article.focus({ preventScroll: true });
  }

  /** A key was pressed anywhere: how the focus came is not told by the event that says that it came. */
  keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return;
    this.#isTabbing = true;
    setTimeout(() => (this.#isTabbing = false));
  }

  focusIn({ target }: FocusEvent): void {
    if (this.#isLeaving) return;
    const scroller = this.#parts.scroller();
    const hasCome = !this.#isInside;
    this.#isInside = true;
    // While the focus is inside, Shift+Tab must not find the list itself.
    scroller.tabIndex = -1;
    const article = articleAt(target);
    if (hasCome && this.#isTabbing && target !== article) {
      this.#goTo(this.#startIndex());
      return;
    }
    const row = article && this.#rowOf(article);
    if (!row) return;
    this.#key = row.key;
    this.#index = row.index;
  }

  focusOut({ relatedTarget }: FocusEvent): void {
    const scroller = this.#parts.scroller();
    if (relatedTarget instanceof Node && scroller.contains(relatedTarget)) return;
    this.#isInside = false;
    scroller.tabIndex = 0;
    this.#parts.draw();
  }

  keyDown(event: KeyboardEvent): void {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (event.defaultPrevented || altKey || ctrlKey || metaKey) return;
    const article = articleAt(target);
    if (key === 'Tab') this.#leave(event, article);
    else if (article && target !== article) {
      if (key !== 'Escape') return;
      article.focus();
      event.stopPropagation();
    } else if (key === 'Enter' && article) {
      const [first] = controlsIn(article);
      if (!first) return;
      event.preventDefault();
      first.focus();
    } else {
      const next = this.#nextIndex(key);
      if (next === null) return;
      event.preventDefault();
      this.#goTo(next);
    }
  }

  #nextIndex(key: string): number | null {
    const from = this.#index === -1 ? this.#startIndex() : this.#index;
    switch (key) {
      case 'ArrowUp':
        return from - 1;
      case 'ArrowDown':
        return from + 1;
      case 'Home':
        return 0;
      case 'End':
        return Infinity;
      case 'PageUp':
        return this.#parts.geometry.screenFrom(from, -1);
      case 'PageDown':
        return this.#parts.geometry.screenFrom(from, 1);
      default:
        return null;
    }
  }

  #goTo(index: number): void {
    const { source, geometry, draw } = this.#parts;
    const last = rowCount(source()) - 1;
    if (last < 0) return;
    const next = Math.min(Math.max(0, index), last);
    geometry.reveal(next);
    this.#hold(next, source());
    draw();
    this.rendered();
  }

  #hold(index: number, source: RowSource): void {
    const entry = entryOfRow(source, index);
    this.#key = entry ? rowKey(entry) : null;
    this.#index = entry ? index : -1;
    if (this.#isInside) this.#wanted = this.#key;
  }

  /** Where the focus comes to. */
  #startIndex(): number {
    const { start, end } = this.#parts.geometry.visible();
    return this.#index >= start && this.#index < end ? this.#index : end - 1;
  }

  /** Leaves the list, or a message, when Tab would go on to what is in the next one. */
  #leave(event: KeyboardEvent, article: HTMLElement | null): void {
    const controls = article ? controlsIn(article) : [];
    const isInMessage = article !== null && event.target !== article;
    if (isInMessage && event.shiftKey) {
      if (event.target !== controls[0]) return;
      event.preventDefault();
      article.focus();
      return;
    }
    if (isInMessage && event.target !== controls.at(-1)) return;
    // The browser goes on from there.
    this.#isLeaving = true;
    (event.shiftKey ? this.#parts.scroller() : this.#parts.past()).focus({ preventScroll: true });
    this.#isLeaving = false;
  }

  #rowOf(article: HTMLElement): ListRow | undefined {
    const row = article.closest('.row');
    return row ? this.#parts.rows()[[...this.#parts.feed().children].indexOf(row)] : undefined;
  }

  #articleOf(key: string): HTMLElement | null {
    const at = this.#parts.rows().findIndex((row) => row.key === key);
    return this.#parts.feed().children[at]?.querySelector<HTMLElement>(ARTICLE) ?? null;
  }
}

const ARTICLE = '.article';

function articleAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(ARTICLE) : null;
}

/** What can be operated in a message, in order. */
function controlsIn(article: HTMLElement): readonly HTMLElement[] {
  const all = article.querySelectorAll<HTMLElement>(
    'a[href], button:enabled, input:enabled, textarea:enabled, select:enabled, summary, audio[controls], video[controls], [tabindex="0"]',
  );
  return [...all].filter((element) => element.checkVisibility({ visibilityProperty: true }));
}
