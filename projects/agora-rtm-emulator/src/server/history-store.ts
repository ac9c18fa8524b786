import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { Payload } from '../protocol/payload.ts';
import type { HistoryRequest, MessagePush, StoredMessage } from '../protocol/wire.ts';

/** To be raised with each change of the tables, so that a file with others is recognised. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  PRAGMA user_version = ${SCHEMA_VERSION};
  PRAGMA journal_mode = WAL;
  -- A killed process loses nothing; only a power cut may take the last moments.
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS message (
    timestamp    INTEGER PRIMARY KEY,
    app_id       TEXT NOT NULL,
    target       TEXT NOT NULL,
    channel_name TEXT NOT NULL,
    publisher    TEXT NOT NULL,
    message_type TEXT NOT NULL,
    custom_type  TEXT NOT NULL,
    encoding     TEXT NOT NULL,
    data         TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS message_by_channel
    ON message (app_id, target, channel_name, timestamp);
`;

const INSERT = `
  INSERT INTO message
    (timestamp, app_id, target, channel_name, publisher, message_type, custom_type, encoding, data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
`;

const SELECT = `
  SELECT timestamp, publisher, message_type, custom_type, encoding, data FROM message
  WHERE app_id = ? AND target = ? AND channel_name = ? AND timestamp <= ? AND timestamp >= ?
  ORDER BY timestamp DESC LIMIT ?
`;

/** Messages published with `storeInHistory`, in SQLite: those to a channel, and those in the inbox of a user. */
export class HistoryStore {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #select: StatementSync;

  /**
   * @param directory Folder of `history.sqlite`, created when missing; `null` keeps it in memory.
   * @throws Error that says what to do when the file is another version's, or no database.
   */
  constructor(directory: string | null) {
    if (directory !== null) mkdirSync(directory, { recursive: true });
    const file = directory === null ? ':memory:' : join(directory, 'history.sqlite');
    this.#database = new DatabaseSync(file);
    try {
      assertOurs(this.#database);
    } catch (error) {
      this.#database.close();
      const message = `${file} was not written by this version of agora-rtm-emulator: move it away, or choose another folder.`;
      throw new Error(message, { cause: error });
    }
    this.#database.exec(SCHEMA);
    this.#insert = this.#database.prepare(INSERT);
    this.#select = this.#database.prepare(SELECT);
  }

  /** Timestamp of the newest message, 0 when there is none. */
  newest(): number {
    const row = this.#database.prepare('SELECT max(timestamp) AS newest FROM message').get();
    return Number(row?.['newest'] ?? 0);
  }

  /** Stores a message. @throws when the database refuses, for example because the disk is full. */
  add(appId: string, message: MessagePush): void {
    this.#insert.run(
      message.timestamp,
      appId,
      message.target,
      message.channelName,
      message.publisher,
      message.messageType,
      message.customType,
      message.payload.encoding,
      message.payload.data,
    );
  }

  /** One page, newest first. */
  read(
    appId: string,
    { target, channelName, messageCount, start, end }: HistoryRequest,
  ): { messages: StoredMessage[]; newStart: number } {
    const rows = this.#select.all(
      appId,
      target,
      channelName,
      start === 0 ? Number.MAX_SAFE_INTEGER : start,
      end,
      // One more than asked for: its time is where the next page starts.
      messageCount + 1,
    );
    const messages = rows.map(toMessage);
    const next = messages[messageCount];
    return { messages: messages.slice(0, messageCount), newStart: next?.timestamp ?? 0 };
  }

  close(): void {
    this.#database.close();
  }
}

const ENCODINGS: readonly Payload['encoding'][] = ['text', 'base64', 'sealed'];

/** @throws Error when there are tables of another version. */
function assertOurs(database: DatabaseSync): void {
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
  const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
  if (tables !== 0 && version !== SCHEMA_VERSION)
    throw new Error(`Schema version ${String(version)}`);
}

function toMessage(row: Record<string, unknown>): StoredMessage {
  return {
    timestamp: Number(row['timestamp']),
    publisher: String(row['publisher']),
    messageType: row['message_type'] === 'BINARY' ? 'BINARY' : 'STRING',
    customType: String(row['custom_type']),
    payload: {
      encoding: ENCODINGS.find((encoding) => encoding === row['encoding']) ?? 'text',
      data: String(row['data']),
    },
  };
}
