// The limit: no framework, an array, and thirty elements that are used again and again.
import { type PaneMessage, SENDERS } from '../messages.ts';
import { offer } from '../subject.ts';
import { RowHeights } from './row-heights.ts';

const POOL = 30;
const ROWS_ABOVE = 4;
const LINE = 20;
const LETTERS_A_LINE = 100;
const ABOVE_TEXT = 28;

/** How near the end counts as at the end, in px. */
const NEAR = 4;

interface Row {
  readonly element: HTMLElement;
  readonly who: Text;
  readonly text: Text;
  /** The message in it; -1: none yet, -2: hidden. */
  shows: number;
}

class LimitPane {
  readonly element = made('div', 'pane');
  readonly scroller = made('div', 'list');
  readonly composer = document.createElement('textarea');
  readonly #space = made('div', '');
  readonly #window = made('div', 'window');
  readonly #rows: readonly Row[] = Array.from({ length: POOL }, newRow);
  readonly #messages: PaneMessage[];
  readonly #heights = new RowHeights();
  #isScheduled = false;
  #isAtEnd = true;

  constructor(messages: PaneMessage[]) {
    this.#messages = messages;
    for (const message of messages) this.#heights.append(guess(message));
    this.#space.style.cssText = 'position: relative; overflow: hidden';
    this.#window.append(...this.#rows.map(({ element }) => element));
    this.#space.append(this.#window);
    this.scroller.append(this.#space);
    this.element.append(this.scroller, this.composer);
    this.scroller.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = this.scroller;
      this.#isAtEnd = scrollTop + clientHeight >= scrollHeight - NEAR;
      this.#schedule();
    });
    this.#schedule();
  }

  add(arrived: readonly PaneMessage[]): void {
    for (const message of arrived) {
      this.#messages.push(message);
      this.#heights.append(guess(message));
    }
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#isScheduled = false;
    const count = Math.min(POOL, this.#messages.length);
    const last = this.#messages.length - 1;
    const top = this.scroller.scrollTop;
    const anchor = this.#isAtEnd ? last : this.#heights.rowAt(top);
    const intoAnchor = top - this.#heights.topOf(anchor);
    const first = Math.max(0, Math.min(last + 1 - count, anchor - ROWS_ABOVE));
    for (let at = first; at < first + POOL; at += 1) this.#drawRow(at, at - first);
    for (let at = first; at < first + count; at += 1) {
      this.#heights.correct(at, this.#rowOf(at).element.offsetHeight);
    }
    this.#space.style.height = `${this.#heights.total}px`;
    this.#window.style.transform = `translateY(${this.#heights.topOf(first)}px)`;
    const target = this.#isAtEnd ? this.#heights.total : this.#heights.topOf(anchor) + intoAnchor;
    if (Math.abs(this.scroller.scrollTop - target) > 0.5) this.scroller.scrollTop = target;
  }

  #drawRow(at: number, order: number): void {
    const row = this.#rowOf(at);
    const message = this.#messages[at];
    row.element.style.order = String(order);
    if (message === undefined) {
      row.element.style.display = 'none';
      row.shows = -2;
      return;
    }
    if (row.shows === at) return;
    if (row.shows === -2) row.element.style.display = '';
    row.who.data = `${SENDERS[message.sender]?.name ?? ''} ${timeOf(message.at)}`;
    row.text.data = message.text;
    row.shows = at;
  }

  #rowOf(at: number): Row {
    const row = this.#rows[at % POOL];
    if (row === undefined) throw new Error(`There is no row for ${at}.`);
    return row;
  }
}

function newRow(): Row {
  const element = made('div', 'row');
  const [who, text] = [document.createTextNode(''), document.createTextNode('')];
  for (const [name, node] of [
    ['who', who],
    ['text', text],
  ] as const) {
    const part = made('div', name);
    part.append(node);
    element.append(part);
  }
  return { element, who, text, shows: -1 };
}

function made(name: string, className: string): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

function guess({ text }: PaneMessage): number {
  return ABOVE_TEXT + LINE * Math.ceil(text.length / LETTERS_A_LINE);
}

function timeOf(at: number): string {
  const minutes = Math.floor(at / 60_000) % 1440;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

let messages: PaneMessage[] = [];
let pane: LimitPane | null = null;

offer<PaneMessage>({
  start: () => undefined,
  prepare: (written) => [...written],
  fill: (history) => (messages = [...history]),
  show() {
    pane = new LimitPane(messages);
    document.querySelector('bench-app')?.append(pane.element);
  },
  hide() {
    pane?.element.remove();
    pane = null;
  },
  push: (arrived) => pane?.add(arrived),
  row: '.row',
  scroller: () => pane?.scroller ?? null,
  composer: () => pane?.composer ?? null,
});
