import type { SearchResult } from 'minisearch';
import type { ChatRecord } from './chat-record';
import type { ChatStorage } from './chat-storage';
import { type Clock, SYSTEM_CLOCK } from './clock';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import { wordsOf } from './search-words';
import { SearchIndex } from './search-index';
import type { SearchedMessage } from './searched-messages';

/** Where something stands in a text, in UTF-16 units: from `start` up to, not including, `end`. */
export type TextRange = readonly [start: number, end: number];

/** A message that was found. */
export interface SearchHit {
  readonly key: ConversationKey;
  readonly id: MessageId;
  /** The message whose thread it is part of; `null` for one of the conversation's own timeline. */
  readonly thread: MessageId | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly from: string;
  /** With the latest edit. */
  readonly text: string;
  /** The words of the text that were found: whole words, in order. */
  readonly ranges: readonly TextRange[];
  /** Its files, with what was found of their names. */
  readonly files: readonly { readonly name: string; readonly ranges: readonly TextRange[] }[];
}

/** Where a search looks, and how much it tells. */
export interface SearchOptions {
  /** Only in this conversation. */
  readonly key?: ConversationKey;
  /** Only messages of this user. */
  readonly from?: string;
  /** Hits at most: 50 unless told. */
  readonly limit?: number;
}

/** Longest query in UTF-16 units, and words in it: what is beyond is not looked for. */
const MAX_QUERY = 256;
const MAX_WORDS = 10;

const DEFAULT_LIMIT = 50;

/**
 * Finds messages by their words, in all conversations of a storage. A message is found if it has all words of the query, or words
 * that begin with them, or words that differ from them by a typing error. Case and accents make no difference.
 *
 * The index is in memory. It is made with the first search, and so is its code loaded.
 */
export class ChatSearch {
  readonly #storage: Pick<ChatStorage, 'scan'>;
  readonly #clock: Clock;
  #index: Promise<SearchIndex> | null = null;
  /** What arrives while the index is made. */
  #early: (readonly ChatRecord[])[] = [];
  #made: SearchIndex | null = null;

  constructor(storage: Pick<ChatStorage, 'scan'>, clock: Clock = SYSTEM_CLOCK) {
    this.#storage = storage;
    this.#clock = clock;
  }

  /**
   * Takes in what has arrived: edits take the place of what they edit, deleted messages are found no more. Does nothing before
   * the first search, which reads all from the storage.
   */
  add(records: readonly ChatRecord[]): void {
    if (this.#made) {
      this.#made.add(records);
    } else if (this.#index) {
      this.#early.push(records);
    }
  }

  /**
   * Looks for words. Of those hits that have them as they were written, or as beginnings, come first, the newest of them first;
   * then those with typing errors, the newest first.
   *
   * @returns Nothing for a query without words. Rejects if the storage or the index cannot be loaded; the next search tries again.
   */
  async search(query: string, options: SearchOptions = {}): Promise<readonly SearchHit[]> {
    const terms = wordsOf(query.slice(0, MAX_QUERY))
      .slice(0, MAX_WORDS)
      .map(({ term }) => term);
    if (terms.length === 0) {
      return [];
    }
    const index = await (this.#index ??= this.#build());
    const results = await index.find(terms);
    const { key, from, limit = DEFAULT_LIMIT } = options;
    return results
      .filter(
        ({ message }) =>
          (key === undefined || message.key === key) &&
          (from === undefined || message.from === from),
      )
      .map(({ result, message }) => ({ result, message, isExact: isExact(result, terms) }))
      .sort(
        (a, b) =>
          Number(b.isExact) - Number(a.isExact) ||
          b.message.at - a.message.at ||
          b.message.ref - a.message.ref,
      )
      .slice(0, limit)
      .map(({ result, message }) => hitOf(message, new Set(result.terms)));
  }

  /** Forgets everything, the index too: for the end of a session. */
  clear(): void {
    this.#index = null;
    this.#made = null;
    this.#early = [];
  }

  #build(): Promise<SearchIndex> {
    const index = SearchIndex.of(this.#storage, this.#clock);
    index.then(
      (made) => {
        if (this.#index === index) {
          this.#made = made;
          this.#early.splice(0).forEach((records) => made.add(records));
        }
      },
      () => {
        if (this.#index === index) {
          this.clear();
        }
      },
    );
    return index;
  }
}

/** Whether each word of the query is there, or a word that begins with it. */
function isExact({ terms: found }: SearchResult, terms: readonly string[]): boolean {
  return terms.every((term) => found.some((other) => other.startsWith(term)));
}

function hitOf(message: SearchedMessage, found: ReadonlySet<string>): SearchHit {
  const { key, id, thread, at, from, text, files } = message;
  return {
    ...{ key, id, thread, at, from, text },
    ranges: rangesOf(text, found),
    files: files.map((name) => ({ name, ranges: rangesOf(name, found) })),
  };
}

function rangesOf(text: string, found: ReadonlySet<string>): readonly TextRange[] {
  return wordsOf(text)
    .filter(({ term }) => found.has(term))
    .map(({ start, end }) => [start, end]);
}
