import type { ConversationKey } from './conversation-ref';
import { conversationIn } from './conversation-table';
import type { UserSession } from './user-session';

/** What is not kept yet of a conversation: all its texts as they are now, and the kinds of those that have changed. */
interface Unsaved {
  readonly drafts: Readonly<Record<string, string>>;
  readonly kinds: ReadonlyMap<string, string>;
}

/**
 * Keeps texts that are being written: for each conversation and kind its own. A page can end at any moment, so each change is kept at
 * once, or as soon as the one before it is.
 */
export class Drafts {
  readonly #session: UserSession;
  readonly #unsaved = new Map<ConversationKey, Unsaved>();
  #keeping: Promise<void> | null = null;

  constructor(session: UserSession) {
    this.#session = session;
  }

  set(key: ConversationKey, kind: string, text: string): void {
    this.#session.log.show({ type: '[RTM Conversation] Draft Changed', key, kind, text });
    // Taken now: when its turn comes, the user may have left, and the state be empty.
    const drafts = conversationIn(this.#session.state, key)?.drafts ?? {};
    const kinds = new Map(this.#unsaved.get(key)?.kinds).set(kind, text);
    this.#unsaved.set(key, { drafts, kinds });
    void this.flush();
  }

  /** Resolves when all is kept. Never rejects: the storage says itself that it fails, and this tab has the text. */
  flush(): Promise<void> {
    this.#keeping ??= this.#keepAll().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  async #keepAll(): Promise<void> {
    while (this.#unsaved.size > 0) {
      const unsaved = [...this.#unsaved];
      this.#unsaved.clear();
      await Promise.allSettled(unsaved.map(([key, texts]) => this.#keep(key, texts)));
    }
  }

  async #keep(key: ConversationKey, { drafts, kinds }: Unsaved): Promise<void> {
    for (const [kind, text] of kinds) {
      this.#session.tell({ type: '[RTM Conversation] Draft Changed', key, kind, text });
    }
    await this.#session.storage.patchConversation(key, { drafts });
  }
}
