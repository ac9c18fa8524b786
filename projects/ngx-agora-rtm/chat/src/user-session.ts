import { BehaviorSubject, filter, firstValueFrom, Subscription } from 'rxjs';
import { errorCodeOfEnding, RtmError } from 'ngx-agora-rtm/client';
import { CachedConversations } from './cached-conversations';
import type { ChatCommand, CommandResult } from './chat-command';
import { ChatEngine } from './chat-engine';
import { ChatSearch } from './chat-search';
import type { ChatEvent } from './chat-event';
import type { ChatParts } from './chat-parts';
import type { ChatState } from './chat-state';
import type { ChatStorage } from './chat-storage';
import type { ChatConnection } from './connection';
import { EventLog } from './event-log';
import { liveEvents } from './live-events';
import { newMessageId } from './message-id';
import { optimisticEvents } from './pending-message';
import { PacedQueryBudget } from './query-budget';
import { PacedSendBudget } from './send-budget';
import { readTabMessage, type ChatTabMessage } from './tab-messages';
import { singleTabLink } from './single-tab-link';
import type { TabLink } from './tab-link';

/** Longest wait for what another tab was asked, in ms: a page of history may have to wait for its turn. */
const COMMAND_TIMEOUT = 30_000;

/** One user's stay in this tab, whichever tab has the connection. */
export class UserSession {
  readonly userId: string;
  readonly storage: ChatStorage;
  readonly log: EventLog;
  readonly cached: CachedConversations;
  readonly search: ChatSearch;
  readonly #parts: ChatParts;
  readonly #link: TabLink;
  readonly #tab = newMessageId();
  readonly #running = new Subscription();
  readonly #connection = new BehaviorSubject<ChatConnection | null>(null);
  readonly #answers = new Map<string, (result: CommandResult) => void>();
  #token: string | null | undefined;
  /** Whether the login with which this tab took the lead succeeded. Never rejects. */
  #login: Promise<boolean> = Promise.resolve(false);
  /** Why the latest login was refused. */
  #refusal: RtmError | null = null;
  #engine: ChatEngine | null = null;
  #budgets: { close(): void }[] = [];
  #isClosed = false;

  private constructor(
    userId: string,
    token: string | null | undefined,
    parts: ChatParts,
    storage: ChatStorage,
  ) {
    this.userId = userId;
    this.storage = storage;
    this.#token = token;
    this.#parts = parts;
    // Tabs that do not share what is kept cannot share the work.
    this.#link =
      storage.kind === 'memory' && !parts.sharesMemory
        ? singleTabLink()
        : parts.tabs(`ngx-agora-rtm ${parts.transport.appId} ${userId}`);
    this.log = new EventLog(
      parts.holder,
      parts.schedule,
      (events) => this.#link.post({ type: 'events', events }),
      (event) => this.cached.adapt(event),
    );
    this.search = new ChatSearch(storage, parts.clock);
    this.cached = new CachedConversations(
      storage,
      parts.options.pageSize,
      () => this.log.state(),
      (event) => this.log.show(event),
    );
  }

  /** Opens what is kept of a user. Shows nothing yet, and asks nobody. */
  static async open(
    userId: string,
    token: string | null | undefined,
    parts: ChatParts,
  ): Promise<UserSession> {
    const degraded: { tell: (() => void) | null } = { tell: null };
    const storage = await parts.openStorage(userId, () => degraded.tell?.());
    const session = new UserSession(userId, token, parts, storage);
    degraded.tell = () =>
      session.log.show({ type: '[RTM Session] Storage Changed', storage: 'memory' });
    return session;
  }

  /** Shows what is kept, and takes part among the tabs. Does not wait for a connection. */
  async start(): Promise<void> {
    await this.cached.open(this.userId);
    await this.#showOutbox();
    if (this.#isClosed) return;
    this.log.flush();
    this.#running.add(this.#link.messages$.subscribe((message) => this.#receive(message)));
    this.#running.add(
      this.#link.leads$.subscribe((leads) => aside(leads ? this.#lead() : this.#follow())),
    );
    // Who has just come looks at the latest conversation, and so does not wait for a frame.
    await this.cached.newestPages(() => this.log.flush());
  }

