import { type ChatDatabase, isFull } from './chat-database';
import { ChatStorageError } from './chat-storage-error';
import { planShare } from './eviction-plan';
import type { StoreName, WriteTransaction } from './indexed-chat-schema';
import { evict, readCacheUse } from './indexed-eviction';

/** What of the cache goes when there is no more room: enough not to be back soon. */
const SHARE = 0.25;

/**
 * Changes the outbox: on disk when it resolves. Where there is no room, a part of the cache goes, then all of it; where there is
 * none even then, it rejects with `full`.
 */
export async function writeStrictly<T>(
  database: ChatDatabase,
  stores: readonly StoreName[],
  work: (transaction: WriteTransaction) => Promise<T>,
): Promise<T> {
  for (const share of [SHARE, 1]) {
    try {
      return await database.write(stores, 'strict', work);
    } catch (error) {
      assertFull(error);
    }
    await makeRoom(database, share);
  }
  try {
    return await database.write(stores, 'strict', work);
  } catch (error) {
    assertFull(error);
    throw new ChatStorageError('full', FULL_MESSAGE, { cause: error });
  }
}

/** Changes the cache. Where there is no room even after a part of it went, it goes without, quietly. */
export async function writeLoosely(
  database: ChatDatabase,
  stores: readonly StoreName[],
  work: (transaction: WriteTransaction) => Promise<void>,
): Promise<void> {
  try {
    await database.write(stores, 'relaxed', work);
    return;
  } catch (error) {
    assertFull(error);
  }
  await makeRoom(database, SHARE);
  await database.write(stores, 'relaxed', work).catch(assertFull);
}

async function makeRoom(database: ChatDatabase, share: number): Promise<void> {
  try {
    await evict(database, planShare(await readCacheUse(database), share));
  } catch (error) {
    // On a full disk even that can fail. Whether there is room now is seen by what is tried next.
    assertFull(error);
  }
}

/** Goes on only if the browser has no more room: any other error is thrown. */
function assertFull(error: unknown): void {
  if (!isFull(error)) {
    throw error;
  }
}

const FULL_MESSAGE =
  'There is no room left in this browser to keep the message, so nothing was changed. Make room on the disk, or delete the ' +
  'data of other sites, and try again.';
