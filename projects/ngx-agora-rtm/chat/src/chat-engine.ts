import { distinctUntilChanged, type Subscription } from 'rxjs';
import { type Connection, RtmError } from 'ngx-agora-rtm/client';
import { ChannelBudget } from './channel-budget';
import type { ChatCommand, CommandResult } from './chat-command';
import type { ChatContext } from './chat-context';
import type { ChatEvent } from './chat-event';
import type { ChatRecord } from './chat-record';
import type { StoredConversation } from './chat-storage';
import type { ConversationKey } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { Outbox } from './outbox';
import { PresenceWatch } from './presence-watch';
import { readPositions } from './read-positions';
import { Receipts } from './receipts';
import { Receiving } from './receiving';
import { Typing } from './typing';

const DONE: CommandResult = { type: 'done' };

/**
 * What the tab that has the connection does for all tabs of a user: sends what is in the outbox, takes in what arrives, and
 * fetches what was missed. It works on events and commands, whichever tab they come from.
 */
export class ChatEngine {
  readonly #context: ChatContext;
  readonly #channels: ChannelBudget;
  readonly #receiving: Receiving;
  readonly #outbox: Outbox;
  readonly #receipts: Receipts;
  readonly #typing: Typing;
  readonly #presence: PresenceWatch;
  #connection: Subscription | null = null;
  #begin!: () => void;
  /** Done when the work was taken up, or given up: a login before would bring what nobody counts yet. */
  readonly #begun = new Promise<void>((resolve) => (this.#begin = resolve));
  #isStopped = false;
  /** Grows with each change of the connection: what was begun in an older one does not speak for the present one. */
  #epoch = 0;
  #isConnected = false;
  /** Up to where each conversation is kept as read, as far as is known here. */
  readonly #markers = new Map<ConversationKey, string | null>();

