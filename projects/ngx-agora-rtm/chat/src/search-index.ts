import type MiniSearch from 'minisearch';
import type { SearchResult } from 'minisearch';
import type { ChatRecord } from './chat-record';
import type { ChatStorage } from './chat-storage';
import type { Clock } from './clock';
import { wordsOf } from './search-words';
import { type SearchedMessage, SearchedMessages } from './searched-messages';

/** A message that has the words, and which of its own words they are. */
export interface Found {
  readonly result: SearchResult;
  readonly message: SearchedMessage;
}

/** How long the index is worked on at a time, in ms: half a frame at 60 Hz. */
const SLICE = 8;

/** The words of messages. Worked on in slices, between which the page can do other things. */
export class SearchIndex {
  readonly #index: MiniSearch<SearchedMessage>;
  readonly #clock: Clock;
  readonly #messages = new SearchedMessages();
  readonly #waiting: (readonly ChatRecord[])[] = [];
  #work: Promise<void> | null = null;

  private constructor(index: MiniSearch<SearchedMessage>, clock: Clock) {
    this.#index = index;
    this.#clock = clock;
  }

  /** Loads the code, and makes an index of all that a storage has. */
  static async of(storage: Pick<ChatStorage, 'scan'>, clock: Clock): Promise<SearchIndex> {
    const { default: Index } = await import('minisearch');
    const index = new SearchIndex(newIndex(Index), clock);
    await storage.scan((records) => index.add(records));
    await index.#work;
    return index;
  }

  add(records: readonly ChatRecord[]): void {
    this.#waiting.push(records);
    this.#work ??= this.#workOff();
  }

  /** Messages with all of some terms, in no order. Waits until everything that was added is found. */
  async find(terms: readonly string[]): Promise<readonly Found[]> {
    await this.#work;
    return this.#index.search(terms.join(' ')).flatMap((result) => {
      const message = this.#messages.get(result.id as number);
      return message ? [{ result, message }] : [];
    });
  }

  async #workOff(): Promise<void> {
    // Whoever adds does not wait for it.
    await this.#pause();
    let end = this.#clock.now() + SLICE;
    for (let records = this.#waiting.shift(); records; records = this.#waiting.shift()) {
      for (const record of records) {
        this.#take(record);
        if (this.#clock.now() >= end) {
          await this.#pause();
          end = this.#clock.now() + SLICE;
        }
      }
    }
    this.#work = null;
  }

  #take(record: ChatRecord): void {
    const { removed, added } = this.#messages.add(record);
    removed.forEach(({ ref }) => this.#index.discard(ref));
    this.#index.addAll(added);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(0, resolve));
  }
}

function newIndex(Index: typeof MiniSearch): MiniSearch<SearchedMessage> {
  return new Index<SearchedMessage>({
    idField: 'ref',
    fields: ['text', 'files'],
    extractField: (message, field) =>
      field === 'files' ? message.files.join('\n') : message[field as 'ref' | 'text'],
    tokenize: (text) => wordsOf(text).map(({ term }) => term),
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      // Terms of the query are terms already: they are not to be taken apart once more.
      tokenize: (terms) => terms.split(' '),
      prefix: true,
      // None in short words, where every word is near to every other one.
      fuzzy: (term) => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : false),
    },
  });
}
