import type { DatabaseSync, StatementSync } from 'node:sqlite';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS upload (
    name TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
`;

/** A file that was uploaded. */
export interface StoredUpload {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Uploaded files, in the database of the history: kept in the same folder or in memory, and gone with it. */
export class UploadStore {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #total: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(SCHEMA);
    this.#insert = database.prepare('INSERT INTO upload (name, type, data) VALUES (?, ?, ?)');
    this.#select = database.prepare('SELECT type, data FROM upload WHERE name = ?');
    this.#total = database.prepare('SELECT coalesce(sum(length(data)), 0) AS bytes FROM upload');
  }

  /** Bytes that all files take together. */
  bytes(): number {
    return Number(this.#total.get()?.['bytes'] ?? 0);
  }

  /** @throws when the database refuses, for example because the disk is full. */
  add(name: string, { type, data }: StoredUpload): void {
    this.#insert.run(name, type, data);
  }

  find(name: string): StoredUpload | null {
    const row = this.#select.get(name);
    if (row === undefined) return null;
    return { type: String(row['type']), data: row['data'] as Uint8Array };
  }
}