  constructor(context: ChatContext) {
    this.#context = context;
    this.#typing = new Typing(context);
    this.#presence = new PresenceWatch(context);
    this.#receipts = new Receipts(context);
    this.#receiving = new Receiving(context, {
      typing: (key, from, on) => this.#typing.arrived(key, from, on),
      arrived: (key, records) => this.#arrived(key, records),
    });
    this.#channels = new ChannelBudget(context, {
      onPage: (ref, messages) => void this.#receiving.page(ref, messages),
      onMembers: (key, members) => this.#presence.members(key, members),
    });
    this.#outbox = new Outbox(context, {
      channels: this.#channels,
      beforePlain: (key, text, id) => this.#receiving.expectPlain(key, text, id),
    });
  }

  /** Takes up the work where the storage says it was left. Does not wait for a connection. */
  async start(conversations: readonly StoredConversation[]): Promise<void> {
    this.#receiving.restore(conversations);
    this.#receiving.start();
    this.#channels.start();
    for (const { key, isOpen, marker } of conversations) {
      this.#markers.set(key, marker?.id ?? null);
      if (isOpen) this.#watch(key);
    }
    this.#begin();
    await Promise.all([this.#presence.start(), this.#outbox.start()]);
  }

  /** Logs in. Rejects as the transport does; the connection says why, too. */
  async connect(token?: string | null): Promise<void> {
    const { transport, userId } = this.#context;
    await this.#begun;
    if (this.#isStopped) {
      const message = 'Another tab has taken the connection over, or the user was logged out';
      throw new RtmError({ code: 'cancelled', operation: 'login', message });
    }
    const login = transport.login(userId, token);
    // What the client was before the first login here is no news to anybody.
    this.#connection ??= transport.connection$
      .pipe(distinctUntilChanged())
      .subscribe((connection) => this.#connectionChanged(connection));
    await login;
  }

  /** Reacts to what happened, in this tab or another one. */
  heard(event: ChatEvent): void {
    switch (event.type) {
      case '[RTM Conversation] Opened':
        this.#watch(event.key);
        void this.#fetch([event.key]);
        break;
      case '[RTM Conversation] Closed':
        this.#unwatch(event.key);
        break;
      case '[RTM Conversation] Read':
        this.#receipts.read(
          event.key,
          readPositions(conversationIn(this.#context.state(), event.key), event.marker),
        );
        break;
      case '[RTM Outbox] Message Sent':
        this.#typing.sent(event.key);
        break;
      case '[RTM Others] Members Changed':
        this.#receiving.membersChanged(event.key);
        break;
      case '[RTM Others] Membership Changed':
        if (event.membership.state === 'parked') this.#receiving.interrupted(event.key);
        else if (event.membership.state === 'joined') void this.#fetch([event.key]);
        break;
      default:
    }
  }

  /** Does what a tab asks for. Never rejects. */
  async command(command: ChatCommand): Promise<CommandResult> {
    try {
      return await this.#run(command);
    } catch (error) {
      return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Gives up everything, and logs out. Rejects never. */
  async stop(): Promise<void> {
    this.#epoch++;
    this.#isStopped = true;
    this.#begin();
    this.#connection?.unsubscribe();
    this.#typing.close();
    this.#presence.stop();
    this.#receipts.close();
    this.#outbox.close();
    const loggedOut = this.#context.transport.logout();
    this.#channels.closeAll();
    // The storage may be broken and the network away: neither keeps a user from leaving.
    await Promise.allSettled([this.#receiving.close(), loggedOut]);
  }

  async #run(command: ChatCommand): Promise<CommandResult> {
    switch (command.type) {
      case 'connect':
        await this.connect();
        return DONE;
      case 'wake':
        this.#outbox.wake();
        return DONE;
      case 'retry':
        await this.#outbox.retry(command.id);
        return DONE;
      case 'cancel':
        return { type: 'cancelled', wasCancelled: await this.#outbox.cancel(command.id) };
      case 'look':
        this.#channels.visible(command.key);
        return DONE;
      case 'typing':
        this.#typing.typing(command.key, command.on);
        return DONE;
      case 'load-older':
        return { type: 'older', hasOlder: await this.#receiving.loadOlder(command.key) };
      case 'load-gap':
        await this.#receiving.loadGap(command.key, command.id);
        return DONE;
    }
  }

  #watch(key: ConversationKey): void {
    this.#channels.open(key);
    this.#presence.open(key);
  }

  #unwatch(key: ConversationKey): void {
    this.#channels.close(key);
    this.#presence.close(key);
    this.#receiving.interrupted(key);
  }

  #arrived(key: ConversationKey, records: readonly ChatRecord[]): void {
    for (const { id, own, from, at, content } of records) {
      if (own) {
        // An echo, or the history, may tell what the answer to a send did not.
        void this.#outbox.taken(id, at);
        continue;
      }
      if (content.kind !== 'reaction') this.#typing.arrived(key, from, false);
      this.#presence.heard(from, at);
    }
    if (records.some(({ own }) => !own)) {
      this.#receipts.delivered(key, this.#receiving.positions(key).delivered);
    }
  }

  #connectionChanged(connection: Connection): void {
    const epoch = ++this.#epoch;
    this.#isConnected = connection.state === 'connected';
    this.#tell(connection, false);
    if (!this.#isConnected) {
      this.#outbox.pause();
      return;
    }
    this.#outbox.resume();
    void this.#becomeCurrent(connection, epoch);
  }

  async #becomeCurrent(connection: Connection, epoch: number): Promise<void> {
    await this.#fetch(this.#openKeys());
    if (epoch === this.#epoch) this.#tell(connection, true);
  }

  /** Fetches what was missed in some conversations. In a channel, live messages come first: what is between is in both. */
  async #fetch(keys: readonly ConversationKey[]): Promise<void> {
    if (!this.#isConnected) return;
    const epoch = this.#epoch;
    await Promise.all(keys.map((key) => this.#channels.settled(key)));
    // The connection was lost in the meantime: reading would fail, and what was missed would count as missing. The next one reads.
    if (epoch !== this.#epoch) return;
    await this.#receiving.catchUp(keys);
    for (const key of keys) this.#keepMarker(key);
  }

  /** What a conversation that was just opened has in its past counts as read, also after a reload. */
  #keepMarker(key: ConversationKey): void {
    const marker = conversationIn(this.#context.state(), key)?.marker;
    if (!marker || marker.id === this.#markers.get(key)) return;
    this.#markers.set(key, marker.id);
    this.#context.storage.patchConversation(key, { marker }).catch(() => {
      // The storage says itself that it fails; this tab knows what was read.
    });
  }

  #openKeys(): ConversationKey[] {
    const { items, recent } = this.#context.state().conversations;
    return recent.flatMap((slot) => items[slot]?.key ?? []);
  }

  #tell({ state, reason, since }: Connection, isCurrent: boolean): void {
    this.#context.emit({
      type: '[RTM Session] Connection Changed',
      connection: { state, reason, since, isCurrent },
    });
  }
}
