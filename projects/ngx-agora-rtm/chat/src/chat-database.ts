import { wrap } from 'idb';
import { ChatStorageError, closedError } from './chat-storage-error';
import {
  type Database,
  type Migration,
  MIGRATIONS,
  type ReadTransaction,
  type StoreName,
  STORES,
  type WriteTransaction,
} from './indexed-chat-schema';

/** Why a database cannot be used any more. `upgraded`: by a tab with a newer version of this library; `deleted`: by anybody. */
export type DatabaseEnd = 'upgraded' | 'deleted';

/** How a database is opened. */
export interface ChatDatabaseOptions {
  readonly indexedDB: IDBFactory;
  readonly migrations?: readonly Migration[];
  /** Called when another tab upgrades or deletes the database: the connection has been closed so that it can. */
  readonly onEnd?: (end: DatabaseEnd) => void;
  /** Looks into a database before it is used, the first time and whenever it is opened again. Throws if it is not to be used. */
  readonly check?: (transaction: ReadTransaction) => Promise<void>;
}

/**
 * The connection to a database. One that the browser has cut (it does so to clear data, and on errors of the disk) is opened
 * again, once for each transaction that meets it.
 */
export class ChatDatabase {
  readonly #name: string;
  readonly #options: ChatDatabaseOptions;
  #connection: Promise<Database> | null = null;
  #end: DatabaseEnd | null = null;
  #isClosed = false;

  constructor(name: string, options: ChatDatabaseOptions) {
    this.#name = name;
    this.#options = options;
  }

  /** Opens it now rather than with the first transaction. Rejects as the browser does, for one of a newer version too. */
  async open(): Promise<void> {
    await this.#connect();
  }

  /** Reads in one transaction. `work` must await nothing but what its transaction answers. */
  read<T>(
    stores: readonly StoreName[],
    work: (transaction: ReadTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#withConnection((database) => {
      const transaction = database.transaction([...stores], 'readonly');
      // What was read is there before the transaction is over, and whether it ends well says nothing about it.
      transaction.done.catch(() => null);
      return work(transaction);
    });
  }

  /**
   * Changes in one transaction: all or nothing. `work` must await nothing but what its transaction answers, and may run twice.
   *
   * @param durability `strict`: what resolved is on disk. `relaxed`: it is with the operating system.
   */
  write<T>(
    stores: readonly StoreName[],
    durability: 'strict' | 'relaxed',
    work: (transaction: WriteTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#withConnection((database) =>
      complete(database.transaction([...stores], 'readwrite', { durability }), work),
    );
  }

  /** Transactions that have begun complete. */
  close(): void {
    this.#isClosed = true;
    this.#disconnect(this.#connection);
  }

  async #withConnection<T>(transact: (database: Database) => Promise<T>): Promise<T> {
    const first = this.#connect();
    try {
      return await transact(await first);
    } catch (error) {
      if (this.#isClosed || this.#end || !isCut(error)) {
        throw error;
      }
    }
    this.#disconnect(first);
    return transact(await this.#connect());
  }

  #connect(): Promise<Database> {
    if (this.#isClosed) {
      return Promise.reject(closedError());
    }
    if (this.#end) {
      return Promise.reject(endError(this.#end));
    }
    return (this.#connection ??= this.#newConnection());
  }

  #newConnection(): Promise<Database> {
    const connection = this.#openConnection();
    // Failed, or cut by the browser (not by us: that has no event): the next transaction opens it again.
    const disconnect = () => this.#disconnect(connection);
    connection.then((database) => database.addEventListener('close', disconnect), disconnect);
    return connection;
  }

  async #openConnection(): Promise<Database> {
    const { indexedDB, migrations = MIGRATIONS, check } = this.#options;
    const database = await openDatabase(indexedDB, this.#name, migrations);
    database.addEventListener('versionchange', ({ newVersion }) => {
      database.close();
      this.#finish(newVersion === null ? 'deleted' : 'upgraded');
    });
    try {
      if (check) {
        await complete(database.transaction([...STORES], 'readonly'), check);
      }
    } catch (error) {
      database.close();
      throw error;
    }
    if (this.#isClosed) {
      database.close();
      throw closedError();
    }
    return database;
  }

  #finish(end: DatabaseEnd): void {
    if (!this.#end && !this.#isClosed) {
      this.#end = end;
      this.#options.onEnd?.(end);
    }
  }

  #disconnect(connection: Promise<Database> | null): void {
    if (connection && this.#connection === connection) {
      this.#connection = null;
    }
    connection?.then(
      (database) => database.close(),
      () => null,
    );
  }
}

