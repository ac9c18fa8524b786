import type { ChatEvent } from './chat-event';
import type { ChatState, ConversationState } from './chat-state';
import type { ConversationKey } from './conversation-ref';
import { ConversationDraft } from './conversation-state-draft';
import type { Reader } from './conversation-state-unread';
import { ConversationTableDraft } from './conversation-table';

/** The next version of the state while events are applied to it. */
export class ChatDraft {
  #state: ChatState;
  #table: ConversationTableDraft;

  constructor(state: ChatState) {
    this.#state = state;
    this.#table = new ConversationTableDraft(state.conversations);
  }

  get state(): Omit<ChatState, 'conversations'> {
    return this.#state;
  }

  get table(): ConversationTableDraft {
    return this.#table;
  }

  /** Changes what is beside the conversations. */
  patch(changes: Partial<Omit<ChatState, 'conversations'>>): void {
    this.#state = { ...this.#state, ...changes };
  }

  /** Puts another state in the place of everything. */
  reset(state: ChatState): void {
    this.#state = state;
    this.#table = new ConversationTableDraft(state.conversations);
  }

  /** Whose eyes the state is for; `null` while nobody has signed in. */
  get reader(): Reader | null {
    const { userId, blocked } = this.#state;
    return userId === null ? null : { userId, blocked };
  }

  /** Changes an open conversation. What comes late for a closed one is dropped. */
  update(
    key: ConversationKey,
    change: (conversation: ConversationState) => ConversationState,
  ): void {
    const conversation = this.#table.get(key);
    if (conversation) this.#table.put(change(conversation));
  }

  /** The same for its messages, and what follows from them. */
  edit(key: ConversationKey, change: (draft: ConversationDraft) => void): void {
    const conversation = this.#table.get(key);
    const { reader } = this;
    if (!conversation || !reader) return;
    const draft = new ConversationDraft(conversation, reader);
    change(draft);
    this.#table.put(draft.finish());
  }

  /** The very same state if nothing has changed. */
  finish(): ChatState {
    const conversations = this.#table.finish();
    if (conversations === this.#state.conversations) return this.#state;
    return { ...this.#state, conversations };
  }
}

/** What each event of a group does. */
export type Reducers<Group extends string> = {
  readonly [Type in Extract<ChatEvent['type'], `[RTM ${Group}] ${string}`>]: (
    draft: ChatDraft,
    event: Extract<ChatEvent, { readonly type: Type }>,
  ) => void;
};
