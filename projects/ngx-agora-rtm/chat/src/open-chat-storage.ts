import { type DatabaseEnd, endError, storageError } from './chat-database';
import { type ChatOptions, DEFAULT_CHAT_OPTIONS } from './chat-options';
import type { ChatStorage } from './chat-storage';
import { ChatStorageError } from './chat-storage-error';
import { type Clock, SYSTEM_CLOCK } from './clock';
import { DegradableChatStorage } from './degradable-chat-storage';
import { IndexedChatStorage } from './indexed-chat-storage';
import { databaseName } from './indexed-chat-schema';
import { withDeadline } from './storage-deadline';

/** What {@link openChatStorage} needs to know. */
export interface OpenChatStorageOptions {
  readonly appId: string;
  readonly userId: string;
  readonly options?: Pick<ChatOptions, 'maxCachedPerConversation' | 'maxCached'>;
  /** The browser's unless told; `null`: there is none. */
  readonly indexedDB?: IDBFactory | null;
  readonly clock?: Clock;
  /**
   * Called at most once, after a storage that was `durable` has become `memory`. What was unsent then and is known in this tab is
   * kept on, in memory. The message of the error says what happened.
   */
  readonly onDegraded?: (error: ChatStorageError) => void;
}

/** Time for opening and for deleting a database, in ms: a start does not wait longer for a browser that is silent. */
const OPEN_LIMIT = 3_000;

/**
 * Opens what is kept for one user of one App ID. Always resolves: with a storage of kind `memory` where the browser keeps
 * nothing, does not answer within three seconds, or has data of a newer version of this library, which stay untouched.
 */
export async function openChatStorage(settings: OpenChatStorageOptions): Promise<ChatStorage> {
  const { appId, userId, clock = SYSTEM_CLOCK } = settings;
  const limits = settings.options ?? DEFAULT_CHAT_OPTIONS;
  const indexedDB = factoryOf(settings);
  let storage: DegradableChatStorage | null = null;
  const ends: DatabaseEnd[] = [];
  const onEnd = (end: DatabaseEnd) => {
    ends.push(end);
    storage?.degrade(endError(end));
  };
  const durable = indexedDB
    ? await openInTime(clock, { appId, userId, indexedDB, limits, onEnd })
    : null;
  storage = new DegradableChatStorage(durable, {
    clock,
    limits,
    erase: () => deleteChatStorage(appId, userId, { indexedDB, clock }),
    onDegraded: (error) => settings.onDegraded?.(error),
  });
  // It may have ended before anybody had it.
  for (const end of ends) {
    storage.degrade(endError(end));
  }
  return storage;
}

/**
 * Deletes everything that is kept for one user of one App ID. Tabs that have it open go on in memory.
 *
 * @throws ChatStorageError `broken`: it cannot be told whether it is gone. Where a browser has no storage, nothing is there.
 */
export async function deleteChatStorage(
  appId: string,
  userId: string,
  settings: Pick<OpenChatStorageOptions, 'indexedDB' | 'clock'> = {},
): Promise<void> {
  const indexedDB = factoryOf(settings);
  if (!indexedDB) {
    return;
  }
  try {
    await withDeadline(
      settings.clock ?? SYSTEM_CLOCK,
      OPEN_LIMIT,
      deleteDatabase(indexedDB, databaseName(appId, userId)),
    );
  } catch (error) {
    throw new ChatStorageError(
      'broken',
      'What is kept in this browser may not be deleted: close its other tabs and try again.',
      { cause: error },
    );
  }
}

async function openInTime(
  clock: Clock,
  options: Parameters<typeof IndexedChatStorage.open>[0],
): Promise<IndexedChatStorage | null> {
  // `open` may throw: browsers forbid storage that way, too.
  const opening = IndexedChatStorage.open(options);
  try {
    return await withDeadline(clock, OPEN_LIMIT, opening);
  } catch {
    // Should it open after all, it must not stand in the way of another tab.
    opening.then(
      (late) => late.close(),
      () => null,
    );
    return null;
  }
}

async function deleteDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(storageError(request.error)));
  });
}

/** The browser's storage, `null` where it has none or does not want it to be used. */
function factoryOf({ indexedDB }: Pick<OpenChatStorageOptions, 'indexedDB'>): IDBFactory | null {
  if (indexedDB !== undefined) {
    return indexedDB;
  }
  try {
    // Missing in some embedded browsers, and a SecurityError in frames that must not store anything.
    return (globalThis as { readonly indexedDB?: IDBFactory }).indexedDB ?? null;
  } catch {
    return null;
  }
}
