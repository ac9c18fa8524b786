import { MAX_STATE_KEY_BYTES, MAX_STATE_VALUE_BYTES } from '../protocol/limits.ts';
import { isName } from '../protocol/names.ts';
import { utf8Length } from '../protocol/payload.ts';
import { numericParameter } from './parameters.ts';
import { rtmError } from './rtm-error.ts';

/** @throws RTMBaseError -13005 */
export function requireFewStates(count: number, operation: string): void {
  if (count > numericParameter('MAX_STATE_COUNT')) throw rtmError(-13005, operation);
}

/**
 * Checks keys and values pair by pair, as observed. What is no text is accepted as a value.
 *
 * @throws RTMBaseError -13008, -13006 or -13009
 */
export function checkPairs(state: Readonly<Record<string, unknown>>, operation: string): void {
  for (const [key, value] of Object.entries(state)) {
    checkKey(key, operation);
    if (typeof value === 'string' && utf8Length(value) > MAX_STATE_VALUE_BYTES) {
      throw rtmError(-13009, operation);
    }
  }
}

/** @throws RTMBaseError -13008 or -13006 */
export function checkKeys(keys: readonly unknown[], operation: string): void {
  keys.forEach((key) => {
    checkKey(key, operation);
  });
}

/** The length before the characters, as observed. */
function checkKey(key: unknown, operation: string): void {
  if (typeof key === 'string' && utf8Length(key) > MAX_STATE_KEY_BYTES) {
    throw rtmError(-13008, operation);
  }
  if (!isName(key)) throw rtmError(-13006, operation);
}
