import type { MessageId } from './content';
import type { WriteTransaction, ReadTransaction } from './indexed-chat-schema';
import type { NewOutboxItem, OutboxItem } from './outbox-item';
import { readOutboxItem } from './stored-shape';

/** Puts an item at the end, unless it is there. */
export async function addItem(
  transaction: WriteTransaction,
  { id, key, content, isPlain, createdAt }: NewOutboxItem,
): Promise<OutboxItem> {
  const store = transaction.objectStore('outbox');
  const index = store.index('byId');
  const kept = readOutboxItem(await index.get(id));
  if (kept) {
    return kept;
  }
  const broken = await index.getKey(id);
  if (broken !== undefined) {
    await store.delete(broken);
  }
  const item: Omit<OutboxItem, 'order'> = {
    ...{ id, key, content, isPlain, createdAt },
    n: null,
    status: 'queued',
    error: null,
    attempts: 0,
  };
  return { ...item, order: await store.add(item) };
}

/** All items that can be read, or those after a place, in order. */
export async function allItems(
  transaction: ReadTransaction | WriteTransaction,
  after = 0,
): Promise<readonly OutboxItem[]> {
  const range = IDBKeyRange.lowerBound(after, true);
  const rows = await transaction.objectStore('outbox').getAll(range);
  return rows.map(readOutboxItem).filter((item) => item !== null);
}

/** Marks an item as being sent, with a number if it needs one. */
export async function beginItem(
  transaction: WriteTransaction,
  id: MessageId,
): Promise<OutboxItem | null> {
  const item = await findItem(transaction, id);
  if (!item) {
    return null;
  }
  let { n } = item;
  if (n === null && !item.isPlain) {
    n = (await lastNumber(transaction, item)) + 1;
    await transaction.objectStore('counters').put(n, item.key);
  }
  return putItem(transaction, {
    ...item,
    n,
    status: 'sending',
    error: null,
    attempts: item.attempts + 1,
  });
}

/** Marks an item as not sent; takes its number back if it may and is the last. */
export async function endItem(
  transaction: WriteTransaction,
  id: MessageId,
  { status, error }: Pick<OutboxItem, 'status' | 'error'>,
  givesBackNumber: boolean,
): Promise<OutboxItem | null> {
  const item = await findItem(transaction, id);
  if (!item) {
    return null;
  }
  let { n } = item;
  if (givesBackNumber && n !== null && n === (await lastNumber(transaction, item))) {
    await transaction.objectStore('counters').put(n - 1, item.key);
    n = null;
  }
  return putItem(transaction, { ...item, n, status, error });
}

/** Takes an item out. Says whether it was there. */
export async function removeItem(transaction: WriteTransaction, id: MessageId): Promise<boolean> {
  const store = transaction.objectStore('outbox');
  const order = await store.index('byId').getKey(id);
  if (order === undefined) {
    return false;
  }
  await store.delete(order);
  return true;
}

/** Takes an item out unless it is being sent. Says whether it did. */
export async function cancelItem(transaction: WriteTransaction, id: MessageId): Promise<boolean> {
  const item = await findItem(transaction, id);
  return item?.status !== 'sending' && removeItem(transaction, id);
}

/** Forgets the numbers of a stream that nobody knows the name of any more: what waits gets others. */
export async function restartNumbers(transaction: WriteTransaction): Promise<void> {
  await transaction.objectStore('counters').clear();
  const items = await allItems(transaction);
  await Promise.all(items.map((item) => putItem(transaction, { ...item, n: null })));
}

async function findItem(transaction: WriteTransaction, id: MessageId): Promise<OutboxItem | null> {
  return readOutboxItem(await transaction.objectStore('outbox').index('byId').get(id));
}

async function putItem(transaction: WriteTransaction, item: OutboxItem): Promise<OutboxItem> {
  await transaction.objectStore('outbox').put(item);
  return item;
}

async function lastNumber(transaction: WriteTransaction, { key }: OutboxItem): Promise<number> {
  return (await transaction.objectStore('counters').get(key)) ?? 0;
}
