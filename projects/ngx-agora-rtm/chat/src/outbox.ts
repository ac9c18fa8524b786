import type { ChatContext } from './chat-context';
import type { ChatEvent } from './chat-event';
import type { ChatError } from './chat-message';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import { cancelling, NO_FAILURES, type OutboxEntry, outboxEntry } from './outbox-entry';
import { type OutboxChannels, type OutboxDesk, OutboxLane } from './outbox-lane';
import type { OutboxItem } from './outbox-item';
import { OutboxReads, type Reading } from './outbox-reads';
import { OutboxSettling, type SentFact } from './outbox-settling';
import {
  isShownContent,
  optimisticEvents,
  pendingMessage,
  sentRecord,
  type ShownPending,
  shownPending,
} from './pending-message';
import { DEFAULT_RETRY_WAITS, type RetryWaits } from './retry-wait';
import { type Taken, sensibleTime } from './taken';

/** Among how many of the latest records one is looked for that somebody else has sent and not told. */
const LATEST_SENT = 100;

/** What an {@link Outbox} works with. */
export interface OutboxParts {
  readonly channels: OutboxChannels;
  /** Hears of each text that goes out without an envelope, before it does: its echo carries no id. */
  readonly beforePlain?: (key: ConversationKey, text: string, id: MessageId) => void;
  readonly waits?: RetryWaits;
}

/**
 * Sends what is kept to be sent: in order within a conversation, conversations beside each other, each item with one id for all
 * its attempts, until the backend has taken it or it cannot be sent.
 *
 * Begins paused: {@link resume} it when there is a connection.
 */
export class Outbox {
  readonly #ctx: ChatContext;
  readonly #desk: OutboxDesk;
  readonly #lanes = new Map<ConversationKey, OutboxLane>();
  readonly #entries = new Map<MessageId, OutboxEntry>();
  /** Left the outbox since the last read of the storage: one that began before may still have them. */
  readonly #gone = new Set<MessageId>();
  readonly #settling: OutboxSettling;
  readonly #reads: OutboxReads;
  #isPaused = true;
  #isClosed = false;
  /** The latest item that was read. Those after it are new, as long as they are kept with the same stream. */
  #latest = { stream: '', order: 0 };

