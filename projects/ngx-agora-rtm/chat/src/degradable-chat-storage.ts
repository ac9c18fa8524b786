import type { ChatRecord } from './chat-record';
import type { ChatStorage, RecordOrder, StoredConversation, StoredUser } from './chat-storage';
import { ChatStorageError, type ChatStorageReason, closedError } from './chat-storage-error';
import type { Clock } from './clock';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import type { CacheLimits } from './eviction-plan';
import { MemoryChatStorage, newMemoryChatData } from './memory-chat-storage';
import type { NewOutboxItem, OutboxItem } from './outbox-item';
import { withDeadline } from './storage-deadline';

/** A storage that can be left behind. */
export interface DurableChatStorage extends ChatStorage {
  /** Closes without waiting for anything. */
  abandon(): void;
}

/** How a {@link DegradableChatStorage} behaves. */
export interface DegradableChatStorageOptions {
  readonly clock: Clock;
  readonly limits: CacheLimits;
  /** Deletes from the disk what the durable storage keeps, whether or not that works. */
  readonly erase: () => Promise<void>;
  /** Called once, when the durable storage has broken. */
  readonly onDegraded: (error: ChatStorageError) => void;
}

/** Time for one answer in ms. Far above what a slow disk takes; below what a user waits for. */
const ANSWER_LIMIT = 20_000;

/** Unsent items from which on it is looked at whether another tab has sent them. */
const MIN_CHECKED = 16;

/** What is not the fault of the storage, or no reason to give it up: the caller hears of it. */
const PASSED_ON: ReadonlySet<ChatStorageReason> = new Set(['full', 'invalid']);

/**
 * Keeps things durably for as long as that works, and in memory from the first time that it does not. What is unsent is known
 * here too, so it is kept on; its numbers are not, for other tabs may go on giving the same ones: in memory they are those of
 * another stream.
 */
export class DegradableChatStorage implements ChatStorage {
  readonly #options: DegradableChatStorageOptions;
  readonly #unsent = new Map<MessageId, OutboxItem>();
  #checkAt = MIN_CHECKED;
  #durable: DurableChatStorage | null;
  #memory: MemoryChatStorage | null = null;
  #isClosed = false;

  /** @param durable `null`: there is none to begin with. */
  constructor(durable: DurableChatStorage | null, options: DegradableChatStorageOptions) {
    this.#options = options;
    this.#durable = durable;
  }

  get kind(): 'durable' | 'memory' {
    return this.#current.kind;
  }

  get stream(): string {
    return this.#current.stream;
  }

  /** The durable storage has broken, whoever noticed: from now on everything is in memory. */
  degrade(error: ChatStorageError): void {
    const durable = this.#durable;
    if (!durable || this.#isClosed) {
      return;
    }
    this.#durable = null;
    this.#memory = this.#newMemory();
    durable.abandon();
    this.#options.onDegraded(error);
  }

