import type { ChatRecord } from './chat-record';
import type { RecordOrder } from './chat-storage';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import type { ReadTransaction, RecordRow, WriteTransaction } from './indexed-chat-schema';
import { mergeCopies, orderOfNumber } from './record-order';
import { readRecord } from './stored-shape';

/** Keeps records, each once. All are asked for together, so a batch waits for the disk about as often as one record does. */
export async function keepRecords(
  transaction: WriteTransaction,
  records: readonly ChatRecord[],
): Promise<void> {
  await Promise.all(copiesById(records).map((copies) => keepCopies(transaction, copies)));
}

/** Keeps one record, given any number of copies of it. */
async function keepCopies(
  transaction: WriteTransaction,
  [first, ...more]: readonly [ChatRecord, ...ChatRecord[]],
): Promise<void> {
  const store = transaction.objectStore('records');
  const index = store.index('byId');
  const id = [first.key, first.id];
  const row = await index.get(id);
  const before = readRecord(row?.record);
  const merged = more.reduce(mergeCopies, before ? mergeCopies(before, first) : first);
  if (merged === before) {
    return;
  }
  if (row) {
    // Another time is another key.
    const key = await index.getKey(id);
    if (key) {
      await store.delete(key);
    }
  }
  await store.put(rowOf(merged));
}

/** The latest records before a key, oldest first. */
export async function latestRecords(
  transaction: ReadTransaction,
  key: ConversationKey,
  before: RecordOrder | null,
  limit: number,
): Promise<readonly ChatRecord[]> {
  const store = transaction.objectStore('records');
  let records: readonly ChatRecord[] = [];
  let end: IDBValidKey[] | null = before ? recordKey(key, before) : afterAll(key);
  while (end && records.length < limit) {
    const wanted = limit - records.length;
    const rest = IDBKeyRange.bound([key], end, false, true);
    // Where the page begins, by a step over keys alone: so the page is one ranged read, however long the conversation is.
    const latest = await store.openKeyCursor(rest, 'prev');
    const first = wanted > 1 ? await latest?.advance(Math.min(wanted - 1, MAX_STEP)) : latest;
    const rows = latest
      ? await store.getAll(IDBKeyRange.bound(first?.key ?? [key], end, false, true))
      : [];
    records = [...readRows(rows), ...records];
    // Once more, from there on, if some of the page could not be read.
    end = first?.key ?? null;
  }
  return records;
}

/** Own records of a stream by number, both included. */
export async function ownRecords(
  transaction: ReadTransaction,
  key: ConversationKey,
  stream: string,
  first: number,
  last: number,
): Promise<readonly ChatRecord[]> {
  if (!(first <= last)) {
    return [];
  }
  const range = IDBKeyRange.bound([key, stream, first], [key, stream, last]);
  return readRows(await transaction.objectStore('records').index('own').getAll(range));
}

/** The conversations that have records, found by leaping from one to the next. */
export async function keptConversations(transaction: ReadTransaction): Promise<readonly string[]> {
  const keys: string[] = [];
  let cursor = await transaction.objectStore('records').openKeyCursor();
  while (cursor) {
    const key = cursor.key[0] as string;
    keys.push(key);
    cursor = await cursor.continue(afterAll(key));
  }
  return keys;
}

/** Everything of one conversation. */
export function wholeConversation(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key], afterAll(key));
}

/** After all records of a conversation: a list comes after numbers and strings. */
function afterAll(key: string): IDBValidKey[] {
  return [key, []];
}

function recordKey(key: ConversationKey, { at, from, n, id }: RecordOrder): IDBValidKey[] {
  return [key, at, from, orderOfNumber(n), id];
}

function rowOf(record: ChatRecord): RecordRow {
  const order = orderOfNumber(record.n);
  return record.own && record.stream !== null && record.n !== null
    ? { record, order, ownStream: record.stream }
    : { record, order };
}

function readRows(rows: readonly RecordRow[]): readonly ChatRecord[] {
  return rows.map((row) => readRecord(row.record)).filter((record) => record !== null);
}

/** Copies of one record together, so that no two of a batch look for it at the same time. */
function copiesById(records: readonly ChatRecord[]): readonly [ChatRecord, ...ChatRecord[]][] {
  const byKey = new Map<ConversationKey, Map<MessageId, [ChatRecord, ...ChatRecord[]]>>();
  for (const record of records) {
    const byId = byKey.get(record.key) ?? new Map<MessageId, [ChatRecord, ...ChatRecord[]]>();
    byKey.set(record.key, byId);
    const copies = byId.get(record.id);
    if (copies) {
      copies.push(record);
    } else {
      byId.set(record.id, [record]);
    }
  }
  return [...byKey.values()].flatMap((byId) => [...byId.values()]);
}

/** Longest step of a cursor: `unsigned long` in the specification. */
const MAX_STEP = 2 ** 32 - 1;
