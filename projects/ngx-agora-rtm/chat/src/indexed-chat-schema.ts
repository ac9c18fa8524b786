import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { v4 as uuid } from 'uuid';
import type { ChatRecord } from './chat-record';

/** A record as it is kept. */
export interface RecordRow {
  readonly record: ChatRecord;
  /** The record's number as a part of the key, see `orderOfNumber`. */
  readonly order: number;
  /** The stream of an own record with a number. Rows without are not in the index of own ones. */
  readonly ownStream?: string;
}

/**
 * What a database has. Values are what they are believed to be only after a look at them: see `stored-shape.ts`.
 *
 * | store | key | holds |
 * |---|---|---|
 * | `outbox` | order of writing, counted by the store | what waits to be sent |
 * | `counters` | conversation | last number given in it |
 * | `records` | conversation, time, sender, number, id: the order of a timeline | the cache |
 * | `conversations` | conversation | markers, drafts, ... |
 * | `user` | `user` | what belongs to the user |
 * | `meta` | `stream` | name of this installation's streams |
 */
export interface ChatSchema extends DBSchema {
  outbox: { key: number; value: unknown; indexes: { byId: string } };
  counters: { key: string; value: number };
  records: {
    key: IDBValidKey[];
    value: RecordRow;
    indexes: { byId: IDBValidKey[]; own: IDBValidKey[] };
  };
  conversations: { key: string; value: unknown };
  user: { key: string; value: unknown };
  meta: { key: string; value: unknown };
}

export type StoreName = StoreNames<ChatSchema>;
export type Database = IDBPDatabase<ChatSchema>;
export type ReadTransaction = IDBPTransaction<ChatSchema, StoreName[]>;
export type WriteTransaction = IDBPTransaction<ChatSchema, StoreName[], 'readwrite'>;
type UpgradeTransaction = IDBPTransaction<ChatSchema, StoreName[], 'versionchange'>;

export const STORES: readonly StoreName[] = [
  'outbox',
  'counters',
  'records',
  'conversations',
  'user',
  'meta',
];

/** Takes a database one version further. */
export type Migration = (database: Database, transaction: UpgradeTransaction) => void;

/**
 * How a database got what it has: entry 0 makes version 1 of nothing, entry 1 version 2 of version 1, and so on. An entry
 * that was released is never changed; a new version is a new entry.
 */
export const MIGRATIONS: readonly Migration[] = [
  (database, transaction) => {
    const outbox = database.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true });
    outbox.createIndex('byId', 'id', { unique: true });
    database.createObjectStore('counters');
    const records = database.createObjectStore('records', {
      keyPath: ['record.key', 'record.at', 'record.from', 'order', 'record.id'],
    });
    records.createIndex('byId', ['record.key', 'record.id'], { unique: true });
    records.createIndex('own', ['record.key', 'ownStream', 'order']);
    database.createObjectStore('conversations', { keyPath: 'key' });
    database.createObjectStore('user');
    database.createObjectStore('meta');
    void transaction.objectStore('meta').put(uuid(), 'stream');
  },
];

/**
 * Name of the database of one user of one App ID. No two users have the same: whatever is no letter, digit, `-` or `_` is
 * written as `%` and its UTF-16 code unit in four digits, which works for lone surrogates too.
 */
export function databaseName(appId: string, userId: string): string {
  return `ngx-agora-rtm/${encode(appId)}/${encode(userId)}`;
}

function encode(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charAt(index);
    return /[\w-]/.test(unit)
      ? unit
      : `%${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}`;
  }).join('');
}
