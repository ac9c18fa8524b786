import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * To be raised when a table changes, so that a file with others is recognised. Each store creates its
 * own table when it is missing: a new one changes nothing for those that are there.
 */
const SCHEMA_VERSION = 1;

const SETUP = `
  PRAGMA user_version = ${SCHEMA_VERSION};
  PRAGMA journal_mode = WAL;
  -- A killed process loses nothing; only a power cut may take the last moments.
  PRAGMA synchronous = NORMAL;
`;

/**
 * Opens the emulator's database.
 *
 * @param directory Folder of `history.sqlite`, created when missing; `null` keeps it in memory.
 * @throws Error that says what to do when the file is another version's, or no database.
 */
export function openDatabase(directory: string | null): DatabaseSync {
  if (directory !== null) mkdirSync(directory, { recursive: true });
  const file = directory === null ? ':memory:' : join(directory, 'history.sqlite');
  const database = new DatabaseSync(file);
  try {
    assertOurs(database);
  } catch (error) {
    database.close();
    const message = `${file} was not written by this version of agora-rtm-emulator: move it away, or choose another folder.`;
    throw new Error(message, { cause: error });
  }
  database.exec(SETUP);
  return database;
}

/** @throws Error when there are tables of another version. */
function assertOurs(database: DatabaseSync): void {
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
  const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
  if (tables !== 0 && version !== SCHEMA_VERSION)
    throw new Error(`Schema version ${String(version)}`);
}
