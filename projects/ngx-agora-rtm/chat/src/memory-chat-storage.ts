import { v4 as uuid } from 'uuid';
import { DEFAULT_CHAT_OPTIONS } from './chat-options';
import type { ChatRecord } from './chat-record';
import type { ChatStorage, RecordOrder, StoredConversation, StoredUser } from './chat-storage';
import { closedError } from './chat-storage-error';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import type { CacheLimits } from './eviction-plan';
import { evictRecords, keepRecord, type KeptRecords, ownRecords } from './memory-records';
import type { NewOutboxItem, OutboxItem } from './outbox-item';
import { placeOf, SCAN_PORTION } from './record-order';
import { newConversation, NEW_USER, patchedConversation, patchedUser } from './stored-conversation';
import { assertNewItem, assertRecords } from './stored-shape';

/** Everything that a {@link MemoryChatStorage} keeps. Plain data: `structuredClone` makes a copy that stands for itself. */
export interface MemoryChatData {
  stream: string;
  nextOrder: number;
  /** In order of writing. */
  readonly outbox: Map<MessageId, OutboxItem>;
  /** Last number that was given, by conversation. */
  readonly numbers: Map<ConversationKey, number>;
  readonly records: Map<ConversationKey, KeptRecords>;
  readonly conversations: Map<ConversationKey, StoredConversation>;
  user: StoredUser;
}

/** Data of a user who has nothing yet. */
export function newMemoryChatData(stream: string = uuid()): MemoryChatData {
  return {
    stream,
    nextOrder: 1,
    outbox: new Map(),
    numbers: new Map(),
    records: new Map(),
    conversations: new Map(),
    user: NEW_USER,
  };
}

/** How a {@link MemoryChatStorage} behaves. */
export interface MemoryChatStorageOptions {
  /** Name of the stream of new data. A UUID unless told. */
  readonly stream?: string;
  /**
   * What is kept. Several storages with the same data are tabs of one browser; one that is opened with the data of another
   * that is closed, or has crashed, is the same browser later.
   */
  readonly data?: MemoryChatData;
  /**
   * Awaited before any change takes effect; changes and reads take turns then, as transactions do. Where it rejects, the change
   * does, with the same error, and nothing has changed.
   */
  readonly commit?: () => Promise<void>;
  /** How many records are kept, as in `ChatOptions`. */
  readonly limits?: CacheLimits;
}

/**
 * Keeps everything in memory: for browsers that keep nothing, and for tests. Without a `commit` every change takes effect before
 * the method returns.
 */
export class MemoryChatStorage implements ChatStorage {
  readonly kind = 'memory';

  readonly #data: MemoryChatData;
  readonly #commit: (() => Promise<void>) | undefined;
  readonly #limits: CacheLimits;
  /** Settles, never rejects, when everything that was asked for before is done. */
  #turns: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #hasCrashed = false;

  constructor(options: string | MemoryChatStorageOptions = {}) {
    const { stream, data, commit, limits }: MemoryChatStorageOptions =
      typeof options === 'string' ? { stream: options } : options;
    this.#data = data ?? newMemoryChatData(stream);
    this.#commit = commit;
    this.#limits = limits ?? DEFAULT_CHAT_OPTIONS;
  }

  get stream(): string {
    return this.#data.stream;
  }

