import type { ConversationKey } from './conversation-ref';
import type { ChatRecord } from './chat-record';
import type { MessageId } from './content';
import { plainBytes } from './chat-record-of';
import { madeMessageId } from './message-id';

/**
 * How far apart the times of a message as it arrived and in the history can be, in ms. SDK 2.3.0 stamps what arrives by the
 * receiver's clock, so this is how wrong a clock can be before a plain message shows twice.
 */
export const MATCH_WINDOW = 2 * 60_000;

/** Most plain messages of one conversation that are remembered: the latest. */
const MAX_REMEMBERED = 1000;

interface Remembered {
  readonly id: MessageId;
  readonly name: string;
  at: number;
  /** Whether `at` is the history's. */
  isTimed: boolean;
  /** Whether it was sent here, and its echo has not been seen. */
  awaitsEcho: boolean;
  /** Grows with each that becomes known; those from the cache have none. */
  readonly order: number;
}

/**
 * Tells apart messages that carry no id: those of clients that are not ours, and the user's own in plain-text mode.
 *
 * One that arrives is a new message each time. A copy from the history is the one that arrived with the same sender and text at
 * nearly that time ({@link MATCH_WINDOW}), each standing for one copy, the nearest first; else it is a message of its own, named by
 * sender, text and time, so that the same page read twice gives the same. An own one is what {@link expectOwn} said.
 */
export class PlainMessages {
  readonly #key: ConversationKey;
  #remembered: Remembered[] = [];
  #order = 0;

  constructor(key: ConversationKey) {
    this.#key = key;
  }

  /** A mark: what is remembered from now on is after it. */
  mark(): number {
    return this.#order;
  }

  /** Whether a message was known before a mark, as it happened or from the history, in this session. */
  wasKnown(id: MessageId, mark: number): boolean {
    return this.#remembered.some(
      (one) => one.id === id && one.order !== FROM_CACHE && one.order < mark,
    );
  }

  /** Takes in what the cache has. */
  remember(records: readonly ChatRecord[]): void {
    const known = new Set(this.#remembered.map(({ id }) => id));
    const found = records.flatMap((record): Remembered[] => {
      const text = plainTextOf(record);
      if (text === null || known.has(record.id)) return [];
      const { id, at, isTimed } = record;
      const name = nameOf(record.from, text);
      return [{ id, name, at, isTimed, awaitsEcho: false, order: FROM_CACHE }];
    });
    this.#remembered = [...found, ...this.#remembered].slice(-MAX_REMEMBERED);
  }

  /** Has the next own message of this text take an id. Call it before it is sent; once more for the same id changes nothing. */
  expectOwn(userId: string, text: string, id: MessageId, at: number): void {
    if (this.#remembered.some((one) => one.id === id)) return;
    this.#add({ id, name: nameOf(userId, text), at, isTimed: false, awaitsEcho: true });
  }

  /** The id of one that arrived. */
  arrived(from: string, text: string, at: number): MessageId {
    const name = nameOf(from, text);
    const own = this.#remembered.find((one) => one.name === name && one.awaitsEcho);
    if (own) {
      own.awaitsEcho = false;
      return own.id;
    }
    return this.#make(name, at, false).id;
  }

  /** The ids of those of a page of history, in the order of the page. */
  paged(page: readonly { from: string; text: string; at: number }[]): readonly MessageId[] {
    const taken = new Set<Remembered>();
    return page.map(({ from, text, at }) => {
      const name = nameOf(from, text);
      const free = this.#remembered.filter((one) => one.name === name && !taken.has(one));
      const one =
        free.find((known) => known.isTimed && known.at === at) ??
        nearest(free, at) ??
        this.#make(name, at, true);
      one.at = at;
      one.isTimed = true;
      one.awaitsEcho = false;
      taken.add(one);
      return one.id;
    });
  }

  #make(name: string, at: number, isTimed: boolean): Remembered {
    const isFree = (id: MessageId) => !this.#remembered.some((one) => one.id === id);
    for (let copy = 0; ; copy++) {
      const id = madeMessageId('plain', this.#key, name, at, copy);
      if (isFree(id)) return this.#add({ id, name, at, isTimed, awaitsEcho: false });
    }
  }

  #add(one: Omit<Remembered, 'order'>): Remembered {
    const added = { ...one, order: this.#order++ };
    this.#remembered.push(added);
    if (this.#remembered.length > MAX_REMEMBERED) this.#remembered.shift();
    return added;
  }
}

const FROM_CACHE = -1;

function nameOf(from: string, text: string): string {
  return JSON.stringify([from, text]);
}

function nearest(free: readonly Remembered[], at: number): Remembered | undefined {
  let best: Remembered | undefined;
  for (const one of free) {
    const distance = Math.abs(one.at - at);
    if (one.isTimed || distance > MATCH_WINDOW) continue;
    if (!best || distance < Math.abs(best.at - at)) best = one;
  }
  return best;
}

/** What a message without an id is compared by: its text; of bytes, how many. `null` where it is not plain. */
function plainTextOf({ content, n }: Pick<ChatRecord, 'content' | 'n'>): string | null {
  if (n !== null) return null;
  if (content.kind === 'text') return content.text;
  return content.kind === 'binary' ? plainBytes(content.bytes) : null;
}
