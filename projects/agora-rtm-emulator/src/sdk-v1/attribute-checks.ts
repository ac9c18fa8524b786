import {
  MAX_ATTRIBUTE_KEY_BYTES,
  MAX_ATTRIBUTE_VALUE_BYTES,
  MAX_ATTRIBUTES,
} from '../protocol/limits-v1.ts';
import { isV1Name } from '../protocol/names.ts';
import { utf8Length } from '../protocol/payload.ts';
import { ATTRIBUTE_OPERATION } from './error-codes.ts';
import { invalidArgument, invalidStatus, limitExceeded } from './rtm-error.ts';
import type { RtmError } from './rtm-error.ts';
import type { AttributesMap } from './types.ts';

const { INVALID_ARGUMENT, SIZE_OVERFLOW } = ATTRIBUTE_OPERATION;

/** Attributes with the sizes of their values. */
export type AttributeSizes = ReadonlyMap<string, number>;

/**
 * Checks attributes in the SDK's order.
 *
 * @param maxBytes Most that keys and values may add up to.
 * @returns The sizes of the values.
 * @throws RtmError 3, 4
 */
export function checkAttributes(attributes: unknown, maxBytes: number): AttributeSizes {
  if (!isPlainObject(attributes)) throw invalid('attributes must be an object');
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES) throw tooMany();
  if (entries.length === 0) throw invalid('The attributes is an empty object');
  const sizes = new Map<string, number>();
  for (const [key, value] of entries) {
    const keySize = utf8Length(key);
    if (keySize === 0 || keySize > MAX_ATTRIBUTE_KEY_BYTES) throw invalid('Invalid attribute key');
    const size = utf8Length(String(value));
    if (size > MAX_ATTRIBUTE_VALUE_BYTES) throw tooLarge();
    if (typeof value !== 'string' || value === '') throw invalid('Invalid attribute value');
    sizes.set(key, size);
  }
  checkTotal(sizes, maxBytes);
  return sizes;
}

/** Checks what a change would lead to, as far as the client knows. @throws RtmError 4 */
export function checkTotal(sizes: AttributeSizes, maxBytes: number): void {
  if (sizes.size > MAX_ATTRIBUTES) throw tooMany();
  let total = 0;
  for (const [key, size] of sizes) total += utf8Length(key) + size;
  if (total > maxBytes) throw limitExceeded('The attributes size overflow', SIZE_OVERFLOW);
}

/** Checks the keys of a question. @throws RtmInvalidArgumentError 3 */
export function checkQuestion(name: unknown, keys: unknown): void {
  const isListed = Array.isArray(keys) && keys.length > 0 && keys.length <= MAX_ATTRIBUTES;
  if (!isListed || keys.some((key: string) => key.length === 0 || key.length > 32)) {
    throw invalid('arguments is not valid');
  }
  if (!isV1Name(name)) throw invalid('ID is invalid');
}

/** Checks the keys of attributes to delete. @throws RtmInvalidStatusError 3 */
export function checkDeletion(keys: unknown, maxLength: number): void {
  const isListed = Array.isArray(keys) && keys.length > 0;
  if (isListed && !keys.some((key: string) => key.length === 0 || key.length > maxLength)) return;
  throw invalidStatus('arguments is not valid', INVALID_ARGUMENT);
}

/** The sizes of the values. */
export function sizesOf(attributes: AttributesMap): Map<string, number> {
  return new Map(Object.entries(attributes).map(([key, value]) => [key, utf8Length(value)]));
}

function invalid(text: string): RtmError {
  return invalidArgument(text, INVALID_ARGUMENT);
}

function tooMany(): RtmError {
  return limitExceeded(`Exceed the limit of ${MAX_ATTRIBUTES} attributes`, SIZE_OVERFLOW);
}

function tooLarge(): RtmError {
  const text = `Invalid attribute value, over the limit of ${MAX_ATTRIBUTE_VALUE_BYTES} bytes`;
  return limitExceeded(text, SIZE_OVERFLOW);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
