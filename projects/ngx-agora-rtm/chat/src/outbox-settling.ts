import type { ChatContext } from './chat-context';
import type { ChatEvent } from './chat-event';
import type { ChatRecord } from './chat-record';
import type { MessageId } from './content';
import { persistently } from './persistently';
import { type RetryWaits, retryWait } from './retry-wait';

/** The backend has it: what is kept of that, and what tabs are told beside the record. */
export interface SentFact {
  readonly record: ChatRecord;
  readonly sent: Extract<ChatEvent, { readonly type: '[RTM Outbox] Message Sent' }>;
}

/** What the backend has, until the storage knows: it must not be sent once more. */
export class OutboxSettling {
  readonly #ctx: ChatContext;
  readonly #waits: RetryWaits;
  readonly #tryAgain: () => void;
  readonly #facts = new Map<MessageId, SentFact>();
  /** Those of them that the storage has failed to note. */
  readonly #notNoted = new Set<MessageId>();
  #failures = 0;

  /** @param tryAgain It is time for {@link noteRest}. */
  constructor(ctx: ChatContext, waits: RetryWaits, tryAgain: () => void) {
    this.#ctx = ctx;
    this.#waits = waits;
    this.#tryAgain = tryAgain;
  }

  has(id: MessageId): boolean {
    return this.#facts.has(id);
  }

  /** Resolves when the storage has noted it, or has failed to: then it is tried again later. */
  async note(id: MessageId, fact: SentFact): Promise<void> {
    this.#facts.set(id, fact);
    try {
      // Whoever takes over before it is kept sends it once more, and does not know that later ones have gone.
      await persistently(() => this.#ctx.storage.settle(id, fact.record));
      this.#facts.delete(id);
    } catch {
      this.#notNoted.add(id);
      this.#noteLater();
    }
  }

  /** Tries again to have noted what was not. @param noted Hears of each that is now. */
  async noteRest(noted: (id: MessageId, fact: SentFact) => void): Promise<void> {
    for (const id of this.#notNoted) {
      const fact = this.#facts.get(id);
      if (!fact) continue;
      try {
        await this.#ctx.storage.settle(id, fact.record);
      } catch {
        // It stays among those that are not sent again, and others do not wait for it.
        continue;
      }
      noted(id, fact);
      this.#facts.delete(id);
      this.#notNoted.delete(id);
    }
    if (this.#notNoted.size > 0) this.#noteLater();
    else this.#failures = 0;
  }

  #noteLater(): void {
    this.#ctx.clock.after(1 + retryWait(++this.#failures, this.#waits), this.#tryAgain);
  }
}
