import type { RowSplice } from './row-source';
import { RowHeights } from './row-heights';

/** Rows from one index up to another one (exclusive). */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** Where things have to be on the page, in CSS pixels. */
export interface Placement {
  /** Height of all rows and what is above them. */
  readonly space: number;
  /** Top of the first row that is on the page. */
  readonly window: number;
  /** Where to scroll to; `null`: stay. */
  readonly scrollTop: number | null;
}

/** A row, and where one of its edges is below the top of what is seen. */
interface Anchor {
  readonly index: number;
  /**
   * The upper one for a row that the reader was taken to. Else the lower one: what begins a row (its day, its sender) comes and goes
   * with the row before it, so its upper edge says little of where its text is.
   */
  readonly edge: 'top' | 'bottom';
  readonly offset: number;
}

/**
 * Where the rows of a list are and what of them is seen, as numbers; knows nothing of the page.
 *
 * The reader is either at the end and stays there, or looks at a row (the anchor) which stays where it is on the screen, whatever
 * comes, goes or changes its height above and below. While the reader scrolls that is done by moving the rows (`#shift`) rather
 * than the scroll position: setting it would end the momentum of a finger or a wheel. When they are done, or come near the top,
 * both are made equal again.
 */
export class ListGeometry {
  readonly heights = new RowHeights(ESTIMATE);
  #isEstimated = true;
  #head = 0;
  #viewport = 0;
  #isAtEnd = true;
  #anchor: Anchor = { index: 0, edge: 'bottom', offset: 0 };
  /** Where the page has scrolled to. */
  #top = 0;
  /** By how much the rows are drawn higher than their place. */
  #shift = 0;
  /** The height that the page has been given. */
  #space = 0;
  /** Whether the reader was taken elsewhere, and the page does not know yet. */
  #hasJumped = false;
  #direction = 0;

  /** Whether the reader is at the end, and is kept there. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Height of what is seen; 0 while the list is hidden. */
  get viewport(): number {
    return this.#viewport;
  }

  /** Begins anew, at the end. */
  reset(rows: number): void {
    this.heights.reset(rows);
    this.goToEnd();
  }

  /** Rows came and went: the reader stays on theirs, or on the next one if it is gone. */
  apply(splices: readonly RowSplice[]): void {
    for (const { at, removed, added } of splices) {
      const { index, edge, offset } = this.#anchor;
      if (index >= at + removed) {
        this.#anchor = { index: index + added - removed, edge, offset };
      } else if (index >= at) {
        // The next row is held, if it is near: what came in the place of this one then stands above it.
        const next = offset + this.rowTop(at + removed) - this.#edge(index, edge);
        const isNear = next < this.#viewport;
        this.#anchor = { index: at + added, edge: 'top', offset: isNear ? next : 0 };
      }
      this.heights.splice(at, removed, added);
    }
  }

  /** A row has been measured. @returns Whether anything moves. */
  measure(index: number, height: number): boolean {
    return this.heights.measure(index, height) !== 0;
  }