  get state(): ChatState {
    return this.log.state();
  }

  /** Something happened here that all tabs shall know. */
  tell(event: ChatEvent): void {
    this.log.share(event);
    this.#heard(event);
  }

  /** Resolves when connected. Rejects with an RtmError when that fails. */
  async connected(): Promise<void> {
    const settled = await firstValueFrom(
      this.#connection.pipe(
        filter((connection) => connection !== null),
        filter(isSettled),
      ),
      { defaultValue: null },
    );
    if (settled?.state === 'connected') return;
    // The connection tells sooner that there is none, or how an earlier login has ended; the login tells what came of this one.
    if (settled && (await this.#login)) return;
    if (this.#refusal) throw this.#refusal;
    const code = settled ? errorCodeOfEnding(settled.reason) : 'cancelled';
    const message = settled
      ? `The connection has ended: ${settled.reason}`
      : 'The user was logged out in the meantime';
    throw new RtmError({ code, operation: 'login', message });
  }

  /** Logs in once more, after a failure. */
  async connect(token?: string | null): Promise<void> {
    if (token !== undefined) this.#token = token;
    this.#refusal = null;
    if (this.#engine) {
      await this.#engine.connect(this.#token);
      return;
    }
    const result = await this.command({ type: 'connect' });
    if (result.type !== 'failed') return;
    throw new RtmError({ code: 'unknown', operation: 'login', message: result.message });
  }

  /** Asks the tab that has the connection. */
  async command(command: ChatCommand): Promise<CommandResult> {
    if (this.#isClosed) return { type: 'failed', message: 'The user has logged out.' };
    if (this.#engine) return this.#engine.command(command);
    const id = newMessageId();
    return new Promise((resolve) => {
      const settle = (result: CommandResult) => {
        undo();
        this.#answers.delete(id);
        resolve(result);
      };
      const undo = this.#parts.clock.after(COMMAND_TIMEOUT, () =>
        settle({ type: 'failed', message: 'The tab that has the connection did not answer.' }),
      );
      this.#answers.set(id, settle);
      this.#link.post({ type: 'command', id, command });
    });
  }

  /** Tells the tab that has the connection that the outbox has something new. */
  wake(): void {
    if (this.#engine) void this.#engine.command({ type: 'wake' });
    else this.#link.post({ type: 'wake' });
  }

  /** Ends the stay of this tab, whose state is empty at once. Another one takes the connection over. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.log.end({ type: '[RTM Session] Closed' });
    for (const settle of [...this.#answers.values()]) {
      settle({ type: 'failed', message: 'The user has logged out.' });
    }
    // The connection is given up before the lead: two of them would fight over the user.
    await this.#resign();
    this.#link.close();
    this.#running.unsubscribe();
    this.#connection.complete();
    await this.storage.flush();
  }

  /** Ends the stay of all tabs. */
  logout(): void {
    this.#link.post({ type: 'logout' });
  }

  async #lead(): Promise<void> {
    if (this.#engine || this.#isClosed) return;
    const { transport, clock, options } = this.#parts;
    const sends = new PacedSendBudget(transport.capabilities.sendRate, clock);
    const queries = new PacedQueryBudget(clock);
    this.#budgets = [sends, queries];
    const engine = new ChatEngine({
      userId: this.userId,
      transport,
      storage: this.storage,
      clock,
      options,
      sends,
      queries,
      emit: (event) => this.tell(event),
      state: () => this.log.state(),
    });
    this.#engine = engine;
    this.log.show({ type: '[RTM Session] Tab Role Changed', tab: 'leader' });
    // Where nothing can be read, the connection is worth having all the same.
    await engine.start(await this.storage.conversations().catch(() => []));
    if (this.#engine !== engine) return;
    // What another tab's connection ended with was for a person to decide about, and still is.
    if (this.#connection.value?.state === 'failed') return;
    // Whoever waits hears of a failure through the connection.
    this.#login = engine.connect(this.#token).then(
      () => true,
      (error: unknown) => {
        this.#refused(error);
        return false;
      },
    );
    await this.#login;
  }

  async #follow(): Promise<void> {
    await this.#resign();
    if (this.#isClosed) return;
    this.log.show({ type: '[RTM Session] Tab Role Changed', tab: 'follower' });
    this.#link.post({ type: 'hello', tab: this.#tab });
  }

  async #resign(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    for (const budget of this.#budgets) budget.close();
    this.#budgets = [];
    await engine?.stop();
  }

  #refused(error: unknown): void {
    this.#refusal = RtmError.from(error, 'login');
    const connection = this.#connection.value;
    // A login that never got as far as the connection, for want of a token: who waits must hear of it all the same.
    if (!connection || !isSettled(connection)) {
      this.#connection.next({
        state: 'disconnected',
        reason: 'login-refused',
        since: 0,
        isCurrent: false,
      });
    }
  }

  async #showOutbox(): Promise<void> {
    for (const item of await this.storage.outbox()) {
      for (const event of optimisticEvents(item, this.userId, this.storage.stream))
        this.log.show(event);
    }
  }

