import type { ChatDatabase } from './chat-database';
import type { ConversationKey } from './conversation-ref';
import type { CacheUse, Eviction } from './eviction-plan';
import type { ReadTransaction } from './indexed-chat-schema';
import { keptConversations, wholeConversation } from './indexed-records';
import { readConversation } from './stored-shape';

/** Records that go in one transaction: whoever wants to read meanwhile does not wait long. */
const PORTION = 1_000;

/** How much each conversation takes, and when it was active. */
export function readCacheUse(database: ChatDatabase): Promise<readonly CacheUse[]> {
  return database.read(['records', 'conversations'], async (transaction) => {
    const keys = await keptConversations(transaction);
    return Promise.all(keys.map((key) => useOf(transaction, key as ConversationKey)));
  });
}

async function useOf(transaction: ReadTransaction, key: ConversationKey): Promise<CacheUse> {
  const store = transaction.objectStore('records');
  const [records, latest, conversation] = await Promise.all([
    store.count(wholeConversation(key)),
    store.openKeyCursor(wholeConversation(key), 'prev'),
    transaction.objectStore('conversations').get(key),
  ]);
  const activeAt = readConversation(conversation)?.activeAt ?? 0;
  return { key, records, activeAt: Math.max(activeAt, Number(latest?.key[1] ?? 0)) };
}

/** Takes the oldest records of conversations out of the cache. */
export async function evict(database: ChatDatabase, plan: readonly Eviction[]): Promise<void> {
  for (const { key, records } of plan) {
    for (let rest = records; rest > 0; rest -= PORTION) {
      await evictOldest(database, key, Math.min(rest, PORTION));
    }
  }
}

function evictOldest(database: ChatDatabase, key: ConversationKey, records: number): Promise<void> {
  return database.write(['records'], 'relaxed', async (transaction) => {
    const store = transaction.objectStore('records');
    // A cursor moves: what it stands on after the step is the last that goes.
    const cursor = await store.openKeyCursor(wholeConversation(key));
    const last = records > 1 ? await cursor?.advance(records - 1) : cursor;
    await store.delete(last ? IDBKeyRange.bound([key], last.key) : wholeConversation(key));
  });
}
