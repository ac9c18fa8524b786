import type { RtmMessage } from 'ngx-agora-rtm/client';
import type { Subscription } from 'rxjs';
import { AwaySearch } from './away-search';
import { CatchUp } from './catch-up';
import type { ChatContext } from './chat-context';
import type { ChatRecord } from './chat-record';
import type { StoredConversation } from './chat-storage';
import type { MessageId, Position } from './content';
import { type ConversationKey, conversationKey, type ConversationRef } from './conversation-ref';
import { GapRepair } from './gap-repair';
import { Inbox } from './inbox';
import type { Intake } from './intake';
import { IntakeBook } from './intake-book';
import { RepairAnswers } from './repair-answers';
import { RepairRequests } from './repair-requests';
import { Resends } from './resends';
import { Waits } from './waits';

/** What the receiving side tells other parts of the engine. */
export interface ReceivingHooks {
  /** Somebody is writing, or has stopped. */
  typing(key: ConversationKey, from: string, on: boolean): void;
  /** Records came, of whatever age: those of blocked users too. For receipts, and for what the outbox waits for. */
  arrived?(key: ConversationKey, records: readonly ChatRecord[]): void;
}

/**
 * The receiving side of the chat: everything that comes in, counted, repaired, caught up with, kept and told.
 *
 * Needs the state to know of conversations and members before {@link catchUp}: who is asked what was missed comes from there.
 */
export class Receiving {
  readonly #context: ChatContext;
  readonly #waits: Waits;
  readonly #book: IntakeBook;
  readonly #inbox: Inbox;
  readonly #away: AwaySearch;
  readonly #catchUp: CatchUp;
  readonly #subscriptions: Subscription[] = [];
  #link = { losses: 0, backAt: 0 };
  #isConnected = false;

  constructor(context: ChatContext, hooks: ReceivingHooks) {
    this.#context = context;
    const waits = (this.#waits = new Waits(context.clock));
    const book = (this.#book = new IntakeBook(context, waits));
    const requests = new RepairRequests(context, waits);
    const answers = new RepairAnswers(context);
    const repair = new GapRepair(context, book, waits, requests);
    const inbox = (this.#inbox = new Inbox(context, book, waits, {
      typing: (key, from, on) => hooks.typing(key, from, on),
      repair: (from, content, id) => void answers.receive(from, content, id),
      resend: (from, content) => resends.receive(from, content),
      arrived: (intake, records, source) => {
        repair.arrived(intake, records);
        if (source === 'live') this.#heard(intake, records);
        hooks.arrived?.(intake.key, records);
      },
    }));
    const resends = new Resends(context, book, inbox, requests, repair.boundsOf);
    repair.use(inbox);
    const away = (this.#away = new AwaySearch(context, book, requests, resends));
    this.#catchUp = new CatchUp(context, { book, waits, inbox, repair, away }, () => this.#link);
  }

  /** Takes in what is kept of the conversations, and tells their gaps again. Call it before {@link start}. */
  restore(conversations: readonly StoredConversation[]): void {
    this.#book.restore(conversations);
  }

  /** Begins to listen. Call it before the login: nothing that comes is missed then. */
  start(): void {
    const { transport, clock } = this.#context;
    this.#subscriptions.push(
      transport.connection$.subscribe(({ state }) => {
        const isConnected = state === 'connected';
        if (isConnected === this.#isConnected) return;
        this.#isConnected = isConnected;
        if (isConnected) {
          this.#link = { ...this.#link, backAt: clock.now() };
          return;
        }
        this.#link = { ...this.#link, losses: this.#link.losses + 1 };
        this.#inbox.tell();
        for (const intake of this.#book.all()) intake.interrupt(clock.now());
      }),
      transport.messages$.subscribe((message) => this.#inbox.receive(message)),
    );
  }

  /**
   * Fetches what was missed, or marks it as missing. Call it for all open conversations after each login and reconnect, when their
   * channels are joined and the state knows their members, and for one after it was joined in between.
   */
  catchUp(keys: readonly ConversationKey[]): Promise<void> {
    return this.#catchUp.catchUp(keys);
  }

  /** From now on nothing arrives for a conversation, because its channel was left: until the next {@link catchUp}. */
  interrupted(key: ConversationKey): void {
    this.#inbox.tell();
    this.#book.find(key)?.interrupt(this.#context.clock.now());
  }

  /** The state knows of other members of a channel than before: who has come may know what was missed. */
  membersChanged(key: ConversationKey): void {
    const intake = this.#book.find(key);
    if (intake) this.#away.membersChanged(intake);
  }

  /** Loads what is older than all that is known, from the backend's history. @returns Whether there may be more. */
  loadOlder(key: ConversationKey): Promise<boolean> {
    return this.#catchUp.loadOlder(key);
  }

  /** Takes in messages of the history that somebody else has read, such as the newest ones of a channel that is not joined. */
  async page(ref: ConversationRef, messages: readonly RtmMessage[]): Promise<void> {
    await this.#inbox.page(this.#book.get(conversationKey(ref)), messages, 'catch-up');
  }

  /** Tries again to fill a gap. */
  loadGap(key: ConversationKey, id: string): Promise<void> {
    return this.#catchUp.loadGap(key, id);
  }

  /** How far the messages of others have arrived without a hole. */
  positions(key: ConversationKey): { readonly delivered: readonly Position[] } {
    const { userId } = this.#context;
    const positions = this.#book.find(key)?.streams.positions() ?? [];
    return { delivered: positions.filter(({ from }) => from !== userId) };
  }

  /**
   * Has the next plain message of the user with this text take the id of the outbox item. The sending side calls it before each
   * attempt, and for what it finds waiting at the start.
   */
  expectPlain(key: ConversationKey, text: string, id: MessageId): void {
    const { userId, clock } = this.#context;
    this.#book.get(key).plain.expectOwn(userId, text, id, clock.now());
  }

  /** Stops listening and asking, and keeps what is known. */
  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#inbox.tell();
    this.#waits.close();
    await this.#book.flush();
  }

  #heard(intake: Intake, records: readonly ChatRecord[]): void {
    for (const from of new Set(records.map((record) => record.from))) {
      this.#away.heard(intake, from);
    }
    // Nobody waits for a conversation that others have begun.
    if (intake.coverage !== null && intake.isNew && this.#isConnected) {
      void this.#catchUp.catchUp([intake.key]);
    }
  }
}