  async enqueue(item: NewOutboxItem): Promise<OutboxItem> {
    assertNewItem(item);
    return this.#change(({ outbox }) => {
      const { id, key, content, isPlain, createdAt } = item;
      const kept: OutboxItem = outbox.get(id) ?? {
        ...{ id, key, content, isPlain, createdAt },
        order: this.#data.nextOrder++,
        n: null,
        status: 'queued',
        error: null,
        attempts: 0,
      };
      outbox.set(id, kept);
      return kept;
    });
  }

  async outbox(after = 0): Promise<readonly OutboxItem[]> {
    return this.#read(({ outbox }) => {
      const items = [...outbox.values()];
      return after === 0 ? items : items.filter(({ order }) => order > after);
    });
  }

  async beginAttempt(id: MessageId): Promise<OutboxItem | null> {
    return this.#change(({ outbox, numbers }) => {
      const item = outbox.get(id);
      if (!item) {
        return null;
      }
      let { n } = item;
      if (n === null && !item.isPlain) {
        n = (numbers.get(item.key) ?? 0) + 1;
        numbers.set(item.key, n);
      }
      const begun: OutboxItem = {
        ...item,
        n,
        status: 'sending',
        error: null,
        attempts: item.attempts + 1,
      };
      outbox.set(id, begun);
      return begun;
    });
  }

  async endAttempt(
    id: MessageId,
    { status, error }: Pick<OutboxItem, 'status' | 'error'>,
    givesBackNumber: boolean,
  ): Promise<OutboxItem | null> {
    return this.#change(({ outbox, numbers }) => {
      const item = outbox.get(id);
      if (!item) {
        return null;
      }
      let { n } = item;
      if (givesBackNumber && n !== null && n === numbers.get(item.key)) {
        numbers.set(item.key, n - 1);
        n = null;
      }
      const ended: OutboxItem = { ...item, n, status, error };
      outbox.set(id, ended);
      return ended;
    });
  }

  async settle(id: MessageId, record: ChatRecord): Promise<void> {
    assertRecords([record]);
    return this.#change(({ outbox }) => {
      outbox.delete(id);
      this.#keep([record]);
    });
  }

  async cancel(id: MessageId): Promise<boolean> {
    return this.#change(({ outbox }) => outbox.get(id)?.status !== 'sending' && outbox.delete(id));
  }

  async append(records: readonly ChatRecord[]): Promise<void> {
    assertRecords(records);
    return this.#change(() => this.#keep(records));
  }

  async readBefore(
    key: ConversationKey,
    before: RecordOrder | null,
    limit: number,
  ): Promise<readonly ChatRecord[]> {
    return this.#read(({ records }) => {
      const sorted = records.get(key)?.sorted ?? [];
      const end = before ? placeOf(sorted, before) : sorted.length;
      return limit >= 1 ? sorted.slice(Math.max(0, end - Math.floor(limit)), end) : [];
    });
  }

  async readOwn(
    key: ConversationKey,
    stream: string,
    first: number,
    last: number,
  ): Promise<readonly ChatRecord[]> {
    return this.#read(({ records }) =>
      ownRecords(records.get(key)?.sorted ?? [], stream, first, last),
    );
  }

  async scan(visit: (records: readonly ChatRecord[]) => void): Promise<void> {
    const all = await this.#read(({ records }) =>
      [...records.values()].map(({ sorted }) => sorted.toReversed()),
    );
    for (const records of all) {
      for (let start = 0; start < records.length; start += SCAN_PORTION) {
        visit(records.slice(start, start + SCAN_PORTION));
      }
    }
  }

  async conversations(): Promise<readonly StoredConversation[]> {
    return this.#read(({ conversations }) => [...conversations.values()]);
  }

  async patchConversation(
    key: ConversationKey,
    changes: Partial<StoredConversation>,
  ): Promise<void> {
    return this.#change(({ conversations }) => {
      const conversation = conversations.get(key) ?? newConversation(key);
      conversations.set(key, patchedConversation(conversation, changes));
    });
  }

  async user(): Promise<StoredUser> {
    return this.#read(({ user }) => user);
  }

  async patchUser(changes: Partial<StoredUser>): Promise<void> {
    return this.#change((data) => {
      data.user = patchedUser(data.user, changes);
    });
  }

  async flush(): Promise<void> {
    await this.#turns;
  }

  async forget(key: ConversationKey): Promise<void> {
    return this.#change(({ records }) => {
      records.delete(key);
    });
  }

  async clear(): Promise<void> {
    return this.#change((data) => {
      data.outbox.clear();
      data.numbers.clear();
      data.records.clear();
      data.conversations.clear();
      data.user = NEW_USER;
      // Numbers begin again, so they are those of another stream.
      data.stream = uuid();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turns;
  }

  /** For tests: ends as a tab does that crashes. What has not taken effect never does, and rejects. The data stay. */
  crash(): void {
    this.#isClosed = true;
    this.#hasCrashed = true;
  }

  async #change<T>(effect: (data: MemoryChatData) => T): Promise<T> {
    const commit = this.#commit;
    return commit ? this.#inTurn(commit, effect) : this.#read(effect);
  }

  async #read<T>(effect: (data: MemoryChatData) => T): Promise<T> {
    if (this.#isClosed) {
      throw closedError();
    }
    return this.#commit ? this.#inTurn(null, effect) : effect(this.#data);
  }

  async #inTurn<T>(
    commit: (() => Promise<void>) | null,
    effect: (data: MemoryChatData) => T,
  ): Promise<T> {
    if (this.#isClosed) {
      throw closedError();
    }
    const turn = this.#turns.then(async () => {
      await commit?.();
      if (this.#hasCrashed) {
        throw closedError();
      }
      return effect(this.#data);
    });
    this.#turns = turn.catch(() => null);
    return turn;
  }

  #keep(records: readonly ChatRecord[]): void {
    records.forEach((record) => keepRecord(this.#data.records, record));
    evictRecords(this.#data.records, this.#data.conversations, this.#limits);
  }
}
