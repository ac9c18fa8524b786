import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MetadataAddress, MetadataItemState, MetadataState } from '../protocol/wire.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS metadata (
    app_id         TEXT NOT NULL,
    target         TEXT NOT NULL,
    name           TEXT NOT NULL,
    major_revision INTEGER NOT NULL,
    -- JSON: a set is small, and always read and written as a whole.
    items          TEXT NOT NULL,
    PRIMARY KEY (app_id, target, name)
  ) STRICT, WITHOUT ROWID;
`;

const UPSERT = `
  INSERT INTO metadata (app_id, target, name, major_revision, items) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET major_revision = excluded.major_revision, items = excluded.items
`;

const SELECT = `
  SELECT major_revision, items FROM metadata WHERE app_id = ? AND target = ? AND name = ?
`;

const NEVER_WRITTEN: MetadataState = { majorRevision: 0, items: [] };

/** Metadata of channels and users, in SQLite: like Agora's, it stays until somebody removes it. */
export class StorageStore {
  readonly #database: DatabaseSync;
  readonly #upsert: StatementSync;
  readonly #select: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(SCHEMA);
    this.#upsert = database.prepare(UPSERT);
    this.#select = database.prepare(SELECT);
  }

  /** Newest revision of all sets, 0 when there is none. */
  newest(): number {
    const row = this.#database.prepare('SELECT max(major_revision) AS newest FROM metadata').get();
    return Number(row?.['newest'] ?? 0);
  }

  /** A set; one that was never written has revision 0 and no items. */
  read(appId: string, { target, name }: MetadataAddress): MetadataState {
    const row = this.#select.get(appId, target, name);
    if (row === undefined) return NEVER_WRITTEN;
    return {
      majorRevision: Number(row['major_revision']),
      items: JSON.parse(String(row['items'])) as MetadataItemState[],
    };
  }

  /** Replaces a set. @throws when the database refuses, for example because the disk is full. */
  write(appId: string, { target, name }: MetadataAddress, state: MetadataState): void {
    this.#upsert.run(appId, target, name, state.majorRevision, JSON.stringify(state.items));
  }
}
