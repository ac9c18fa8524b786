import { computed, effect, inject, linkedSignal, type Signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { MessageId } from 'ngx-agora-rtm/chat';
import { RTM_ATTENTION, RtmChat, type RtmConversation } from 'ngx-agora-rtm/store';
import { unreadLine, type UnreadLine, type UnreadLineSource } from './unread-line';

/**
 * What the reader of a pane has seen: only what was really on the screen of a window that had the focus. Make it in an injection
 * context.
 */
export class PaneReading {
  readonly #conversation: Signal<RtmConversation>;
  readonly #chat = inject(RtmChat);
  readonly #hasAttention = toSignal(inject(RTM_ATTENTION).changes$, { initialValue: false });
  readonly #key = computed(() => this.#conversation().key);
  readonly #line = linkedSignal<UnreadLineSource, UnreadLine>({
    source: () => ({
      key: this.#key(),
      state: this.#conversation().state(),
      isCurrent: this.#chat.connection().isCurrent,
    }),
    computation: unreadLine,
  });
  /** The latest message that was on the screen, whether anybody was there or not. */
  readonly #shown = linkedSignal<string, MessageId | null>({
    source: this.#key,
    computation: () => null,
  });
  readonly #isKeptUnread = linkedSignal<string, boolean>({
    source: this.#key,
    computation: () => false,
  });

  /** The message before which the line of what is new stands; `null` for none. */
  readonly newFrom = computed(() => this.#line().id);

  constructor(conversation: Signal<RtmConversation>) {
    this.#conversation = conversation;
    const isThere = computed(() => this.#conversation().state() !== undefined);
    effect(() => {
      if (this.#hasAttention() && isThere()) this.#conversation().look();
    });
    effect(() => {
      const id = this.#shown();
      // Before the count of what is unread is gone.
      this.newFrom();
      if (!this.#hasAttention() || id === null || this.#isKeptUnread()) return;
      // Where it has been closed in the meantime, there is nothing to be read any more.
      untracked(this.#conversation)
        .seen(id)
        .catch(() => undefined);
    });
    effect(() => {
      // Whoever went away and came back, reads again.
      if (!this.#hasAttention()) untracked(() => this.#isKeptUnread.set(false));
    });
  }

  /** A message is on the screen, and all before it were. */
  show(id: MessageId): void {
    this.#shown.set(id);
  }

  /** The reader has marked something as unread: what stays on their screen must not be read the next moment. */
  keepUnread(): void {
    this.#isKeptUnread.set(true);
  }
}
