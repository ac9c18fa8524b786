import { nextMembers, type RtmClient, type RtmClientFactory } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import type { ChatEvent } from './chat-event';
import type { ChatMessage, Gap } from './chat-message';
import { type ChatOptions, DEFAULT_CHAT_OPTIONS } from './chat-options';
import { clientTransport } from './client-transport';
import type { DurableContent, EnvelopeContent } from './content';
import { type ConversationKey, conversationRef } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { encodeEnvelope } from './envelope-codec';
import { ManualClock, settled } from './manual-clock';
import { type MemoryChatData, MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
import { newMessageId } from './message-id';
import { Receiving } from './receiving';
import { PlainStateHolder } from './state-holder';

/** What is needed of an `InMemoryRtm`. */
export interface TestNetwork {
  readonly client: RtmClientFactory;
  cut(userId: string): void;
  restore(userId: string): void;
}

/** Users with the receiving side of a chat, on a network in memory. For tests only: it is not part of the package. */
export class ReceivingWorld<Network extends TestNetwork = TestNetwork> {
  readonly clock = new ManualClock();
  readonly network: Network;

  constructor(network: (now: () => number) => Network) {
    this.network = network(() => this.clock.now());
  }

  /** Logs a user in. @param data What the user's browser keeps. Default: nothing yet. */
  async user(
    userId: string,
    options: Partial<ChatOptions> = {},
    data: MemoryChatData = newMemoryChatData(),
  ): Promise<ReceivingUser> {
    const user = new ReceivingUser(this, userId, { ...DEFAULT_CHAT_OPTIONS, ...options }, data);
    await user.begin();
    return user;
  }

  /** Lets time pass. */
  pass(ms: number): Promise<void> {
    return this.clock.pass(ms);
  }
}

/** One user: what the engine of a chat would do around the receiving side, as little as is needed. */
export class ReceivingUser {
  readonly events: ChatEvent[] = [];
  readonly typing: [key: ConversationKey, from: string, on: boolean][] = [];
  readonly storage: MemoryChatStorage;
  readonly client: RtmClient;
  readonly receiving: Receiving;
  readonly context: ChatContext;
  readonly #world: ReceivingWorld;
  readonly #holder = new PlainStateHolder();

  constructor(
    world: ReceivingWorld,
    readonly userId: string,
    options: ChatOptions,
    readonly data: MemoryChatData,
  ) {
    this.#world = world;
    this.storage = new MemoryChatStorage({ data });
    this.client = world.network.client();
    this.context = {
      userId,
      transport: clientTransport(this.client),
      storage: this.storage,
      clock: world.clock,
      options,
      sends: { run: (_, send) => send() },
      queries: { run: (query) => query() },
      emit: (event) => {
        this.events.push(event);
        this.#holder.apply([event]);
      },
      state: () => this.#holder.current(),
    };
    this.receiving = new Receiving(this.context, {
      typing: (...heard) => this.typing.push(heard),
    });
    this.client.members$.subscribe((event) => {
      const key: ConversationKey = `channel:${event.channelId}`;
      const members = nextMembers(conversationIn(this.context.state(), key)?.members ?? [], event);
      this.context.emit({ type: '[RTM Others] Members Changed', key, members });
      this.receiving.membersChanged(key);
    });
  }

  async begin(): Promise<void> {
    const { blocked, saved, lastSeen } = await this.storage.user();
    const conversations = await this.storage.conversations();
    const session = { userId: this.userId, storage: 'memory', blocked, saved, lastSeen } as const;
    this.context.emit({ type: '[RTM Session] Opened', ...session, conversations });
    this.receiving.restore(conversations);
    this.receiving.start();
    await this.client.login({ userId: this.userId, token: null });
  }

  /** Opens a conversation, and catches up with it. */
  async open(key: ConversationKey): Promise<void> {
    this.context.emit({ type: '[RTM Conversation] Opened', key });
    await this.storage.patchConversation(key, { isOpen: true });
    await this.enter(key);
  }

  /** Joins the channel of a conversation, if it has one, and catches up. */
  async enter(key: ConversationKey): Promise<void> {
    const ref = conversationRef(key);
    if (ref.type === 'channel') await this.context.transport.join(ref.id);
    await this.receiving.catchUp([key]);
    await settled();
  }

  /** Loses the connection. */
  cut(): void {
    this.#world.network.cut(this.userId);
  }

  /** Gets the connection back, and catches up as an engine does. */
  async restore(...keys: readonly ConversationKey[]): Promise<void> {
    this.#world.network.restore(this.userId);
    await this.receiving.catchUp(keys);
    await settled();
  }

  /** Ends, as a tab that is closed. */
  async close(): Promise<void> {
    await this.receiving.close();
    await this.client.destroy();
  }

  /** Sends, as an outbox does: with the next number, and kept. */
  async say(
    key: ConversationKey,
    content: string | DurableContent,
    { isLost = false } = {},
  ): Promise<string> {
    const id = newMessageId();
    const createdAt = this.#world.clock.now();
    const what = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content;
    await this.storage.enqueue({ id, key, content: what, isPlain: false, createdAt });
    const n = (await this.storage.beginAttempt(id))?.n ?? null;
    const { stream } = this.storage;
    const payload = encodeEnvelope({ id, stream, n, content: what });
    // A message that is lost on its way: the backend took it, and it never came.
    const sent = isLost
      ? { sentAt: createdAt }
      : await this.context.transport.send(conversationRef(key), payload);
    const record = { id, key, from: this.userId, own: true, at: sent.sentAt, isTimed: false };
    await this.storage.settle(id, { ...record, stream, n, content: what });
    await settled();
    return id;
  }

  /** Sends something as it is. */
  async raw(key: ConversationKey, payload: string | Uint8Array): Promise<void> {
    await this.context.transport.send(conversationRef(key), payload);
    await settled();
  }

  /** Sends what is not counted. */
  passing(key: ConversationKey, content: EnvelopeContent): Promise<void> {
    return this.raw(key, encodeEnvelope({ id: newMessageId(), stream: null, n: null, content }));
  }

  /** Texts of a conversation in order, with gaps as `[status first-last]`. */
  shown(key: ConversationKey): readonly string[] {
    return this.entries(key).map((entry) => {
      if (entry.type === 'gap') {
        const extent = entry.reason === 'counter' ? `${entry.first}-${entry.last}` : entry.reason;
        return `[${entry.status} ${extent}]`;
      }
      return entry.content.kind === 'text' ? entry.content.text : `<${entry.content.kind}>`;
    });
  }

  entries(key: ConversationKey): readonly (ChatMessage | Gap)[] {
    return conversationIn(this.context.state(), key)?.timeline.chunks.flat() ?? [];
  }

  messages(key: ConversationKey): readonly ChatMessage[] {
    return this.entries(key).filter((entry) => entry.type === 'message');
  }

  gaps(key: ConversationKey): readonly Gap[] {
    return this.entries(key).filter((entry) => entry.type === 'gap');
  }
}
