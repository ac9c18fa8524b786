import {
  type Chat,
  type ChatEngineModule,
  type ConversationRef,
  conversationIn,
  DEFAULT_CHAT_OPTIONS,
  latestMessageOf,
  nextFrame,
  PlainStateHolder,
  SYSTEM_CLOCK,
} from 'ngx-agora-rtm/chat';
import type { InMemoryRtm } from 'ngx-agora-rtm/testing';

/** How long somebody takes to write an answer, in ms. */
const WRITING = 1_200;

/** Somebody else, with a chat of their own on the same network: what they do is what another browser would do. */
export class Colleague {
  readonly #chat: Chat;
  readonly #holder = new PlainStateHolder();

  constructor(network: InMemoryRtm, engine: ChatEngineModule) {
    this.#chat = new engine.Chat({
      transport: engine.clientTransport(network.client()),
      holder: this.#holder,
      openStorage: async () => new engine.MemoryChatStorage(),
      tabs: engine.singleTabLink,
      schedule: nextFrame,
      clock: SYSTEM_CLOCK,
      options: DEFAULT_CHAT_OPTIONS,
    });
  }

  /** Comes in, and opens a conversation. */
  async enter(userId: string, ref: ConversationRef): Promise<void> {
    await this.#chat.login(userId, null);
    await this.#chat.open(ref);
  }

  async say(ref: ConversationRef, text: string): Promise<void> {
    await this.#chat.send(ref, { kind: 'text', text });
  }

  /** Answers whatever others write, after a while. */
  answer(ref: ConversationRef, answers: readonly string[]): void {
    let answered: string | null = null;
    let turn = 0;
    this.#holder.state$.subscribe((state) => {
      const key = `${ref.type}:${ref.id}` as const;
      const conversation = conversationIn(state, key);
      const latest = conversation && latestMessageOf(conversation.timeline);
      if (!latest || latest.own || latest.id === answered || latest.from !== 'alice') return;
      answered = latest.id;
      const text = answers[turn++ % answers.length] ?? '';
      this.#chat.typing(ref, true);
      void this.#chat.seen(ref, latest.id);
      setTimeout(() => void this.say(ref, text), WRITING);
    });
  }
}
