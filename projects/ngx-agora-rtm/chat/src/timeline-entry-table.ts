import type { TimelineEntry } from './chat-message';

/** Characters of a key, the last ones, that its place is told by: those of a UUID are random. */
const TELLING = 12;

/** Keys of one hash that the cells have room for. Only who wants it so has more of them. */
const MAX_ALIKE = 4;

/**
 * Entries by key, as a `Map` has them, for lookups that mostly find nothing: what has just come is new. A `Map` of 100,000 goes
 * through some objects for that, none of which is in the processor's cache; this looks at two numbers that stand side by side.
 */
export class EntryTable {
  /** The hash of a key and, from 1 on, the number of its entry; 0 for none. At least half of them are free. */
  #cells = new Int32Array(32);
  readonly #entries: TimelineEntry[] = [];
  /** Entries with too many others of their hash, so that nobody can make lookups slow by the choice of ids. */
  #crowd: Map<string, TimelineEntry> | null = null;
  readonly #keyOf: (entry: TimelineEntry) => string;
  /** What was asked for last, and its cell, if it is not there: it is mostly what comes in next. */
  #missed: string | null = null;
  #missedHash = 0;
  #missedCell = 0;

  constructor(keyOf: (entry: TimelineEntry) => string) {
    this.#keyOf = keyOf;
  }

  get size(): number {
    return this.#entries.length + (this.#crowd?.size ?? 0);
  }

  get(key: string): TimelineEntry | undefined {
    const hash = hashOf(key);
    const cell = this.#cellOf(key, hash);
    const number = this.#cells[cell + 1];
    if (number === undefined) return this.#crowd?.get(key);
    if (number > 0) return this.#entries[number - 1];
    this.#missed = key;
    this.#missedHash = hash;
    this.#missedCell = cell;
    return undefined;
  }

  /** @returns The entry whose place it takes. */
  set(entry: TimelineEntry): TimelineEntry | undefined {
    const key = this.#keyOf(entry);
    const isMissed = key === this.#missed;
    const hash = isMissed ? this.#missedHash : hashOf(key);
    const cell = isMissed ? this.#missedCell : this.#cellOf(key, hash);
    this.#missed = null;
    const number = this.#cells[cell + 1];
    if (number === undefined) return this.#setInCrowd(key, entry);
    if (number > 0) {
      const known = this.#entries[number - 1];
      this.#entries[number - 1] = entry;
      return known;
    }
    this.#cells[cell] = hash;
    this.#cells[cell + 1] = this.#entries.push(entry);
    if (this.#entries.length * 4 > this.#cells.length) this.#grow();
    return undefined;
  }

  /** Where a key is or would be; beyond all cells where it can only be in the crowd. */
  #cellOf(key: string, hash: number): number {
    const cells = this.#cells;
    const last = cells.length - 2;
    let alike = 0;
    for (let cell = (hash * 2) & last; ; cell = (cell + 2) & last) {
      const number = cells[cell + 1];
      if (number === undefined || number === 0) return cell;
      if (cells[cell] !== hash) continue;
      const entry = this.#entries[number - 1];
      if (entry && this.#keyOf(entry) === key) return cell;
      if (++alike === MAX_ALIKE) return cells.length;
    }
  }

  #setInCrowd(key: string, entry: TimelineEntry): TimelineEntry | undefined {
    this.#crowd ??= new Map();
    const known = this.#crowd.get(key);
    this.#crowd.set(key, entry);
    return known;
  }

  #grow(): void {
    const before = this.#cells;
    const cells = new Int32Array(before.length * 2);
    const last = cells.length - 2;
    for (let at = 0; at < before.length; at += 2) {
      const hash = before[at] ?? 0;
      const number = before[at + 1] ?? 0;
      if (number === 0) continue;
      let cell = (hash * 2) & last;
      while (cells[cell + 1] !== 0) cell = (cell + 2) & last;
      cells[cell] = hash;
      cells[cell + 1] = number;
    }
    this.#cells = cells;
  }
}

/** A number for a key: 32 bits. */
function hashOf(key: string): number {
  let hash = key.length;
  for (let at = Math.max(0, key.length - TELLING); at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x9e3779b1);
  }
  return hash ^ (hash >>> 15);
}
