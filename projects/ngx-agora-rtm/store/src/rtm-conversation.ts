import { computed, type Signal } from '@angular/core';
import {
  type Chat,
  type ChatMessage,
  type ConversationKey,
  conversationKey,
  type ConversationRef,
  type ConversationState,
  type FileRef,
  type MessageId,
  type Quote,
  type ShownContent,
  type Timeline,
} from 'ngx-agora-rtm/chat';
import type { Observable } from 'rxjs';
import type { Attention } from './attention';
import { type RtmStore, selectConversation } from './rtm-selectors';

/** What a text can have beside it. */
export interface TextOptions {
  readonly replyTo?: Quote;
  /** The message whose thread this belongs to. */
  readonly thread?: MessageId;
  /** User ids. */
  readonly mentions?: readonly string[];
}

/**
 * A conversation, bound to its peer or channel for good: whatever is sent through this handle goes there, however often the
 * user has switched to another one since. Get it from `RtmChat.conversation(...)`; making one costs nothing.
 *
 * Promises reject with an `RtmError` that says what to do.
 */
export class RtmConversation {
  readonly ref: ConversationRef;
  readonly key: ConversationKey;

  /** All there is to show; `undefined` while it is not open. */
  readonly state: Signal<ConversationState | undefined>;
  readonly state$: Observable<ConversationState | undefined>;

  /** What the backend has taken, and gaps. `undefined` while it is not open. */
  readonly timeline: Signal<Timeline | undefined>;

  /** Own messages that wait, are under way or have failed: shown after the timeline. */
  readonly pending: Signal<readonly ChatMessage[]>;

  /** Messages of others that were not seen. */
  readonly unread: Signal<number>;

  /** Who is writing: user ids. */
  readonly typing: Signal<readonly string[]>;

  readonly #chat: Chat;
  readonly #attention: Attention;

  /** @internal */
  constructor(chat: Chat, store: RtmStore, attention: Attention, ref: ConversationRef) {
    this.#chat = chat;
    this.#attention = attention;
    this.ref = ref;
    this.key = conversationKey(ref);
    const select = selectConversation(this.key);
    this.state = store.selectSignal(select);
    this.state$ = store.select(select);
    this.timeline = computed(() => this.state()?.timeline);
    this.pending = computed(() => this.state()?.pending ?? []);
    this.unread = computed(() => this.state()?.unread ?? 0);
    this.typing = computed(() => this.state()?.typing ?? []);
  }

  /** Lists it, joins a channel, shows what is kept, fetches what was missed. */
  open(): Promise<void> {
    return this.#chat.open(this.ref);
  }

  /** Takes it off the list, and leaves a channel. */
  close(): Promise<void> {
    return this.#chat.close(this.ref);
  }

  /** Says that it is on the screen: where there are more channels than can be joined, this one comes first. */
  look(): void {
    this.#chat.look(this.ref);
  }

  /** Joins a channel again after that has failed. */
  joinAgain(): void {
    this.#chat.joinAgain(this.ref);
  }

  /**
   * Sends a text, or any other content. Resolves to its id when it is kept safe: from then on it survives reload and crash, and
   * goes out as soon as there is a connection.
   */
  send(content: string | ShownContent, options: TextOptions = {}): Promise<MessageId> {
    return this.#chat.send(
      this.ref,
      typeof content === 'string' ? { kind: 'text', text: content, ...options } : content,
    );
  }

  /** By how many bytes of UTF-8 a text is too long, as it would be sent; 0 where it is not. Cheap enough for each key press. */
  excessBytes(text: string, options: TextOptions = {}): number {
    return this.#chat.excessBytes(this.ref, { kind: 'text', text, ...options });
  }

  /** Sends a note for colleagues. Only in a conversation that no customer is in. */
  note(text: string, options: TextOptions = {}): Promise<MessageId> {
    return this.#chat.send(this.ref, { kind: 'note', text, ...options });
  }

  /** Sends files as soon as they are uploaded, here, wherever the user is by then. */
  async sendFiles(
    upload: PromiseLike<readonly FileRef[]>,
    text = '',
    options: TextOptions = {},
  ): Promise<MessageId> {
    const files = await upload;
    return this.#chat.send(this.ref, { kind: 'file', files, text, ...options });
  }

  /** Puts another text in the place of an own message's. */
  edit(id: MessageId, text: string, mentions?: readonly string[]): Promise<void> {
    return this.#chat.edit(this.ref, id, text, mentions);
  }

  /** Takes an own message back. */
  delete(id: MessageId): Promise<void> {
    return this.#chat.delete(this.ref, id);
  }

  /** Adds a reaction, or takes it back. */
  react(id: MessageId, emoji: string, on = true): Promise<void> {
    return this.#chat.react(this.ref, id, emoji, on);
  }

  /** Pins a message for everyone, or unpins it. */
  pin(id: MessageId, on = true): Promise<void> {
    return this.#chat.pin(this.ref, id, on);
  }

  /** Keeps a message for later, for this user only, or not any more. */
  save(id: MessageId, on = true): Promise<void> {
    return this.#chat.save(this.ref, id, on);
  }

  /** Tries a failed message again. */
  retry(id: MessageId): Promise<void> {
    return this.#chat.retry(id);
  }

  /** Gives an own message up. @returns Whether it was taken out before it was sent. */
  cancel(id: MessageId): Promise<boolean> {
    return this.#chat.cancel(id);
  }

  /** Says that the user is writing, or has stopped. */
  type(on: boolean): void {
    this.#chat.typing(this.ref, on);
  }

  /** Keeps a text that is being written. @param kind `text`, `note`, `edit:<id>` or `thread:<id>`. */
  draft(kind: string, text: string): void {
    this.#chat.draft(this.ref, kind, text);
  }

  /**
   * Says that a message is on the screen, and all before it was. Counts only while the page has the user's attention: call it
   * again when `RTM_ATTENTION` says that it is back.
   */
  async seen(id: MessageId): Promise<void> {
    if (this.#attention.isThere()) await this.#chat.seen(this.ref, id);
  }

  /** Marks a message and all after it as unread. */
  markUnread(id: MessageId): Promise<void> {
    return this.#chat.markUnread(this.ref, id);
  }

  /** Loads older messages. @returns Whether there may be more. */
  loadOlder(): Promise<boolean> {
    return this.#chat.loadOlder(this.ref);
  }

  /** Fetches what a gap stands for, if it can be had. */
  loadGap(id: string): Promise<void> {
    return this.#chat.loadGap(this.ref, id);
  }

  /** Loads older messages until one is there, to jump to it. @returns Whether it was found. */
  reveal(id: MessageId): Promise<boolean> {
    return this.#chat.reveal(this.ref, id);
  }

  /** Mutes it, or sets it to plain text, for clients that do not know the envelope. */
  prefer(changes: { readonly isMuted?: boolean; readonly isPlainText?: boolean }): Promise<void> {
    return this.#chat.prefer(this.ref, changes);
  }
}
