import type { ChatMessage, Gap, TimelineEntry } from './chat-message';
import type { Chunk, Timeline } from './timeline';
import { gapKey, type IdIndex, idIndexOf, originAfter } from './timeline-index';
import { compareEntries } from './timeline-order';
import { type Place, placeBehind, placeOf, placeOfKnown } from './timeline-place';

/** Entries of one chunk at most: few enough to copy one for a change, many enough to have few chunks. */
const MAX_CHUNK = 256;

/**
 * From so many on, the last chunk is not copied for what comes behind it: a new one is begun, and later put together with those
 * before it. So what comes one by one costs the copy of a few entries each, and there are no more chunks in the end.
 */
const LONG_TAIL = 32;

/**
 * The next version of a timeline while it is made. Copies the array of chunks and each chunk that changes once, however much
 * changes; the version that it began with stays what it is.
 */
export class TimelineDraft {
  readonly #base: Timeline;
  /** The chunks of the base until something changes. */
  #chunks: readonly Chunk[];
  /** The same array, once it is this draft's own. */
  #own: Chunk[] | null = null;
  /** Chunks that are this draft's own, beside the tail. */
  #ownChunks: Set<TimelineEntry[]> | null = null;
  /** The last chunk, where it is this draft's own and gets what comes behind it. */
  #tail: TimelineEntry[] | null = null;
  /** Where the last entry was put in between others. */
  #inserted: Place | null = null;
  #length: number;
  #index: IdIndex | null = null;

  constructor(base: Timeline) {
    this.#base = base;
    this.#chunks = base.chunks;
    this.#length = base.length;
  }

  /** The message of an id. */
  find(id: string): ChatMessage | undefined {
    const entry = this.#ids().find(this.#chunks, id);
    return entry?.type === 'message' ? entry : undefined;
  }

  findGap(id: string): Gap | undefined {
    const entry = this.#ids().find(this.#chunks, gapKey(id));
    return entry?.type === 'gap' ? entry : undefined;
  }

  get last(): TimelineEntry | undefined {
    return this.#chunks[this.#chunks.length - 1]?.at(-1);
  }

  /** The last message. */
  get latest(): ChatMessage | null {
    return latestMessage(this.#chunks);
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  /** Puts an entry in its place. It must not be there yet. */
  add(entry: TimelineEntry): void {
    this.#ids().add(entry);
    this.#length++;
    this.#insert(entry);
  }

  /** Puts another version of an entry in its place, and where that has changed, in the new one. */
  replace(entry: TimelineEntry, next: TimelineEntry): void {
    this.#ids().add(next);
    if (compareEntries(entry, next) === 0) {
      const { chunk, offset } = placeOfKnown(this.#chunks, entry);
      this.#ownChunk(chunk)[offset] = next;
    } else {
      this.#take(entry);
      this.#insert(next);
    }
  }

  remove(entry: TimelineEntry): void {
    this.#take(entry);
    this.#length--;
  }

  /** The version that came of it: the very one it began with if nothing has changed. */
  finish(): Timeline {
    if (!this.#own) return this.#base;
    const origin = originAfter(this.#base, this.#length, this.#ids());
    return { chunks: this.#own, length: this.#length, origin };
  }

  #ids(): IdIndex {
    return (this.#index ??= idIndexOf(this.#base));
  }

  #insert(entry: TimelineEntry): void {
    const { last } = this;
    if (last && compareEntries(entry, last) < 0) this.#insertBefore(entry);
    else this.#append(entry);
  }

  #append(entry: TimelineEntry): void {
    if (!this.#tail || this.#tail.length >= MAX_CHUNK) this.#tail = this.#newTail();
    this.#tail.push(entry);
  }

  #newTail(): TimelineEntry[] {
    const chunks = this.#ownAll();
    const last = chunks[chunks.length - 1];
    if (last && last.length < LONG_TAIL) return this.#ownChunk(chunks.length - 1);
    const beforeLast = chunks[chunks.length - 2];
    if (last && beforeLast && beforeLast.length + last.length <= MAX_CHUNK) {
      chunks.pop();
      chunks[chunks.length - 1] = beforeLast.concat(last);
    }
    const tail: TimelineEntry[] = [];
    chunks.push(tail);
    return tail;
  }

  #insertBefore(entry: TimelineEntry): void {
    const behind = this.#inserted && placeBehind(this.#chunks, this.#inserted, entry);
    const place = behind ?? placeOf(this.#chunks, entry);
    const { chunk, offset } = place;
    this.#inserted = place;
    const size = this.#chunks[chunk]?.length ?? 0;
    if (size < MAX_CHUNK) this.#ownChunk(chunk).splice(offset, 0, entry);
    // Older pages come in front: full chunks stay full.
    else if (chunk === 0 && offset === 0) this.#putChunks(0, 0, [entry]);
    else this.#split(chunk, offset, entry);
  }

  #split(chunk: number, offset: number, entry: TimelineEntry): void {
    const entries = this.#ownChunk(chunk);
    entries.splice(offset, 0, entry);
    const middle = entries.length >>> 1;
    this.#putChunks(chunk, 1, entries.slice(0, middle), entries.slice(middle));
  }

  #take(entry: TimelineEntry): void {
    const { chunk, offset } = placeOfKnown(this.#chunks, entry);
    const entries = this.#ownChunk(chunk);
    entries.splice(offset, 1);
    if (entries.length === 0) this.#putChunks(chunk, 1);
  }

  #putChunks(at: number, count: number, ...chunks: TimelineEntry[][]): void {
    for (const chunk of chunks) this.#noteOwn(chunk);
    this.#ownAll().splice(at, count, ...chunks);
    this.#tail = null;
  }

  #ownChunk(at: number): TimelineEntry[] {
    const chunks = this.#ownAll();
    const chunk = chunks[at] as TimelineEntry[] | undefined;
    if (chunk && (chunk === this.#tail || this.#ownChunks?.has(chunk))) return chunk;
    const copy = chunk ? chunk.slice() : [];
    this.#noteOwn(copy);
    chunks[at] = copy;
    return copy;
  }

  #noteOwn(chunk: TimelineEntry[]): void {
    (this.#ownChunks ??= new Set()).add(chunk);
  }

  #ownAll(): Chunk[] {
    this.#own ??= this.#chunks.slice();
    this.#chunks = this.#own;
    return this.#own;
  }
}

/** The last message of a timeline, which gaps may follow. */
export function latestMessage(chunks: readonly Chunk[]): ChatMessage | null {
  for (let chunk = chunks.length - 1; chunk >= 0; chunk--) {
    const entries = chunks[chunk] ?? [];
    for (let offset = entries.length - 1; offset >= 0; offset--) {
      const entry = entries[offset];
      if (entry?.type === 'message') return entry;
    }
  }
  return null;
}
