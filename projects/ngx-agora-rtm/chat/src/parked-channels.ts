import type { RtmMessage } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import { type ConversationKey, type ConversationRef, conversationRef } from './conversation-ref';

/** How long after one look at the history of a parked channel the next is due, in ms. */
export const PARKED_LOOK_MS = 30_000;

/** Takes the newest messages of a parked channel, oldest first, known ones among them. */
export type OnParkedPage = (ref: ConversationRef, messages: readonly RtmMessage[]) => void;

/**
 * Looks into the history of channels that are not joined for want of room, so that their unread counts are kept up: in turns,
 * one query at a time, so that 1,000 of them hold up nobody else's queries. Where there is no history, it does nothing.
 */
export class ParkedChannels {
  readonly #ctx: ChatContext;
  readonly #onPage: OnParkedPage;
  /** With the undo of the wait for the next look. */
  readonly #parked = new Map<ConversationKey, () => void>();
  readonly #due = new Set<ConversationKey>();
  #isConnected = false;
  #isLooking = false;

  constructor(ctx: ChatContext, onPage: OnParkedPage) {
    this.#ctx = ctx;
    this.#onPage = onPage;
  }

  add(key: ConversationKey): void {
    if (!this.#ctx.transport.capabilities.history || this.#parked.has(key)) return;
    this.#parked.set(key, () => undefined);
    this.#due.add(key);
    void this.#look();
  }

  delete(key: ConversationKey): void {
    this.#parked.get(key)?.();
    this.#parked.delete(key);
    this.#due.delete(key);
  }

  /** Whether there is a connection. When there is one again, all are due: nobody knows what was missed. */
  connected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    if (!isConnected) return;
    for (const [key, stop] of this.#parked) {
      stop();
      this.#due.add(key);
    }
    void this.#look();
  }

  close(): void {
    for (const key of [...this.#parked.keys()]) this.delete(key);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#isConnected) {
      const [key] = this.#due;
      if (key === undefined) break;
      this.#due.delete(key);
      await this.#lookInto(key);
    }
    this.#isLooking = false;
  }

  async #lookInto(key: ConversationKey): Promise<void> {
    const { queries, transport, clock, options } = this.#ctx;
    const ref = conversationRef(key);
    try {
      const { messages } = await queries.run(() =>
        transport.history(ref, { limit: options.pageSize }),
      );
      if (this.#parked.has(key)) this.#onPage(ref, messages);
    } catch {
      // The next look may succeed; until then the counts are those of the last one.
    }
    if (!this.#parked.has(key)) return;
    const stop = clock.after(PARKED_LOOK_MS, () => {
      this.#due.add(key);
      void this.#look();
    });
    this.#parked.set(key, stop);
  }
}