  /** After the first rows were measured: what the others will probably be like. */
  learn({ start, end }: RowRange): void {
    if (!this.#isEstimated || end <= start) return;
    this.#isEstimated = false;
    const height = this.heights.before(end) - this.heights.before(start);
    this.heights.estimateAt(Math.max(MIN_ESTIMATE, Math.round(height / (end - start))));
  }

  /** What is above the first row has another height. */
  resizeHead(height: number): void {
    // Who is at the very top wants to see it.
    if (!this.#isAtEnd && this.#y() < 1) {
      this.#anchor = { ...this.#anchor, offset: this.#anchor.offset + height - this.#head };
    }
    this.#head = height;
  }

  resizeViewport(height: number): void {
    this.#viewport = height;
  }

  /** The page was scrolled to here, by whomever. @returns Whether that was news. */
  scrolled(top: number): boolean {
    const before = this.#top;
    const end = Math.max(0, this.#space - this.#viewport);
    // What bounces at the end has not been scrolled back.
    const next = Math.min(Math.max(0, top), end);
    if (Math.abs(next - before) < 1) return false;
    this.#top = next;
    this.#direction = Math.sign(next - before);
    const rest = end - next;
    if (next < before && rest >= 1) this.#isAtEnd = false;
    else if (rest <= NEAR) this.#isAtEnd = true;
    if (this.#isAtEnd) return true;
    // Who has gone far, or to the very top, sees nothing that could stay: what they have gone to is to be at the top.
    const hasJumped = Math.abs(next - before) > this.#viewport || next + this.#shift < 1;
    this.#anchorAt(next + this.#shift, hasJumped ? 'top' : 'bottom');
    return true;
  }

  /** Rows were measured: the first one is held by its lower edge now, since its beginning goes when older ones come. */
  measured(): void {
    const { index, edge, offset } = this.#anchor;
    if (index > 0 || edge === 'bottom' || !this.heights.isMeasured(0)) return;
    this.#anchor = { index, edge: 'bottom', offset: offset + this.heights.heightOf(0) };
  }

  /** The page has in fact scrolled to here when it was told to. */
  settled(top: number): void {
    this.#top = top;
  }

  goToEnd(): void {
    this.#isAtEnd = true;
    this.#direction = 0;
    this.#hasJumped = true;
  }

  /** Holds a row at a distance from the top of what is seen. */
  goTo(index: number, offset: number): void {
    this.#isAtEnd = false;
    this.#direction = 0;
    this.#hasJumped = true;
    this.#anchor = { index, edge: 'top', offset };
  }

  /** Takes the reader to a row, no farther than it takes to see all of it. */
  reveal(index: number): void {
    const top = this.offsetOf(index);
    const bottom = top + this.heights.heightOf(index);
    if (index === this.heights.length - 1) this.goToEnd();
    else if (index === 0) this.goTo(index, this.#head);
    else if (top < CLEAR_ABOVE) this.goTo(index, CLEAR_ABOVE);
    else if (bottom > this.#viewport - CLEAR_BELOW) {
      this.goTo(index, 0);
      const isTall = bottom - top > this.#viewport - CLEAR_ABOVE - CLEAR_BELOW;
      this.#anchor = isTall
        ? { index, edge: 'top', offset: CLEAR_ABOVE }
        : { index, edge: 'bottom', offset: this.#viewport - CLEAR_BELOW };
    }
  }

  /** The row that is a screen above (-1) or below (1) one, the next one at least. */
  screenFrom(index: number, direction: 1 | -1): number {
    const there = this.heights.before(index) + direction * PAGE * this.#viewport;
    const found = this.heights.indexAt(there);
    return direction > 0 ? Math.max(found, index + 1) : Math.min(found, index - 1);
  }

  /** Where everything has to be. @param isScrolling Whether the reader is scrolling just now. */
  place(start: number, isScrolling: boolean): Placement {
    const y = this.#y();
    const isNearTop = Math.min(y, this.#top) < TOP_SCREENS * this.#viewport;
    const canShift = isScrolling && !this.#isAtEnd && !isNearTop && !this.#hasJumped;
    this.#hasJumped = false;
    this.#shift = canShift ? y - this.#top : 0;
    this.#space = this.#end - this.#shift;
    return {
      space: this.#space,
      // What is above the first row is drawn with it.
      window: (start === 0 ? 0 : this.rowTop(start)) - this.#shift,
      scrollTop: canShift || Math.abs(y - this.#top) < 0.5 ? null : y,
    };
  }

  /** Top of a row, in the space of all rows. */
  rowTop(index: number): number {
    return this.#head + this.heights.before(index);
  }

  /** Top of a row below the top of what is seen. */
  offsetOf(index: number): number {
    return this.rowTop(index) - this.#y();
  }

  /** How far the reader is from the very top. */
  get distanceFromTop(): number {
    return this.#y();
  }

  /** The rows of which something is seen. */
  visible(): RowRange {
    const y = this.#y();
    return this.#rowsBetween(y, y + (this.#viewport || ASSUMED_VIEWPORT));
  }

  /** The rows to be on the page: those that are there now, as long as they do. */
  range(current: RowRange): RowRange {
    const y = this.#y();
    const bottom = y + (this.#viewport || ASSUMED_VIEWPORT);
    const needed = this.#rowsBetween(y - MARGIN, bottom + MARGIN);
    const [above, below] = this.#overscan();
    const wanted = this.#rowsBetween(y - above, bottom + below);
    const isEnough = current.start <= needed.start && current.end >= needed.end;
    const isTooMuch = current.end - current.start > wanted.end - wanted.start + SPARE_ROWS;
    return isEnough && !isTooMuch ? current : wanted;
  }

  #overscan(): readonly [above: number, below: number] {
    if (this.#direction < 0) return [AHEAD, BEHIND];
    return this.#direction > 0 ? [BEHIND, AHEAD] : [AROUND, AROUND];
  }

  #rowsBetween(top: number, bottom: number): RowRange {
    const start = Math.max(0, this.heights.indexAt(top - this.#head));
    return { start, end: Math.max(start, this.heights.indexAt(bottom - this.#head) + 1) };
  }

  get #end(): number {
    return this.#head + this.heights.total + FOOT;
  }

  #y(): number {
    const end = Math.max(0, this.#end - this.#viewport);
    if (this.#isAtEnd) return end;
    const { index, edge, offset } = this.#anchor;
    return Math.min(Math.max(0, this.#edge(index, edge) - offset), end);
  }

  #edge(index: number, edge: Anchor['edge']): number {
    return this.rowTop(edge === 'top' ? index : index + 1);
  }

  #anchorAt(y: number, edge: Anchor['edge']): void {
    const index = Math.max(0, this.heights.indexAt(y - this.#head));
    this.#anchor = { index, edge, offset: this.#edge(index, edge) - y };
  }
}

/** Height of a row until some have been measured. */
const ESTIMATE = 44;

/** However small the first rows are: a list that thinks of thousands in a screen would draw them. */
const MIN_ESTIMATE = 20;

/** What is seen until that is known: less than most lists, so that the first rows come soon. */
const ASSUMED_VIEWPORT = 600;

/** What a row is kept clear of when it is gone to: the day above, the button below. */
const CLEAR_ABOVE = 40;
const CLEAR_BELOW = 60;

/** The part of a screen that Page Up and Page Down go: a line or two are seen again. */
const PAGE = 0.9;

/** How near the end counts as at the end: less than a line, more than rounding. */
const NEAR = 24;

/** Room below the last row. */
const FOOT = 8;

/** Rows are put on the page before they come nearer than this to what is seen, */
const MARGIN = 60;

/** and then up to here: in the direction in which the reader scrolls, in the other one, and in both while they do not. */
const AHEAD = 420;
const BEHIND = 120;
const AROUND = 200;

/** More rows than wanted that may stay, so that not every step makes others. */
const SPARE_ROWS = 12;

/** From so many screens below the top the scroll position is always true: the top has to be reached exactly. */
const TOP_SCREENS = 2;
