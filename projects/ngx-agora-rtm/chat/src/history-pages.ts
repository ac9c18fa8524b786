import {
  type HistoryPage,
  RtmError,
  type RtmErrorCode,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import type { ConversationRef } from './conversation-ref';
import type { Waits } from './waits';

/** The longest page that the port gives. */
const LONGEST_PAGE = 100;

/** Waits before a page is asked for again, in ms. SDK 2.x allows 20 queries a second, so one that was too many is soon due again. */
const RETRY_AFTER = [500, 1000, 2000, 4000, 8000] as const;

/** What passes by itself while the connection stands. */
const PASSING: ReadonlySet<RtmErrorCode> = new Set<RtmErrorCode>([
  'rate-limited',
  'timeout',
  'server-error',
]);

/**
 * Reads the history of a conversation page by page, from a time back.
 *
 * `HistoryPage.before` is exclusive by time, so that where a page ends among messages of one millisecond, the rest of them would be
 * skipped. Therefore the next page begins with that millisecond again; what comes twice has the same ids. Where all of a page is
 * of one millisecond, it is asked for with the longest page there is. Of more than 100 messages in one millisecond the port cannot
 * give the others: their numbers are missing then, and their senders are asked.
 */
export class HistoryPages {
  readonly #context: ChatContext;
  readonly #waits: Waits;
  readonly #ref: ConversationRef;
  #limit: number;
  /** Where the next page ends; `null` for the newest. */
  #before: number | null;
  #isAtEnd = false;

  constructor(
    context: ChatContext,
    waits: Waits,
    ref: ConversationRef,
    before: number | null = null,
  ) {
    this.#context = context;
    this.#waits = waits;
    this.#ref = ref;
    this.#before = before;
    this.#limit = Math.min(LONGEST_PAGE, Math.max(1, context.options.pageSize));
  }

  /** Where the next page ends, exclusive; `null` where there is none. */
  get next(): number | null {
    return this.#isAtEnd ? null : this.#before;
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /**
   * The next page, oldest first; `null` after the last one. It can be empty although there are more.
   *
   * @throws RtmError when it cannot be had, also after several attempts.
   */
  async read(): Promise<readonly RtmMessage[] | null> {
    if (this.#isAtEnd) return null;
    for (;;) {
      const page = await this.#ask();
      const { messages } = page;
      const oldest = messages.reduce((time, { sentAt }) => Math.min(time, sentAt), Infinity);
      if (page.before === null) {
        this.#isAtEnd = true;
        return messages;
      }
      if (messages.length < this.#limit) {
        this.#goTo(page.before);
        return messages;
      }
      if (oldest + 1 < (this.#before ?? Infinity) && !isOneTime(messages)) {
        this.#goTo(Math.max(page.before, oldest + 1));
        return messages;
      }
      if (this.#limit === LONGEST_PAGE) {
        this.#goTo(Math.min(page.before, oldest));
        return messages;
      }
      this.#limit = LONGEST_PAGE;
    }
  }

  #goTo(before: number): void {
    this.#before = Math.min(before, this.#before ?? Infinity);
    if (this.#before <= 1) this.#isAtEnd = true;
  }

  async #ask(): Promise<HistoryPage> {
    for (let attempt = 0; ; attempt++) {
      const before = this.#before;
      const query = { limit: this.#limit, ...(before !== null && { before }) };
      try {
        return await this.#context.queries.run(() =>
          this.#context.transport.history(this.#ref, query),
        );
      } catch (cause) {
        const error = RtmError.from(cause, 'history');
        const pause = RETRY_AFTER[attempt];
        if (pause === undefined || !PASSING.has(error.code)) throw error;
        if (!(await this.#waits.pause(pause))) throw error;
      }
    }
  }
}

function isOneTime(messages: readonly RtmMessage[]): boolean {
  return messages.every(({ sentAt }) => sentAt === messages[0]?.sentAt);
}
