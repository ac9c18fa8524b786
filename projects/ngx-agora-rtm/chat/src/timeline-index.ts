import type { TimelineEntry } from './chat-message';
import type { Chunk, Timeline } from './timeline';
import { EntryTable } from './timeline-entry-table';
import { compareEntries } from './timeline-order';
import { entryLike } from './timeline-place';

/**
 * Where the entries of a timeline are, by id.
 *
 * One index serves all versions of a timeline that come from each other, so that no version pays for it again. It may
 * therefore know too much (what another version holds) but never too little: whoever makes a version adds to the index what
 * is new in it, and no place is ever taken out. So a miss is certain, and a hit is looked up in the version at hand. What is
 * found depends on that version alone, however many others went another way.
 */
export class IdIndex {
  /** Any version of an entry, which tells its place by the order of the timeline. */
  readonly #entries = new EntryTable(indexKey);
  /** Other places that an entry has, or had, in some version. */
  #others: Map<string, readonly TimelineEntry[]> | null = null;

  /** Entries of all versions. */
  get size(): number {
    return this.#entries.size;
  }

  /** Notes the place of an entry. */
  add(entry: TimelineEntry): void {
    const known = this.#entries.set(entry);
    if (known && compareEntries(known, entry) !== 0) this.#addOther(indexKey(entry), known);
  }

  /** The entry of a version, by what `indexKey` says of it. */
  find(chunks: readonly Chunk[], key: string): TimelineEntry | undefined {
    const hint = this.#entries.get(key);
    if (!hint) return undefined;
    return entryLike(chunks, hint) ?? this.#findOther(chunks, key);
  }

  /** Whether most of it is of no use for a version of this length: it has gone far from the others. */
  isWorn(length: number): boolean {
    return this.size > 2 * length + SLACK || (this.#others?.size ?? 0) > length / 8 + SLACK;
  }

  #addOther(key: string, place: TimelineEntry): void {
    this.#others ??= new Map();
    const known = this.#others.get(key) ?? [];
    if (known.some((each) => compareEntries(each, place) === 0)) return;
    this.#others.set(key, [...known, place]);
  }

  #findOther(chunks: readonly Chunk[], key: string): TimelineEntry | undefined {
    for (const hint of this.#others?.get(key) ?? []) {
      const found = entryLike(chunks, hint);
      if (found) return found;
    }
    return undefined;
  }
}

/** Places of no use that are put up with, so that small timelines do not pay for a new index all the time. */
const SLACK = 1_000;

/**
 * The indexes are beside the state, which stays plain data: by the origin that versions have in common. A timeline that comes from
 * elsewhere (the devtools, JSON) has an origin of its own, and gets its index when it is first asked for.
 */
const INDEXES = new WeakMap<object, IdIndex>();

/** The index of a version. */
export function idIndexOf({ chunks, length, origin }: Timeline): IdIndex {
  // The empty timeline is everybody's ancestor: its descendants have nothing in common.
  if (length === 0) return new IdIndex();
  const known = INDEXES.get(origin);
  // One that knows too little is not from here: somebody has put entries into a timeline by hand.
  if (known && known.size >= length) return known;
  const index = new IdIndex();
  for (const chunk of chunks) for (const entry of chunk) index.add(entry);
  INDEXES.set(origin, index);
  return index;
}

/** The origin of a version of some length that comes from another one, to whose index all that is new was added. */
export function originAfter(base: Timeline, length: number, index: IdIndex): object {
  // A worn one is left to the other versions: this one gets its own, which costs little for each of the many changes since.
  if (index.isWorn(length)) return {};
  if (base.length > 0) return base.origin;
  const origin = {};
  INDEXES.set(origin, index);
  return origin;
}

/** What an entry is found by. Gaps have a name space of their own, for senders choose the ids of messages. */
export function indexKey(entry: TimelineEntry): string {
  return entry.type === 'gap' ? gapKey(entry.id) : entry.id;
}

/** What a gap is found by. */
export function gapKey(id: string): string {
  return `gap ${id}`;
}
