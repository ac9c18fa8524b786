import { computed, type Signal } from '@angular/core';
import {
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
import type { RtmOperation } from 'ngx-agora-rtm/client';
import type { Observable } from 'rxjs';
import type { Attention } from './attention';
import type { LazyChat } from './lazy-chat';
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

  readonly #chat: LazyChat;
  readonly #attention: Attention;
  readonly #sending: RtmOperation;

  /** @internal */
  constructor(chat: LazyChat, store: RtmStore, attention: Attention, ref: ConversationRef) {
    this.#chat = chat;
    this.#attention = attention;
    this.ref = ref;
    this.#sending = ref.type === 'peer' ? 'send-to-peer' : 'send-to-channel';
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
  async open(): Promise<void> {
    return this.#chat.get('join').open(this.ref);
  }

  /** Takes it off the list, and leaves a channel. */
  async close(): Promise<void> {
    return this.#chat.get('leave').close(this.ref);
  }

  /** Says that it is on the screen: where there are more channels than can be joined, this one comes first. */
  look(): void {
    this.#chat.present?.look(this.ref);
  }

  /** Joins a channel again after that has failed. */
  joinAgain(): void {
    this.#chat.present?.joinAgain(this.ref);
  }

  /**
   * Sends a text, or any other content. Resolves to its id when it is kept safe: from then on it survives reload and crash, and
   * goes out as soon as there is a connection.
   */
  async send(content: string | ShownContent, options: TextOptions = {}): Promise<MessageId> {
    return this.#chat
      .get(this.#sending)
      .send(
        this.ref,
        typeof content === 'string' ? { kind: 'text', text: content, ...options } : content,
      );
  }

  /** By how many bytes of UTF-8 a text is too long, as it would be sent; 0 where it is not. Cheap enough for each key press. 0 as long as nobody is logged in. */
  excessBytes(text: string, options: TextOptions = {}): number {
    return this.#chat.present?.excessBytes(this.ref, { kind: 'text', text, ...options }) ?? 0;
  }

  /** Sends a note for colleagues. Only in a conversation that no customer is in. */
  async note(text: string, options: TextOptions = {}): Promise<MessageId> {
    return this.#chat.get(this.#sending).send(this.ref, { kind: 'note', text, ...options });
  }

  /** Sends files as soon as they are uploaded, here, wherever the user is by then. */
  async sendFiles(
    upload: PromiseLike<readonly FileRef[]>,
    text = '',
    options: TextOptions = {},
  ): Promise<MessageId> {
    const files = await upload;
    return this.#chat.get(this.#sending).send(this.ref, { kind: 'file', files, text, ...options });
  }

  /** Puts another text in the place of an own message's. */
  async edit(id: MessageId, text: string, mentions?: readonly string[]): Promise<void> {
    return this.#chat.get(this.#sending).edit(this.ref, id, text, mentions);
  }

  /** Takes an own message back. */
  async delete(id: MessageId): Promise<void> {
    return this.#chat.get(this.#sending).delete(this.ref, id);
  }

  /** Adds a reaction, or takes it back. */
  async react(id: MessageId, emoji: string, on = true): Promise<void> {
    return this.#chat.get(this.#sending).react(this.ref, id, emoji, on);
  }

  /** Pins a message for everyone, or unpins it. */
  async pin(id: MessageId, on = true): Promise<void> {
    return this.#chat.get(this.#sending).pin(this.ref, id, on);
  }

  /** Keeps a message for later, for this user only, or not any more. */
  async save(id: MessageId, on = true): Promise<void> {
    return this.#chat.get('history').save(this.ref, id, on);
  }

  /** Tries a failed message again. */
  async retry(id: MessageId): Promise<void> {
    return this.#chat.get(this.#sending).retry(id);
  }

  /** Gives an own message up. @returns Whether it was taken out before it was sent. */
  async cancel(id: MessageId): Promise<boolean> {
    return this.#chat.get(this.#sending).cancel(id);
  }

  /** Says that the user is writing, or has stopped. */
  type(on: boolean): void {
    this.#chat.present?.typing(this.ref, on);
  }

  /** Keeps a text that is being written. @param kind `text`, `note`, `edit:<id>` or `thread:<id>`. */
  draft(kind: string, text: string): void {
    this.#chat.present?.draft(this.ref, kind, text);
  }

  /**
   * Says that a message is on the screen, and all before it was. Counts only while the page has the user's attention: call it
   * again when `RTM_ATTENTION` says that it is back.
   */
  async seen(id: MessageId): Promise<void> {
    if (this.#attention.isThere()) await this.#chat.get('history').seen(this.ref, id);
  }

  /** Marks a message and all after it as unread. */
  async markUnread(id: MessageId): Promise<void> {
    return this.#chat.get('history').markUnread(this.ref, id);
  }

  /** Loads older messages. @returns Whether there may be more. */
  async loadOlder(): Promise<boolean> {
    return this.#chat.get('history').loadOlder(this.ref);
  }

  /** Fetches what a gap stands for, if it can be had. */
  async loadGap(id: string): Promise<void> {
    return this.#chat.get('history').loadGap(this.ref, id);
  }

  /** Loads older messages until one is there, to jump to it. @returns Whether it was found. */
  async reveal(id: MessageId): Promise<boolean> {
    return this.#chat.get('history').reveal(this.ref, id);
  }

  /** Mutes it, or sets it to plain text, for clients that do not know the envelope. */
  async prefer(changes: {
    readonly isMuted?: boolean;
    readonly isPlainText?: boolean;
  }): Promise<void> {
    return this.#chat.get('history').prefer(this.ref, changes);
  }
}