  /** What each tab does about an event, wherever it happened. */
  #heard(event: ChatEvent): void {
    if (event.type === '[RTM Session] Connection Changed') this.#connection.next(event.connection);
    if (event.type === '[RTM Messages] Arrived') this.search.add(event.records);
    this.#engine?.heard(event);
  }

  #receive(raw: unknown): void {
    const message = readTabMessage(raw);
    if (message && !this.#isClosed) this.#obey(message);
  }

  #obey(message: ChatTabMessage): void {
    switch (message.type) {
      case 'events':
        for (const event of message.events) {
          this.log.show(event);
          this.#heard(event);
          if (event.type === '[RTM Conversation] Opened') aside(this.cached.newest(event.key));
        }
        break;
      case 'hello':
        if (this.#engine) aside(this.#welcome(message.tab));
        break;
      case 'welcome':
        if (message.to === this.#tab) aside(this.#join(message.events));
        break;
      case 'wake':
        void this.#engine?.command({ type: 'wake' });
        break;
      case 'command':
        if (this.#engine) aside(this.#answer(message.id, message.command, this.#engine));
        break;
      case 'result':
        this.#answers.get(message.id)?.(message.result);
        break;
      case 'logout':
        this.#parts.loggedOutElsewhere(this);
        break;
    }
  }

  /** Tells a new tab what is not on disk. */
  async #welcome(tab: string): Promise<void> {
    await this.storage.flush();
    this.log.flush();
    this.#link.post({ type: 'welcome', to: tab, events: liveEvents(this.log.state()) });
  }

  /** Takes in what the other tab knew, and what was written to disk between this tab's first look and its being heard of. */
  async #join(events: readonly ChatEvent[]): Promise<void> {
    for (const event of events) {
      this.log.show(event);
      this.#heard(event);
    }
    await this.#showOutbox();
    await this.cached.newestPages();
  }

  async #answer(id: string, command: ChatCommand, engine: ChatEngine): Promise<void> {
    const result = await engine.command(command);
    await this.storage.flush();
    this.#link.post({ type: 'result', id, result });
  }
}

/** Whether a login has come to its end, one way or the other. */
function isSettled({ state, reason }: ChatConnection): boolean {
  if (state === 'connected' || state === 'failed') return true;
  return state === 'disconnected' && reason !== 'initial' && reason !== 'logout';
}

/** Work that nobody waits for. It fails where the storage is closed or broken by then, which the storage says itself. */
function aside(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