  constructor(
    ctx: ChatContext,
    { channels, beforePlain, waits = DEFAULT_RETRY_WAITS }: OutboxParts,
  ) {
    this.#ctx = ctx;
    this.#settling = new OutboxSettling(ctx, waits, () => this.wake());
    this.#reads = new OutboxReads(ctx.clock, waits, (what) => this.#load(what));
    this.#desk = {
      ...{ ctx, channels, waits },
      sending: ({ key, id, isPlain }, payload) => {
        if (isPlain) beforePlain?.(key, payload, id);
      },
      isPaused: () => this.#isPaused,
      isClosed: () => this.#isClosed,
      changed: (entry) => this.#tellChange(entry),
      take: (entry, taken) => this.#take(entry, taken),
      gaveUp: (entry, error) => this.#gaveUp(entry, error),
      cancelNow: (entry) => this.#cancelNow(entry),
      vanished: (entry) => this.#vanished(entry),
    };
  }

  /** How many items there are, failed ones among them. */
  get size(): number {
    return this.#entries.size;
  }

  /** Reads what is kept, and shows it. Resolves when that is done; where the storage cannot be read, it is tried again later. */
  start(): Promise<void> {
    return this.#reads.start();
  }

  /** Something was put into the outbox, by whichever tab. */
  wake(): void {
    void this.#reads.ask('new');
  }

  /** There is no connection. What is under way goes on until its answer. */
  pause(): void {
    this.#isPaused = true;
  }

  /** There is a connection. */
  resume(): void {
    this.#isPaused = false;
    for (const lane of this.#lanes.values()) lane.wake();
  }

  /**
   * Tries a failed item again with the same id; one that waits, at once. Rejects with the storage's error.
   *
   * @returns Whether there is such an item.
   */
  async retry(id: MessageId): Promise<boolean> {
    const entry = await this.#find(id);
    if (!entry || this.#isClosed) return false;
    if (entry.item.status === 'failed') {
      const ended = await this.#ctx.storage.endAttempt(
        id,
        { status: 'queued', error: null },
        false,
      );
      if (entry.isGone) return false;
      entry.item = { ...(ended ?? entry.item), status: 'queued', error: null };
      entry.failures = NO_FAILURES;
      this.#tellChange(entry);
    }
    this.#lane(entry.item.key).wake();
    return true;
  }

  /**
   * Takes an item out. One that is being sent is waited for first.
   *
   * @returns Whether it was taken out: false where the backend has taken it, or where there is none. Rejects with the storage's
   * error, and then nothing has changed. One whose earlier attempt was not answered may have arrived all the same.
   */
  async cancel(id: MessageId): Promise<boolean> {
    const entry = await this.#find(id);
    if (this.#isClosed) return false;
    if (!entry) return this.#ctx.storage.cancel(id);
    if (entry.cancelling) return entry.cancelling.promise;
    const wish = (entry.cancelling = cancelling());
    if (!entry.isUnderWay) void this.#cancelNow(entry);
    return wish.promise;
  }

  /**
   * The backend has an item, as an echo shows before the answer, or in its place.
   *
   * @param at When the backend took it: milliseconds since the epoch, server clock.
   */
  async taken(id: MessageId, at: number): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    await this.#take(entry, { at: sensibleTime(at, this.#ctx.clock.now()), delivery: null });
    entry.stopWaiting?.();
    this.#lanes.get(entry.item.key)?.wake();
  }

  /** Stops: nothing is sent, kept or told any more. What is under way counts as unknown when it is read again. */
  close(): void {
    this.#isClosed = true;
    this.#reads.close();
    for (const { cancelling: wish } of this.#entries.values()) wish?.resolve(false);
    for (const lane of this.#lanes.values()) lane.wake();
  }

  // Reading the storage.

  async #find(id: MessageId): Promise<OutboxEntry | undefined> {
    // Another tab may have written it a moment ago.
    if (!this.#entries.has(id)) await this.#reads.ask('new');
    return this.#entries.get(id);
  }

  async #load(what: Reading): Promise<void> {
    await this.#settling.noteRest((id, fact) => {
      this.#gone.add(id);
      // A tab that was opened in the meantime has read in the storage that it is still being sent.
      this.#tellSent(fact);
    });
    await this.#read(what);
    this.#gone.clear();
  }

  async #read(what: Reading): Promise<void> {
    const { storage } = this.#ctx;
    const { stream } = storage;
    // What is kept elsewhere now, or was cleared, is counted anew.
    const isAll = what === 'all' || stream !== this.#latest.stream;
    const known = isAll ? [...this.#entries.keys()] : [];
    const shown = isAll ? shownPending(this.#ctx.state()) : [];
    const items = await storage.outbox(isAll ? undefined : this.#latest.order);
    if (this.#isClosed) return;
    for (const item of items) this.#add(item);
    if (isAll) {
      this.#takeOut(known, new Set(items.map(({ id }) => id)));
      await this.#tellEnds(shown);
    }
    const latest = stream === this.#latest.stream ? this.#latest.order : 0;
    const order = items.reduce((last, item) => Math.max(last, item.order), latest);
    this.#latest = { stream, order };
    if (storage.stream !== stream) void this.#reads.ask('all');
  }

  /** Takes out what was there before a read, and was not read. */
  #takeOut(known: readonly MessageId[], kept: ReadonlySet<MessageId>): void {
    for (const id of known) {
      const entry = kept.has(id) ? undefined : this.#entries.get(id);
      // Whoever cancels it here tells it.
      if (entry && !entry.cancelling) this.#vanished(entry);
    }
  }

  /**
   * Tells what became of what is shown as waiting and are not: whoever had the connection before has sent them, or taken
   * them out, and was closed before it could say so.
   */
  async #tellEnds(shown: readonly ShownPending[]): Promise<void> {
    for (const { key, id, isChange } of shown) {
      if (this.#entries.has(id) || this.#gone.has(id) || this.#settling.has(id)) continue;
      const latest = await this.#ctx.storage.readBefore(key, null, LATEST_SENT);
      if (this.#isClosed) return;
      const record = latest.find((one) => one.id === id);
      if (record) {
        this.#tellSent({
          record,
          sent: { type: '[RTM Outbox] Message Sent', key, id, delivery: null },
        });
      } else if (isChange) {
        this.#ctx.emit({ type: '[RTM Outbox] Change Failed', key, id, error: CANCELLED });
      } else this.#ctx.emit({ type: '[RTM Outbox] Message Cancelled', key, id });
    }
  }

  /** Adds an item that was read, unless it is known, or has gone since. */
  #add(item: OutboxItem): void {
    if (this.#entries.has(item.id) || this.#gone.has(item.id) || this.#settling.has(item.id)) {
      return;
    }
    const entry = outboxEntry(item);
    this.#entries.set(item.id, entry);
    if (item.error && !isShownContent(item.content)) return void this.#gaveUp(entry, item.error);
    const { userId, storage } = this.#ctx;
    for (const event of optimisticEvents(entry.item, userId, storage.stream)) {
      this.#ctx.emit(event);
    }
    this.#lane(item.key).add(entry);
  }

  #lane(key: ConversationKey): OutboxLane {
    const known = this.#lanes.get(key);
    if (known) return known;
    const lane = new OutboxLane(this.#desk, key);
    this.#lanes.set(key, lane);
    return lane;
  }

  // What lanes tell.

  #tellChange(entry: OutboxEntry): void {
    const { key, content } = entry.item;
    if (this.#isClosed || !isShownContent(content)) return;
    const message = pendingMessage(entry.item, content, this.#ctx.userId);
    this.#ctx.emit({ type: '[RTM Outbox] Message Changed', key, message });
  }

  #take(entry: OutboxEntry, taken: Taken): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    entry.taken ??= this.#settle(entry, taken);
    return entry.taken;
  }

  async #settle(entry: OutboxEntry, { at, delivery }: Taken): Promise<void> {
    const { storage, userId } = this.#ctx;
    const { id, item } = entry;
    const { key } = item;
    const record = sentRecord(item, { userId, stream: storage.stream, at });
    const fact: SentFact = {
      record,
      sent: { type: '[RTM Outbox] Message Sent', key, id, delivery },
    };
    await this.#settling.note(id, fact);
    if (this.#isClosed) return;
    // Also of one that was cancelled after an attempt without an answer: others see it, so it is there.
    this.#drop(entry);
    this.#tellSent(fact);
  }

  #tellSent({ record, sent }: SentFact): void {
    const { key } = record;
    this.#ctx.emit({ type: '[RTM Messages] Arrived', key, records: [record], source: 'live' });
    this.#ctx.emit(sent);
  }

  async #gaveUp(entry: OutboxEntry, error: ChatError): Promise<void> {
    if (this.#isClosed || entry.taken || isShownContent(entry.item.content)) return;
    // Nobody sees a change that waits, so nobody could try it again: it is taken back, and told.
    await this.#ctx.storage.cancel(entry.id).catch(() => false);
    this.#takeBack(entry, error);
  }

  async #cancelNow(entry: OutboxEntry): Promise<void> {
    const wish = entry.cancelling;
    if (!wish) return;
    try {
      const isOut = !entry.taken && (await this.#ctx.storage.cancel(entry.id));
      entry.cancelling = null;
      if (this.#isClosed) return;
      // A late answer may have come in between: then it was sent, and will be told so.
      const isCancelled = isOut && !entry.taken;
      if (isCancelled) this.#vanished(entry);
      // Another tab may have been faster.
      else if (!entry.taken) void this.#reads.ask('all');
      wish.resolve(isCancelled);
    } catch (error) {
      entry.cancelling = null;
      wish.reject(error);
    }
    this.#lanes.get(entry.item.key)?.wake();
  }

  #vanished(entry: OutboxEntry): void {
    const { key, content } = entry.item;
    if (entry.isGone || entry.taken || this.#isClosed) return;
    if (!isShownContent(content)) return this.#takeBack(entry, CANCELLED);
    this.#drop(entry);
    this.#ctx.emit({ type: '[RTM Outbox] Message Cancelled', key, id: entry.id });
  }

  #takeBack(entry: OutboxEntry, error: ChatError): void {
    const { id, item } = entry;
    if (entry.isGone || entry.taken || this.#isClosed) return;
    this.#drop(entry);
    const event: ChatEvent = { type: '[RTM Outbox] Change Failed', key: item.key, id, error };
    this.#ctx.emit(event);
  }

  #drop(entry: OutboxEntry): void {
    const { id, item } = entry;
    entry.isGone = true;
    entry.cancelling?.resolve(false);
    this.#gone.add(id);
    this.#entries.delete(id);
    this.#lanes.get(item.key)?.remove(entry);
  }
}

const CANCELLED: ChatError = {
  code: 'cancelled',
  message: 'The change was cancelled before it was sent.',
  retryable: false,
};
