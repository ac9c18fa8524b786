import type { ChatMessage, Gap, TimelineEntry } from './chat-message';
import type { Chunk, Timeline } from './timeline';
import { gapKey, type IdIndex, idIndexOf, keepIdIndex } from './timeline-index';
import { compareEntries } from './timeline-order';
import { placeOf } from './timeline-place';

/** Entries of one chunk at most: few enough to copy one for a message, many enough to have few chunks. */
const MAX_CHUNK = 256;

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
  readonly #ownChunks = new Set<TimelineEntry[]>();
  /** The last chunk, where it is this draft's own. */
  #tail: TimelineEntry[] | null = null;
  #length: number;
  readonly #index: IdIndex;

  constructor(base: Timeline) {
    this.#base = base;
    this.#chunks = base.chunks;
    this.#length = base.length;
    this.#index = idIndexOf(base.chunks);
  }

  /** The message of an id. */
  find(id: string): ChatMessage | undefined {
    const entry = this.#index.find(this.#chunks, id);
    return entry?.type === 'message' ? entry : undefined;
  }

  findGap(id: string): Gap | undefined {
    const entry = this.#index.find(this.#chunks, gapKey(id));
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
    this.#index.add(entry);
    this.#length++;
    this.#insert(entry);
  }

  /** Puts another version of an entry in its place, and where that has changed, in the new one. */
  replace(entry: TimelineEntry, next: TimelineEntry): void {
    this.#index.add(next);
    if (compareEntries(entry, next) === 0) {
      const { chunk, offset } = placeOf(this.#chunks, entry);
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
    keepIdIndex(this.#own, this.#length, this.#index);
    return { chunks: this.#own, length: this.#length };
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
    if (last && last.length < MAX_CHUNK) return this.#ownChunk(chunks.length - 1);
    const tail: TimelineEntry[] = [];
    this.#ownChunks.add(tail);
    chunks.push(tail);
    return tail;
  }

  #insertBefore(entry: TimelineEntry): void {
    const { chunk, offset } = placeOf(this.#chunks, entry);
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
    const { chunk, offset } = placeOf(this.#chunks, entry);
    const entries = this.#ownChunk(chunk);
    entries.splice(offset, 1);
    if (entries.length === 0) this.#putChunks(chunk, 1);
  }

  #putChunks(at: number, count: number, ...chunks: TimelineEntry[][]): void {
    for (const chunk of chunks) this.#ownChunks.add(chunk);
    this.#ownAll().splice(at, count, ...chunks);
    this.#tail = null;
  }

  #ownChunk(at: number): TimelineEntry[] {
    const chunks = this.#ownAll();
    const chunk = chunks[at] as TimelineEntry[] | undefined;
    if (chunk && this.#ownChunks.has(chunk)) return chunk;
    const copy = chunk ? chunk.slice() : [];
    this.#ownChunks.add(copy);
    chunks[at] = copy;
    return copy;
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
