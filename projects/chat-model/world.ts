import {
  type ChatOptions,
  type ChatStorage,
  type ChatTransport,
  type ConversationRef,
  DEFAULT_CHAT_OPTIONS,
  type InMemoryTabs,
  PlainStateHolder,
  loadChatEngine,
  type MemoryChatStorage,
} from 'ngx-agora-rtm/chat';
import type { LossyLink } from './lossy-link.ts';
import { type BackendTraits, ModelBackend } from './model-backend.ts';
import { ModelClock, settled } from './model-clock.ts';
import { ModelTab } from './model-tab.ts';
import { ModelUser, type Written } from './model-user.ts';

const engine = await loadChatEngine();

/** The channel that everybody is in. */
export const LOBBY: ConversationRef = { type: 'channel', id: 'lobby' };

/** What can be broken on purpose: each is put between the real parts, which stay as they are. */
export interface Plants {
  readonly storage?: (storage: MemoryChatStorage, user: ModelUser) => MemoryChatStorage;
  readonly transport?: (transport: ChatTransport, user: ModelUser) => ChatTransport;
  readonly holder?: () => PlainStateHolder;
  readonly tabs?: (tabs: InMemoryTabs) => InMemoryTabs['open'];
}

/** Most rounds of the network before it counts as restless: a sequence has a few dozen frames. */
const MAX_ROUNDS = 200;

/** Users, each with tabs of the real chat, a backend and the network between them. Nothing happens unless it is told to. */
export class World {
  readonly clock = new ModelClock();
  readonly backend: ModelBackend;
  readonly users: readonly ModelUser[];
  /** What was said in the name of others. */
  readonly forged: Written[] = [];
  readonly #plants: Plants;
  readonly #options: ChatOptions = { ...DEFAULT_CHAT_OPTIONS, typing: false, receipts: false };

  constructor(traits: BackendTraits, plants: Plants = {}) {
    this.backend = new ModelBackend(traits, this.clock);
    this.users = [new ModelUser('ana', 'ben'), new ModelUser('ben', 'ana')];
    this.#plants = plants;
  }

  get links(): readonly LossyLink[] {
    return this.users.flatMap((user) => user.links);
  }

  /**
   * Everybody comes, and says something, so that everybody's numbers are known to everybody.
   *
   * @param isLate Whether the second user loses the connection before anything is said, and is back in the middle of it: what is
   * heard first of a stream is not its first message then.
   */
  async begin(isLate = false): Promise<void> {
    for (const user of this.users) this.openTab(user);
    for (const user of this.users) user.login();
    await this.pump();
    for (const user of this.users) {
      for (const ref of [LOBBY, user.peer]) await user.tabs[0]?.chat.open(ref);
    }
    await this.pump();
    if (isLate) {
      await this.#beginLate();
      return;
    }
    for (const user of this.users) this.#greet(user);
    await this.pump();
  }

  async #beginLate(): Promise<void> {
    const [early, late] = this.users;
    if (!early || !late) return;
    for (const link of late.links) link.cut();
    for (let count = 0; count < 2; count++) this.#greet(early);
    await this.pump();
    for (const link of late.links) link.restore();
    for (const user of [early, late]) this.#greet(user);
  }

  /** Has a user say something everywhere. */
  #greet(user: ModelUser): void {
    for (const ref of [LOBBY, user.peer]) user.write(ref);
  }

  openTab(user: ModelUser): void {
    const { storage = same, transport = same, holder, tabs } = this.#plants;
    const commit = async (): Promise<void> => user.commit();
    const tab = new ModelTab(
      this.backend,
      this.clock,
      this.#options,
      tabs ? tabs(user.browser) : user.browser.open,
      {
        openStorage: () => storage(new engine.MemoryChatStorage({ data: user.data, commit }), user),
        wrapTransport: (one) => transport(one, user),
        makeHolder: holder ?? (() => new PlainStateHolder()),
      },
    );
    user.opened(tab);
  }

  /** Somebody who is no member says something in the name of a user. It must be shown as by whoever the backend says. */
  forge(user: ModelUser): void {
    const number = this.forged.length + 1;
    const text = `eve ${number}`;
    const session = { userId: 'eve', push: () => undefined };
    const id = `01a20d8d-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const rest = { s: user.data.stream, n: 1_000 + number, from: user.userId };
    const envelope = { v: 1, id, ...rest, kind: 'text', body: { text } };
    this.backend.send(session, LOBBY, JSON.stringify(envelope));
    this.forged.push({
      ...{ text, ref: LOBBY, sender: 'eve', stream: user.data.stream, tab: undefined },
      // Nobody can ask her for what was lost.
      ...{ id, outcome: 'unknown', keptAs: Infinity, wasRetried: false },
    });
  }

  /** Restarts the backend: all links break, and it has forgotten who was where. */
  restart(): void {
    for (const link of this.links) link.cut();
    this.backend.restart();
  }

  /** Moves all that is on its way, until nothing is. */
  async pump(): Promise<void> {
    await settled();
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const busy = this.links.filter((link) => !link.isIdle);
      if (busy.length === 0) return;
      for (const link of busy) link.deliverAll();
      await settled();
    }
    throw new Error('The network never comes to rest');
  }
}

function same<T extends ChatStorage | ChatTransport>(part: T): T {
  return part;
}
