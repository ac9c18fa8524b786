import type { ChatMessage } from 'ngx-agora-rtm/chat';

/** What an announcer says things with. */
export interface AnnouncerWords {
  readonly one: (message: ChatMessage) => string;
  /** @param senders User ids, each once, in the order in which they wrote. */
  readonly many: (n: number, senders: readonly string[]) => string;
}

/**
 * Tells those who cannot see it that messages came in. Seldom enough to be listened to: one message alone is read out, several
 * are summed up.
 */
export class MessageAnnouncer {
  readonly #words: AnnouncerWords;
  readonly #say: (text: string) => void;
  #waiting: readonly ChatMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = '';

  /** @param say Puts a text where screen readers hear of it. */
  constructor(words: AnnouncerWords, say: (text: string) => void) {
    this.#words = words;
    this.#say = say;
  }

  /** Messages came in. */
  add(messages: readonly ChatMessage[]): void {
    if (messages.length === 0) return;
    this.#waiting = [...this.#waiting, ...messages];
    // Those that come together are announced together.
    this.#timer ??= setTimeout(() => this.#announce(), GATHER_MS);
  }

  /** Forgets what was not said: the reader has gone elsewhere. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#put('');
  }

  #announce(): void {
    const [first, ...others] = this.#waiting;
    this.#waiting = [];
    if (!first) {
      this.#timer = undefined;
      // What was said is no part of the page.
      this.#put('');
      return;
    }
    const senders = [...new Set([first, ...others].map(({ from }) => from))];
    this.#put(
      others.length === 0 ? this.#words.one(first) : this.#words.many(others.length + 1, senders),
    );
    this.#timer = setTimeout(() => this.#announce(), PAUSE_MS);
  }

  #put(text: string): void {
    // The same once more has to be another text, or nobody hears it.
    this.#said = text !== '' && text === this.#said ? `${text}\u00a0` : text;
    this.#say(this.#said);
  }
}

/** Messages that come within this time, in ms, are one announcement. */
const GATHER_MS = 250;

/** From one announcement to the next, in ms: time to listen to one. */
const PAUSE_MS = 2_000;
