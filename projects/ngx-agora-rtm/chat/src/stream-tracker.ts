import type { StreamProgress } from './chat-storage';
import type { Position } from './content';

/** Most streams of one conversation that are counted. The one that began first is forgotten first. */
export const MAX_STREAMS = 1000;

/** Most holes of one stream that are told apart. What arrives beyond more of them counts as missing until they are filled. */
export const MAX_HOLES = 64;

/** Numbers from `first` to `last`, both included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** What has arrived next to a number that has not. */
export interface Neighbours {
  readonly before: number | null;
  readonly after: number | null;
}

interface Stream {
  readonly from: string;
  readonly stream: string;
  /** What has arrived: sorted, never touching each other. The first one begins with the first number that was expected. */
  readonly runs: { first: number; last: number }[];
}

/** Counts what has arrived of each stream of a conversation, and so knows what is missing. */
export class StreamTracker {
  readonly #streams = new Map<string, Stream>();

  constructor(progress: readonly StreamProgress[] = []) {
    for (const { from, stream, since, upTo, beyond } of progress) {
      if (!(since >= 0 && upTo >= since)) continue;
      const runs = [{ first: since, last: upTo }];
      for (const [first, last] of beyond.slice(0, MAX_HOLES)) {
        const before = runs[runs.length - 1]?.last ?? 0;
        if (first > before + 1 && last >= first) runs.push({ first, last });
      }
      this.#streams.set(nameOf(from, stream), { from, stream, runs });
    }
  }

  /** Whether nothing was ever counted. */
  get isEmpty(): boolean {
    return this.#streams.size === 0;
  }

  /** Expects a stream from its very first number on: 0 counts as arrived. Only for one of which nothing was counted. */
  expectAll(from: string, stream: string): void {
    if (!this.#streams.has(nameOf(from, stream))) this.add(from, stream, 0);
  }

  /** Counts a number. @returns Whether it was there already. */
  add(from: string, stream: string, n: number): 'new' | 'known' {
    const name = nameOf(from, stream);
    const known = this.#streams.get(name);
    if (!known) {
      this.#makeRoom();
      this.#streams.set(name, { from, stream, runs: [{ first: n, last: n }] });
      return 'new';
    }
    return insert(known.runs, n) ? 'new' : 'known';
  }

  /** What is missing of a stream between what has arrived, first ones first. */
  missing(from: string, stream: string): readonly Run[] {
    const runs = this.#streams.get(nameOf(from, stream))?.runs;
    if (!runs || runs.length < 2) return NONE;
    return runs.slice(1).map(({ first }, index) => ({
      first: (runs[index]?.last ?? 0) + 1,
      last: first - 1,
    }));
  }

  /** Whether a number has arrived. */
  has(from: string, stream: string, n: number): boolean {
    const runs = this.#streams.get(nameOf(from, stream))?.runs;
    return runs?.some(({ first, last }) => first <= n && n <= last) ?? false;
  }

  /** The last number before the first hole; 0 for a stream that is not known. */
  upTo(from: string, stream: string): number {
    return this.#streams.get(nameOf(from, stream))?.runs[0]?.last ?? 0;
  }

  /** The first number that has arrived; 0 for a stream that is not known. */
  since(from: string, stream: string): number {
    return this.#streams.get(nameOf(from, stream))?.runs[0]?.first ?? 0;
  }

  /** The nearest numbers before and after a missing one that have arrived; `null` for none. */
  around(from: string, stream: string, n: number): Neighbours {
    const runs = this.#streams.get(nameOf(from, stream))?.runs ?? [];
    const after = runs.findIndex(({ first }) => first > n);
    const before = after === -1 ? runs.length - 1 : after - 1;
    return { before: runs[before]?.last ?? null, after: runs[after]?.first ?? null };
  }

  /** Streams of a user. */
  streamsOf(from: string): readonly string[] {
    return [...this.#streams.values()].filter((one) => one.from === from).map((one) => one.stream);
  }

  /** Streams that have a hole. */
  broken(): readonly Pick<Stream, 'from' | 'stream'>[] {
    return [...this.#streams.values()].filter(({ runs }) => runs.length > 1);
  }

  /** How far each stream has come without a hole. */
  positions(): readonly Position[] {
    return this.progress().flatMap(({ from, stream, upTo }) =>
      upTo > 0 ? [{ from, stream, n: upTo }] : [],
    );
  }

  /** All of it, to be kept. */
  progress(): readonly StreamProgress[] {
    return [...this.#streams.values()].map(({ from, stream, runs: [begin, ...beyond] }) => ({
      from,
      stream,
      since: begin?.first ?? 1,
      upTo: begin?.last ?? 0,
      beyond: beyond.map(({ first, last }) => [first, last] as const),
    }));
  }

  #makeRoom(): void {
    if (this.#streams.size < MAX_STREAMS) return;
    const [oldest] = this.#streams.keys();
    if (oldest !== undefined) this.#streams.delete(oldest);
  }
}

const NONE: readonly Run[] = [];

function nameOf(from: string, stream: string): string {
  // A stream has no colon, so no two pairs get the same name.
  return `${stream}:${from}`;
}

/** Puts a number among runs, from the end, where most of them belong. Says whether it was not there. */
function insert(runs: { first: number; last: number }[], n: number): boolean {
  let index = runs.length - 1;
  while (index >= 0 && (runs[index]?.first ?? 0) > n) index--;
  const before = runs[index];
  const after = runs[index + 1];
  if (before && n <= before.last) return false;
  const joinsBefore = before?.last === n - 1;
  const joinsAfter = after?.first === n + 1;
  if (joinsBefore && joinsAfter) {
    before.last = after.last;
    runs.splice(index + 1, 1);
  } else if (joinsBefore) {
    before.last = n;
  } else if (joinsAfter) {
    after.first = n;
  } else if (runs.length <= MAX_HOLES) {
    runs.splice(index + 1, 0, { first: n, last: n });
  }
  return true;
}
