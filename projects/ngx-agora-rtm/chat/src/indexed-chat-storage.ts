import { v4 as uuid } from 'uuid';
import {
  ChatDatabase,
  type ChatDatabaseOptions,
  type DatabaseEnd,
  storageError,
} from './chat-database';
import { DEFAULT_CHAT_OPTIONS } from './chat-options';
import type { ChatRecord } from './chat-record';
import type { ChatStorage, RecordOrder, StoredConversation, StoredUser } from './chat-storage';
import { ChatStorageError, closedError } from './chat-storage-error';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import { type CacheLimits, planEviction } from './eviction-plan';
import { AppendQueue } from './indexed-append';
import {
  databaseName,
  type Migration,
  type StoreName,
  STORES,
  type WriteTransaction,
} from './indexed-chat-schema';
import { evict, readCacheUse } from './indexed-eviction';
import {
  addItem,
  allItems,
  beginItem,
  cancelItem,
  endItem,
  removeItem,
  restartNumbers,
} from './indexed-outbox';
import {
  keepRecords,
  keptConversations,
  latestRecords,
  ownRecords,
  wholeConversation,
} from './indexed-records';
import { writeLoosely, writeStrictly } from './indexed-room';
import type { NewOutboxItem, OutboxItem } from './outbox-item';
import { SCAN_PORTION } from './record-order';
import { newConversation, patchedConversation, patchedUser } from './stored-conversation';
import { assertNewItem, assertRecords, readConversation, readUser } from './stored-shape';

/** How an {@link IndexedChatStorage} is opened. */
export interface IndexedChatStorageOptions {
  readonly appId: string;
  readonly userId: string;
  readonly indexedDB: IDBFactory;
  /** How many records are kept, as in `ChatOptions`. */
  readonly limits?: CacheLimits;
  /** Called when another tab takes the database away, with a newer version or for good. Nothing is kept from then on. */
  readonly onEnd?: (end: DatabaseEnd) => void;
  /** For tests of upgrades. */
  readonly migrations?: readonly Migration[];
}

/**
 * Keeps everything in IndexedDB, in one database for each user of each App ID. Several tabs may have it open: each method is one
 * transaction.
 *
 * Where there is no room, the cache gives way to the outbox, and to itself; a cache that finds none then goes without, quietly.
 */
export class IndexedChatStorage implements ChatStorage {
  readonly kind = 'durable';

