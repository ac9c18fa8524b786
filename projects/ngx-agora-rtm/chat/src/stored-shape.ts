import type { ChatRecord } from './chat-record';
import { ChatStorageError } from './chat-storage-error';
import type { StoredConversation, StoredUser } from './chat-storage';
import { newConversation, NEW_USER } from './stored-conversation';
import type { NewOutboxItem, OutboxItem } from './outbox-item';
import type { ConversationKey } from './conversation-ref';

/*
 * What comes from disk may have been written by another version, or by anything else of the origin. What does not look like
 * what it should be is treated as not being there.
 */

/** What was kept as a record, `null` if it is none. A kind that is not known here is shown as unsupported, as one that arrives. */
export function readRecord(value: unknown): ChatRecord | null {
  if (!isObject(value) || !isObject(value['content'])) {
    return null;
  }
  const { id, key, from, own, at, isTimed, stream, n } = value;
  if (
    !isId(id) ||
    !isConversationKey(key) ||
    typeof from !== 'string' ||
    typeof own !== 'boolean' ||
    !isNumber(at) ||
    typeof isTimed !== 'boolean' ||
    !(stream === null || typeof stream === 'string') ||
    !(n === null || isNumber(n))
  ) {
    return null;
  }
  const looks = contentLooks(value['content']);
  if (looks === 'broken') {
    return null;
  }
  return looks === 'unknown'
    ? { id, key, from, own, at, isTimed, stream, n, content: { kind: 'unsupported', alt: null } }
    : (value as unknown as ChatRecord);
}

/** What was kept as something to send, `null` if it is none. */
export function readOutboxItem(value: unknown): OutboxItem | null {
  if (!isObject(value) || !isNewOutboxItem(value)) {
    return null;
  }
  const { order, n, status, error, attempts } = value;
  return isNumber(order) &&
    (n === null || isNumber(n)) &&
    (status === 'queued' || status === 'sending' || status === 'failed') &&
    (error === null || isObject(error)) &&
    isNumber(attempts)
    ? (value as unknown as OutboxItem)
    : null;
}

/** Throws if something is not to be put into an outbox. */
export function assertNewItem(item: NewOutboxItem): void {
  if (!isNewOutboxItem(item)) {
    throw new ChatStorageError(
      'invalid',
      'This cannot be sent: it needs the fields of NewOutboxItem, and content of a kind that can be sent.',
    );
  }
}

/** Throws if one of several is no record, before any of them is kept. */
export function assertRecords(records: readonly ChatRecord[]): void {
  const wrong = records.findIndex((record) => {
    const read = readRecord(record);
    // One of a kind that is not known here reads as another one.
    return !read || read !== record;
  });
  if (wrong >= 0) {
    throw new ChatStorageError(
      'invalid',
      `Entry ${wrong} of what should be kept is no ChatRecord. None of them was kept.`,
    );
  }
}

function isNewOutboxItem(value: unknown): boolean {
  return (
    isObject(value) &&
    isId(value['id']) &&
    isConversationKey(value['key']) &&
    isObject(value['content']) &&
    contentLooks(value['content']) === 'good' &&
    typeof value['isPlain'] === 'boolean' &&
    isNumber(value['createdAt'])
  );
}

/** What was kept of a conversation, with what is missing; `null` if it is none. */
export function readConversation(value: unknown): StoredConversation | null {
  return isObject(value) && isConversationKey(value['key'])
    ? withDefaults(newConversation(value['key']), value)
    : null;
}

/** What was kept of the user, with what is missing. */
export function readUser(value: unknown): StoredUser {
  return isObject(value) ? withDefaults(NEW_USER, value) : NEW_USER;
}

/** Takes over what is of the same type as its default. */
function withDefaults<T extends object>(defaults: T, value: Readonly<Record<string, unknown>>): T {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]: [string, unknown]) => {
      const kept = value[name];
      // Only `marker` and `historyUpTo` can be nothing: an object, and a number.
      const isFine =
        fallback === null
          ? kept === null || (name === 'marker' ? isObject(kept) : isNumber(kept))
          : Array.isArray(fallback)
            ? Array.isArray(kept)
            : typeof kept === typeof fallback && kept !== null;
      return [name, isFine ? kept : fallback];
    }),
  ) as T;
}

type Looks = 'good' | 'unknown' | 'broken';

/** Only what everybody relies on without asking again: fields that are read as strings, numbers and lists. */
function contentLooks(content: Readonly<Record<string, unknown>>): Looks {
  switch (content['kind']) {
    case 'text':
    case 'note':
    case 'system':
      return good(typeof content['text'] === 'string');
    case 'file':
      return good(
        typeof content['text'] === 'string' &&
          Array.isArray(content['files']) &&
          content['files'].every(
            (file) =>
              isObject(file) && typeof file['url'] === 'string' && typeof file['name'] === 'string',
          ),
      );
    case 'edit':
      return good(typeof content['target'] === 'string' && typeof content['text'] === 'string');
    case 'delete':
      return good(typeof content['target'] === 'string');
    case 'pin':
      return good(typeof content['target'] === 'string' && typeof content['on'] === 'boolean');
    case 'reaction':
      return good(
        typeof content['target'] === 'string' &&
          typeof content['emoji'] === 'string' &&
          typeof content['on'] === 'boolean',
      );
    case 'unsupported':
      return good(content['alt'] === null || typeof content['alt'] === 'string');
    case 'binary':
      return good(isNumber(content['bytes']));
    default:
      return typeof content['kind'] === 'string' ? 'unknown' : 'broken';
  }
}

function good(isGood: boolean): Looks {
  return isGood ? 'good' : 'broken';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isConversationKey(value: unknown): value is ConversationKey {
  return typeof value === 'string' && /^(peer|channel):/.test(value);
}
