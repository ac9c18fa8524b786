import { computed, effect, inject, Injectable, type Signal } from '@angular/core';
import type { ChatMessage, Chunk, TimelineEntry } from 'ngx-agora-rtm/chat';
import { RtmChat, type RtmConversation } from 'ngx-agora-rtm/store';
import { ChatDriver, type DriverConversation } from './chat-driver';
import type { PageEntry, PageStatus } from './fault-page-api';
import { tell } from './page-reports';

/** The chat of this library, as an application uses it. */
@Injectable()
export class RtmChatDriver extends ChatDriver {
  readonly #chat = inject(RtmChat);
  readonly #conversations: RtmConversation[] = [];

  readonly status: Signal<PageStatus> = computed(() => {
    const { state, reason, isCurrent } = this.#chat.connection();
    return { state, reason, isCurrent, tab: this.#chat.tab(), storage: this.#chat.storage() };
  });

  readonly isReady = computed(() => this.#chat.userId() !== null);

  constructor() {
    super();
    // As soon as it is known who the user is, with or without a connection.
    effect(() => {
      if (!this.isReady()) return;
      for (const conversation of this.#conversations) conversation.open().catch(told);
    });
  }

  login(userId: string): Promise<void> {
    return this.#chat.login(userId);
  }

  logout(): Promise<void> {
    return this.#chat.logout();
  }

  open(channel: string): DriverConversation {
    const conversation = this.#chat.conversation({ type: 'channel', id: channel });
    this.#conversations.push(conversation);
    return {
      channel,
      blocks: computed(() =>
        [...(conversation.timeline()?.chunks ?? []), conversation.pending()].map(blockOf),
      ),
      send: (text) => conversation.send(text),
      loadOlder: () => conversation.loadOlder(),
    };
  }
}

function told(error: unknown): void {
  tell({ type: 'error', error: String(error) });
}

/** Blocks and entries by what they were made of, so that what has not changed stays the same. */
const blocks = new WeakMap<Chunk, readonly PageEntry[]>();
const pageEntries = new WeakMap<TimelineEntry, PageEntry>();

function blockOf(chunk: Chunk): readonly PageEntry[] {
  return memoized(blocks, chunk, () =>
    chunk.map((entry) => memoized(pageEntries, entry, () => pageEntry(entry))),
  );
}

function pageEntry(entry: TimelineEntry): PageEntry {
  return entry.type === 'gap' ? entry : pageMessage(entry);
}

function memoized<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

function pageMessage({ id, from, stream, n, at, content, status }: ChatMessage): PageEntry {
  const text = content.kind === 'text' ? content.text : `(${content.kind})`;
  return { type: 'message', id, from, stream, n, at, text, status };
}