  async enqueue(item: NewOutboxItem): Promise<OutboxItem> {
    const kept = await this.#ask((storage) => storage.enqueue(item));
    this.#note(kept.id, kept);
    if (this.#durable && this.#unsent.size >= this.#checkAt) {
      // One look at a time: many that are written at once would each ask for all of them.
      this.#checkAt = Infinity;
      // Only so that what other tabs have sent is not taken for unsent: whoever asks for the outbox hears of its errors.
      this.outbox().catch(() => (this.#checkAt = 2 * this.#unsent.size));
    }
    return kept;
  }

  async outbox(after?: number): Promise<readonly OutboxItem[]> {
    const items = await this.#ask((storage) => storage.outbox(after));
    if (after !== undefined) {
      items.forEach((item) => this.#note(item.id, item));
      return items;
    }
    this.#unsent.clear();
    items.forEach((item) => this.#note(item.id, item));
    this.#checkAt = Math.max(MIN_CHECKED, 2 * items.length);
    return items;
  }

  async beginAttempt(id: MessageId): Promise<OutboxItem | null> {
    const item = await this.#ask((storage) => storage.beginAttempt(id));
    this.#note(id, item);
    return item;
  }

  async endAttempt(
    id: MessageId,
    outcome: Pick<OutboxItem, 'status' | 'error'>,
    givesBackNumber: boolean,
  ): Promise<OutboxItem | null> {
    const item = await this.#ask((storage) => storage.endAttempt(id, outcome, givesBackNumber));
    this.#note(id, item);
    return item;
  }

  async settle(id: MessageId, record: ChatRecord): Promise<void> {
    await this.#ask((storage) => storage.settle(id, record));
    this.#note(id, null);
  }

  async cancel(id: MessageId): Promise<boolean> {
    const isCancelled = await this.#ask((storage) => storage.cancel(id));
    if (isCancelled) {
      this.#note(id, null);
    }
    return isCancelled;
  }

  async append(records: readonly ChatRecord[]): Promise<void> {
    return this.#ask((storage) => storage.append(records));
  }

  async readBefore(
    key: ConversationKey,
    before: RecordOrder | null,
    limit: number,
  ): Promise<readonly ChatRecord[]> {
    return this.#ask((storage) => storage.readBefore(key, before, limit));
  }

  async readOwn(
    key: ConversationKey,
    stream: string,
    first: number,
    last: number,
  ): Promise<readonly ChatRecord[]> {
    return this.#ask((storage) => storage.readOwn(key, stream, first, last));
  }

  /** Takes as long as there is something to go through. */
  async scan(visit: (records: readonly ChatRecord[]) => void): Promise<void> {
    return this.#current.scan(visit);
  }

  async conversations(): Promise<readonly StoredConversation[]> {
    return this.#ask((storage) => storage.conversations());
  }

  async patchConversation(
    key: ConversationKey,
    changes: Partial<StoredConversation>,
  ): Promise<void> {
    return this.#ask((storage) => storage.patchConversation(key, changes));
  }

  async user(): Promise<StoredUser> {
    return this.#ask((storage) => storage.user());
  }

  async patchUser(changes: Partial<StoredUser>): Promise<void> {
    return this.#ask((storage) => storage.patchUser(changes));
  }

  async flush(): Promise<void> {
    return this.#ask((storage) => storage.flush());
  }

  async forget(key: ConversationKey): Promise<void> {
    return this.#ask((storage) => storage.forget(key));
  }

  /** Where the durable storage has broken, what it keeps is deleted from the disk; rejects if it cannot be told that it is. */
  async clear(): Promise<void> {
    await this.#ask((storage) => storage.clear());
    this.#unsent.clear();
    if (!this.#durable) {
      await this.#options.erase();
    }
  }

  async close(): Promise<void> {
    const current = this.#current;
    this.#isClosed = true;
    await withDeadline(this.#options.clock, ANSWER_LIMIT, current.close());
  }

  get #current(): ChatStorage {
    return this.#durable ?? (this.#memory ??= this.#newMemory());
  }

  async #ask<T>(question: (storage: ChatStorage) => Promise<T>): Promise<T> {
    this.#assertOpen();
    const storage = this.#current;
    if (storage !== this.#durable) {
      return question(storage);
    }
    try {
      const answer = await withDeadline(this.#options.clock, ANSWER_LIMIT, question(storage));
      if (storage.kind === this.kind) {
        return answer;
      }
      // It has broken meanwhile: what was changed on disk is changed in memory, too.
    } catch (error) {
      if (!(error instanceof ChatStorageError) || PASSED_ON.has(error.reason)) {
        throw error;
      }
      this.#assertOpen();
      this.degrade(error);
    }
    return question(this.#current);
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw closedError();
    }
  }

  #note(id: MessageId, item: OutboxItem | null): void {
    if (item) {
      this.#unsent.set(id, item);
    } else {
      this.#unsent.delete(id);
    }
  }

  #newMemory(): MemoryChatStorage {
    const items = [...this.#unsent.values()].sort((a, b) => a.order - b.order);
    const data = newMemoryChatData();
    items.forEach((item) => data.outbox.set(item.id, { ...item, n: null }));
    data.nextOrder = (items.at(-1)?.order ?? 0) + 1;
    return new MemoryChatStorage({ data, limits: this.#options.limits });
  }
}
