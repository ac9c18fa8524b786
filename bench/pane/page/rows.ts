import { idOf } from '../messages.ts';
import type { PaneSubject } from '../subject.ts';

/** So many rows from the end are looked through where all are drawn. */
const LAST_FEW = 4;
const MANY = 250;

/** Points of the list that are looked at, as shares of its box. */
const ACROSS = [0.06, 0.15, 0.5, 0.85];
const DOWN = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => tenth / 10);

/** The rows of a pane, as somebody sees them who looks at the page. */
export class Rows {
  readonly #subject: PaneSubject;
  readonly #rows: HTMLCollectionOf<Element>;

  constructor(subject: PaneSubject) {
    this.#subject = subject;
    const { row } = subject;
    // These follow what is in the page: asking for them costs nothing.
    this.#rows = row.startsWith('.')
      ? document.getElementsByClassName(row.slice(1))
      : document.getElementsByTagName(row);
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Whether the row of a message, one of the latest, is there and can be seen. */
  shows(index: number): boolean {
    const [row, box] = [this.#find(index), this.#box()];
    if (row === null || box === null) return false;
    const { top, bottom, height } = row.getBoundingClientRect();
    return height > 0 && top < box.bottom - 1 && bottom > box.top + 1;
  }

  /** What is written in the row of a message; `null` where there is none. */
  textOf(index: number): string | null {
    return this.#find(index)?.textContent ?? null;
  }

  /** The message whose row is the first that can be seen; -1 where there is none. */
  firstSeen(): number {
    for (const down of [0.02, 0.05, ...DOWN]) {
      const found = this.#rowAt(down)?.textContent.match(/m(\d{7})/);
      if (found) return Number(found[1]);
    }
    return -1;
  }

  /** Whether there is no row anywhere in the list. */
  isBlank(): boolean {
    return !DOWN.some((down) => this.#rowAt(down) !== null);
  }

  #find(index: number): Element | null {
    const id = idOf(index);
    const { length } = this.#rows;
    const end = Math.max(0, length - (length <= MANY ? length : LAST_FEW));
    for (let at = length - 1; at >= end; at -= 1) {
      const row = this.#rows[at];
      if (row?.textContent.includes(id)) return row;
    }
    return null;
  }

  #rowAt(down: number): Element | null {
    const box = this.#box();
    if (box === null) return null;
    for (const across of ACROSS) {
      const [x, y] = [box.left + box.width * across, box.top + box.height * down];
      const row = document.elementFromPoint(x, y)?.closest(this.#subject.row);
      if (row) return row;
    }
    return null;
  }

  #box(): DOMRect | null {
    return this.#subject.scroller()?.getBoundingClientRect() ?? null;
  }
}
