import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Payload } from '../protocol/payload.ts';
import type { HistoryRequest, MessagePush, StoredMessage } from '../protocol/wire.ts';

const SCHEMA = `
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

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(SCHEMA);
    this.#insert = database.prepare(INSERT);
    this.#select = database.prepare(SELECT);
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
}

const ENCODINGS: readonly Payload['encoding'][] = ['text', 'base64', 'sealed'];

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