  readonly #database: ChatDatabase;
  readonly #limits: CacheLimits;
  readonly #appends = new AppendQueue((records) => this.#keepBatch(records));
  readonly #running = new Set<Promise<unknown>>();
  #stream: string;
  /** Records that were kept since it was last seen whether there are too many; at first, nobody has. */
  #keptSince = Infinity;
  #evictions: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(database: ChatDatabase, stream: string, limits: CacheLimits) {
    this.#database = database;
    this.#stream = stream;
    this.#limits = limits;
  }

  /** Opens the database, makes it if there is none. Rejects where the browser does, and for one of a newer version. */
  static async open(options: IndexedChatStorageOptions): Promise<IndexedChatStorage> {
    let storage: IndexedChatStorage | null = null;
    const databaseOptions: ChatDatabaseOptions = {
      ...options,
      // A database that was deleted and made again in between is another one.
      check: async (transaction) => {
        const stream = await transaction.objectStore('meta').get('stream');
        if (storage && stream !== storage.#stream) {
          throw new ChatStorageError('broken', 'The data of this application were deleted.');
        }
      },
    };
    const name = databaseName(options.appId, options.userId);
    const database = new ChatDatabase(name, databaseOptions);
    const stream = await database.write(['meta', 'counters', 'outbox'], 'strict', ownStream);
    storage = new IndexedChatStorage(database, stream, options.limits ?? DEFAULT_CHAT_OPTIONS);
    return storage;
  }

  get stream(): string {
    return this.#stream;
  }

  async enqueue(item: NewOutboxItem): Promise<OutboxItem> {
    assertNewItem(item);
    return this.#strictly(['outbox'], (transaction) => addItem(transaction, item));
  }

  async outbox(after?: number): Promise<readonly OutboxItem[]> {
    return this.#do(() =>
      this.#database.read(['outbox'], (transaction) => allItems(transaction, after)),
    );
  }

  async beginAttempt(id: MessageId): Promise<OutboxItem | null> {
    return this.#strictly(['outbox', 'counters', 'meta'], async (transaction) => {
      // The number is one of the present stream, which another tab may have begun.
      this.#stream = String(await transaction.objectStore('meta').get('stream'));
      return beginItem(transaction, id);
    });
  }

  async endAttempt(
    id: MessageId,
    outcome: Pick<OutboxItem, 'status' | 'error'>,
    givesBackNumber: boolean,
  ): Promise<OutboxItem | null> {
    return this.#strictly(['outbox', 'counters'], (transaction) =>
      endItem(transaction, id, outcome, givesBackNumber),
    );
  }

  async settle(id: MessageId, record: ChatRecord): Promise<void> {
    assertRecords([record]);
    await this.#strictly(['outbox', 'records'], async (transaction) => {
      await removeItem(transaction, id);
      await keepRecords(transaction, [record]);
    });
    this.#noteKept(1);
  }

  async cancel(id: MessageId): Promise<boolean> {
    return this.#strictly(['outbox'], (transaction) => cancelItem(transaction, id));
  }

  async append(records: readonly ChatRecord[]): Promise<void> {
    assertRecords(records);
    this.#assertOpen();
    if (records.length > 0) {
      await this.#track(this.#appends.add(records));
    }
  }

  async readBefore(
    key: ConversationKey,
    before: RecordOrder | null,
    limit: number,
  ): Promise<readonly ChatRecord[]> {
    return this.#do(() =>
      this.#database.read(['records'], (transaction) =>
        latestRecords(transaction, key, before, Math.floor(limit)),
      ),
    );
  }

  async readOwn(
    key: ConversationKey,
    stream: string,
    first: number,
    last: number,
  ): Promise<readonly ChatRecord[]> {
    return this.#do(() =>
      this.#database.read(['records'], (transaction) =>
        ownRecords(transaction, key, stream, first, last),
      ),
    );
  }

  async scan(visit: (records: readonly ChatRecord[]) => void): Promise<void> {
    const keys = await this.#do(() => this.#database.read(['records'], keptConversations));
    for (const key of keys as readonly ConversationKey[]) {
      let portion = await this.readBefore(key, null, SCAN_PORTION);
      while (portion[0]) {
        visit(portion.toReversed());
        portion = await this.readBefore(key, portion[0], SCAN_PORTION);
      }
    }
  }

  async conversations(): Promise<readonly StoredConversation[]> {
    const rows = await this.#do(() =>
      this.#database.read(['conversations'], (transaction) =>
        transaction.objectStore('conversations').getAll(),
      ),
    );
    return rows.map(readConversation).filter((conversation) => conversation !== null);
  }

  async patchConversation(
    key: ConversationKey,
    changes: Partial<StoredConversation>,
  ): Promise<void> {
    return this.#loosely(['conversations'], async (transaction) => {
      const store = transaction.objectStore('conversations');
      const conversation = readConversation(await store.get(key)) ?? newConversation(key);
      await store.put(patchedConversation(conversation, changes));
    });
  }

  async user(): Promise<StoredUser> {
    return readUser(
      await this.#do(() =>
        this.#database.read(['user'], (transaction) => transaction.objectStore('user').get('user')),
      ),
    );
  }

  async patchUser(changes: Partial<StoredUser>): Promise<void> {
    return this.#loosely(['user'], async (transaction) => {
      const store = transaction.objectStore('user');
      await store.put(patchedUser(readUser(await store.get('user')), changes), 'user');
    });
  }

  async flush(): Promise<void> {
    this.#appends.start();
    await Promise.allSettled(this.#running);
  }

  async forget(key: ConversationKey): Promise<void> {
    return this.#loosely(['records'], (transaction) =>
      transaction.objectStore('records').delete(wholeConversation(key)),
    );
  }

  async clear(): Promise<void> {
    this.#stream = await this.#strictly(STORES, async (transaction) => {
      await Promise.all(STORES.map((store) => transaction.objectStore(store).clear()));
      return ownStream(transaction);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
    this.#database.close();
  }

  /** Closes without waiting: what has not reached the browser is not kept, and rejects. */
  abandon(): void {
    this.#isClosed = true;
    this.#database.close();
  }

  /** Brings the cache within its limits. Happens by itself, in the background, as records are kept. */
  async evict(): Promise<void> {
    const evictNow = () =>
      this.#do(async () => {
        this.#keptSince = 0;
        const use = await readCacheUse(this.#database);
        await evict(this.#database, planEviction(use, this.#limits));
      });
    // One after the other: two at once would both take the same surplus.
    const eviction = this.#evictions.then(evictNow);
    this.#evictions = eviction.catch(() => null);
    return eviction;
  }

  #strictly<T>(
    stores: readonly StoreName[],
    work: (transaction: WriteTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#do(() => writeStrictly(this.#database, stores, work));
  }

  #loosely(
    stores: readonly StoreName[],
    work: (transaction: WriteTransaction) => Promise<void>,
  ): Promise<void> {
    return this.#do(() => writeLoosely(this.#database, stores, work));
  }

  async #keepBatch(records: readonly ChatRecord[]): Promise<void> {
    try {
      await writeLoosely(this.#database, ['records'], (transaction) =>
        keepRecords(transaction, records),
      );
    } catch (error) {
      throw storageError(error);
    }
    this.#noteKept(records.length);
  }

  /** Looks for too many records after every twentieth part of what may be there. */
  #noteKept(records: number): void {
    const { maxCached, maxCachedPerConversation } = this.#limits;
    this.#keptSince += records;
    if (this.#keptSince < Math.min(maxCached, maxCachedPerConversation) / 20 || this.#isClosed) {
      return;
    }
    this.#keptSince = 0;
    // A cache that stays too large for now harms nobody; the next records try again.
    this.evict().catch(() => (this.#keptSince = Infinity));
  }

  /** Everything that was asked for goes through here: in order, counted, and with errors as a storage tells them. */
  async #do<T>(work: () => Promise<T>): Promise<T> {
    this.#assertOpen();
    this.#appends.start();
    return this.#track(
      work().catch((error: unknown) => {
        throw storageError(error);
      }),
    );
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const settled = () => this.#running.delete(work);
    work.then(settled, settled);
    return work;
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw closedError();
    }
  }
}

/** The stream in a database; a new one, with numbers that begin again, where there is none. */
async function ownStream(transaction: WriteTransaction): Promise<string> {
  const meta = transaction.objectStore('meta');
  const kept = await meta.get('stream');
  if (typeof kept === 'string') {
    return kept;
  }
  const stream = uuid();
  await restartNumbers(transaction);
  await meta.put(stream, 'stream');
  return stream;
}
