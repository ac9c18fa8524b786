import { v5, v7 } from 'uuid';
import type { MessageId } from './content';

/** Ids that are made here for what came without one: named by what they stand for, so that the same gets the same. */
const MADE_HERE = 'a2d5f8c4-3c0e-5b7e-9d1f-6f0d0c4e7b21';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new id for a message of one's own. */
export function newMessageId(): MessageId {
  return v7();
}

/** Whether something looks like the id of a message: a UUID in lower case. */
export function isMessageId(value: unknown): value is MessageId {
  return typeof value === 'string' && value.length === 36 && UUID.test(value);
}

/**
 * Whether an id is one of those that {@link madeMessageId} makes. A sender cannot choose one of them: it would take the place of
 * somebody's message that came without an id.
 */
export function isMadeMessageId(id: MessageId): boolean {
  return id.charAt(14) === '5';
}

/** The id of something that came without one. The same parts give the same id, in every browser. */
export function madeMessageId(...parts: readonly (string | number)[]): MessageId {
  return v5(JSON.stringify(parts), MADE_HERE);
}
