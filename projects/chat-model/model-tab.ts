import {
  type ChatOptions,
  type ChatTransport,
  conversationIn,
  conversationKey,
  type ConversationRef,
  type ConversationState,
  type MemoryChatStorage,
  type PlainStateHolder,
  type Schedule,
  type TabLink,
  type TabLinkFactory,
  loadChatEngine,
  type Chat,
} from 'ngx-agora-rtm/chat';
import { LossyLink } from './lossy-link.ts';
import type { ModelBackend } from './model-backend.ts';
import { type ModelClock, TabClock } from './model-clock.ts';
import { ModelTransport } from './model-transport.ts';

const engine = await loadChatEngine();

/** What a tab is made of that a model may replace, to break it. */
export interface TabParts {
  readonly openStorage: () => MemoryChatStorage;
  readonly wrapTransport: (transport: ChatTransport) => ChatTransport;
  readonly makeHolder: () => PlainStateHolder;
}

/** One tab of a user's browser: the real chat, with a storage, a link and a client of its own. */
export class ModelTab {
  readonly chat: Chat;
  readonly link: LossyLink;
  readonly #clock: TabClock;
  readonly #transport: ModelTransport;
  readonly #tabLinks: TabLink[] = [];
  readonly #storages: MemoryChatStorage[] = [];
  #hasCrashed = false;

  constructor(
    backend: ModelBackend,
    clock: ModelClock,
    options: ChatOptions,
    openTab: TabLinkFactory,
    parts: TabParts,
  ) {
    this.#clock = new TabClock(clock);
    this.link = new LossyLink(backend);
    this.#transport = new ModelTransport(this.link, backend, this.#clock);
    this.chat = new engine.Chat({
      transport: parts.wrapTransport(this.#transport),
      holder: parts.makeHolder(),
      openStorage: () => {
        const storage = parts.openStorage();
        this.#storages.push(storage);
        return Promise.resolve(mortal(storage, () => this.#hasCrashed));
      },
      tabs: (name) => {
        const link = openTab(name);
        this.#tabLinks.push(link);
        return link;
      },
      sharesMemory: true,
      schedule: nextMicrotask,
      clock: this.#clock,
      options,
    });
  }

  conversation(ref: ConversationRef): ConversationState | undefined {
    return conversationIn(this.chat.state(), conversationKey(ref));
  }

  /** Closes the tab as a user does: it has a moment to leave. */
  close(): Promise<void> {
    return this.chat.destroy();
  }

  /**
   * Ends the tab in the middle of everything: none of its code runs any more. What it has sent is still on its way, and the backend
   * takes it to be there.
   */
  crash(crashTab: (link: TabLink) => void): void {
    this.#hasCrashed = true;
    this.#clock.crash();
    this.#transport.crash();
    for (const link of this.#tabLinks) crashTab(link);
    for (const storage of this.#storages) storage.crash();
  }
}

/** A storage as a tab sees it that can crash: then nothing that it has asked for is ever answered. */
function mortal(storage: MemoryChatStorage, hasCrashed: () => boolean): MemoryChatStorage {
  return new Proxy(storage, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        if (hasCrashed()) return NEVER;
        try {
          const result: unknown = await Reflect.apply(value, target, args);
          return await (hasCrashed() ? NEVER : result);
        } catch (error) {
          if (hasCrashed()) return NEVER;
          throw error;
        }
      };
    },
  });
}

const NEVER = new Promise<never>(() => undefined);

const nextMicrotask: Schedule = (callback) => {
  let isCancelled = false;
  queueMicrotask(() => {
    if (!isCancelled) callback();
  });
  return () => {
    isCancelled = true;
  };
};
