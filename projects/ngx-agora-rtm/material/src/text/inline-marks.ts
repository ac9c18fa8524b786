import type { Atom } from './inline-text';
import type { TextMeter } from './text-meter';
import { isWordEnd, isWordStart } from './word-edges';

/** A pair of markers with what is between them. */
export interface Mark {
  readonly marker: '*' | '**' | '_';
  /** Where the opening marker begins. */
  readonly start: number;
  /** Where the closing marker ends. */
  readonly end: number;
}

interface OpenMark {
  readonly marker: Mark['marker'];
  readonly start: number;
}

/** Finds the pairs of markers of a line in one pass. */
export class MarkMatcher {
  readonly #line: string;
  readonly #atoms: readonly Atom[];
  readonly #meter: TextMeter;
  /** Innermost last. Each marker at most once, so never more than three. */
  #open: OpenMark[] = [];
  readonly #found: Mark[] = [];

  constructor(line: string, atoms: readonly Atom[], meter: TextMeter) {
    this.#line = line;
    this.#atoms = atoms;
    this.#meter = meter;
  }

  /** In the order in which they begin. */
  match(): readonly Mark[] {
    let from = 0;
    for (const { start, end } of this.#atoms) {
      this.#scan(from, start);
      from = end;
    }
    this.#scan(from, this.#line.length);
    return this.#found.sort((a, b) => a.start - b.start);
  }

  #scan(from: number, to: number): void {
    let at = from;
    while (at < to) {
      const character = this.#line[at];
      const start = at++;
      this.#meter.steps++;
      if (character !== '*' && character !== '_') continue;
      while (at < to && this.#line[at] === character) at++;
      const marker = MARKERS.get(this.#line.slice(start, Math.min(at, start + 3)));
      if (marker !== undefined) this.#meet(marker, start);
    }
  }

  #meet(marker: Mark['marker'], start: number): void {
    const end = start + marker.length;
    const before = this.#line.slice(Math.max(0, start - 1), start);
    const after = this.#line.slice(end, end + 1);
    // Between letters of a word `2*3*4` and `snake_case` are meant as they are; `**` is not written there for anything else,
    // and languages without spaces need it.
    const isFree = marker === '**';
    if (before.trim() !== '' && (isFree || !isWordStart(after)) && this.#close(marker, end)) return;
    if (after.trim() !== '' && (isFree || !isWordEnd(before))) this.#push(marker, start);
  }

  /** Closes what is open, and gives up what was opened inside it. @returns Whether it was open. */
  #close(marker: Mark['marker'], end: number): boolean {
    const index = this.#open.findIndex((open) => open.marker === marker);
    const open = this.#open[index];
    if (!open) return false;
    this.#open = this.#open.slice(0, index);
    if (this.#meter.takeElement()) this.#found.push({ marker, start: open.start, end });
    return true;
  }

  /** The marker that stands nearer is the one that is meant. */
  #push(marker: Mark['marker'], start: number): void {
    this.#open = [...this.#open.filter((open) => open.marker !== marker), { marker, start }];
  }
}

/** Longer runs are no formatting: they draw lines and hide words. */
const MARKERS: ReadonlyMap<string, Mark['marker']> = new Map([
  ['*', '*'],
  ['**', '**'],
  ['_', '_'],
]);