/** Opens a database, upgrades it if it is older, and sees that it has what it should have. */
async function openDatabase(
  indexedDB: IDBFactory,
  name: string,
  migrations: readonly Migration[],
): Promise<Database> {
  const request = indexedDB.open(name, migrations.length);
  request.addEventListener('upgradeneeded', ({ oldVersion }) => {
    if (!request.transaction) {
      return;
    }
    const database = wrap(request.result) as unknown as Database;
    const transaction = wrap(request.transaction) as unknown as Parameters<Migration>[1];
    // Told by the request as well, whose promise is the one that is waited for.
    transaction.done.catch(() => null);
    try {
      migrations.slice(oldVersion).forEach((migrate) => migrate(database, transaction));
    } catch {
      // All of the upgrade or nothing: the request fails.
      abort(transaction);
    }
  });
  // Other tabs close when they hear of an upgrade; until then this waits, for as long as its caller lets it.
  const database = (await wrap(request)) as unknown as Database;
  if (!STORES.every((store) => database.objectStoreNames.contains(store))) {
    database.close();
    throw new ChatStorageError('broken', `The database ${name} is not one of ngx-agora-rtm.`);
  }
  return database;
}

/** Runs work in a transaction, and resolves when it is done: with all of it or, when it rejects, with nothing of it. */
async function complete<
  T,
  Transaction extends { readonly done: Promise<void>; abort(): void; readonly error: unknown },
>(transaction: Transaction, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const done = transaction.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  let result: T;
  try {
    result = await work(transaction);
  } catch (error) {
    abort(transaction);
    await done;
    // The transaction knows why it was aborted; its requests only know that it was.
    throw transaction.error ?? error;
  }
  const failure = await done;
  if (failure) {
    throw failure.error;
  }
  return result;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has been, by the failure.
  }
}

/** Whether an error says that the connection is gone, rather than that something is wrong with what was asked for. */
function isCut(error: unknown): boolean {
  return CUT.has(nameOf(error));
}

/** Whether an error says that the disk is full, or the share of it that the page may have. */
export function isFull(error: unknown): boolean {
  return nameOf(error) === 'QuotaExceededError';
}

/** An error as a storage tells it. */
export function storageError(error: unknown): ChatStorageError {
  if (error instanceof ChatStorageError) {
    return error;
  }
  return INVALID.has(nameOf(error))
    ? new ChatStorageError('invalid', 'This cannot be kept: it is no plain data.', {
        cause: error,
      })
    : new ChatStorageError('broken', `The storage of the browser failed (${nameOf(error)}).`, {
        cause: error,
      });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** `InvalidStateError`: closed. `UnknownError`: what Safari says after it has lost its database server. `AbortError`: cut within. */
const CUT: ReadonlySet<string> = new Set(['InvalidStateError', 'UnknownError', 'AbortError']);

const INVALID: ReadonlySet<string> = new Set(['DataCloneError', 'DataError']);

/** For whoever asks something of a database after its end. */
export function endError(end: DatabaseEnd): ChatStorageError {
  return new ChatStorageError('broken', END_MESSAGES[end]);
}

const END_MESSAGES: Readonly<Record<DatabaseEnd, string>> = {
  upgraded: 'Another tab has a newer version of this application: reload this one.',
  deleted: 'The data of this application were deleted in this browser.',
};
