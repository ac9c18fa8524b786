import type { ChatEvent } from './chat-event';
import type { ChatState, ConversationState } from './chat-state';
import type { ConversationKey } from './conversation-ref';
import { ConversationDraft } from './conversation-state-draft';
import type { Reader } from './conversation-state-unread';
import { ConversationTableDraft } from './conversation-table';

/**
 * The next version of the state while events are applied to it. A conversation whose messages change stays a draft until
 * something else is asked of it: so messages of some conversations in turn cost as much as those of one after the other.
 */
export class ChatDraft {
  #state: ChatState;
  #table: ConversationTableDraft;
  #reader: Reader | null;
  /** Conversations whose messages are being changed. */
  readonly #drafts = new Map<ConversationKey, ConversationDraft>();

  constructor(state: ChatState) {
    this.#state = state;
    this.#table = new ConversationTableDraft(state.conversations);
    this.#reader = readerOf(state);
  }

  get state(): Omit<ChatState, 'conversations'> {
    return this.#state;
  }

  /** All conversations as they are by now. */
  get table(): ConversationTableDraft {
    for (const draft of this.#drafts.values()) this.#table.put(draft.finish());
    this.#drafts.clear();
    return this.#table;
  }

  /** Changes what is beside the conversations. */
  patch(changes: Partial<Omit<ChatState, 'conversations'>>): void {
    this.#replace({ ...this.#state, ...changes }, this.table);
  }

  /** Puts another state in the place of everything. */
  reset(state: ChatState): void {
    this.#drafts.clear();
    this.#replace(state, new ConversationTableDraft(state.conversations));
  }

  /** Whose eyes the state is for; `null` while nobody has signed in. */
  get reader(): Reader | null {
    return this.#reader;
  }

  /** Whether a conversation is open. */
  has(key: ConversationKey): boolean {
    return this.#drafts.has(key) || this.#table.get(key) !== undefined;
  }

  /** Changes an open conversation. What comes late for a closed one is dropped. */
  update(
    key: ConversationKey,
    change: (conversation: ConversationState) => ConversationState,
  ): void {
    const draft = this.#drafts.get(key);
    this.#drafts.delete(key);
    const conversation = draft ? draft.finish() : this.#table.get(key);
    if (conversation) this.#table.put(change(conversation));
  }

  /** The same for its messages, and what follows from them. */
  edit(key: ConversationKey, change: (draft: ConversationDraft) => void): void {
    const draft = this.draftOf(key);
    if (draft) change(draft);
  }

  /** An open conversation whose messages are to be changed, for no longer than one event. */
  draftOf(key: ConversationKey): ConversationDraft | undefined {
    return this.#drafts.get(key) ?? this.#newDraft(key);
  }

  /** The very same state if nothing has changed. */
  finish(): ChatState {
    const conversations = this.table.finish();
    if (conversations === this.#state.conversations) return this.#state;
    return { ...this.#state, conversations };
  }

  #newDraft(key: ConversationKey): ConversationDraft | undefined {
    const conversation = this.#table.get(key);
    if (!conversation || !this.#reader) return undefined;
    const draft = new ConversationDraft(conversation, this.#reader);
    this.#drafts.set(key, draft);
    return draft;
  }

  #replace(state: ChatState, table: ConversationTableDraft): void {
    this.#state = state;
    this.#table = table;
    this.#reader = readerOf(state);
  }
}

function readerOf({ userId, blocked }: ChatState): Reader | null {
  return userId === null ? null : { userId, blocked };
}

/** What each event of a group does. */
export type Reducers<Group extends string> = {
  readonly [Type in Extract<ChatEvent['type'], `[RTM ${Group}] ${string}`>]: (
    draft: ChatDraft,
    event: Extract<ChatEvent, { readonly type: Type }>,
  ) => void;
};
