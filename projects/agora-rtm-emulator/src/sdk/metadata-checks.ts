import type { ErrorCode } from '../protocol/error-codes.ts';
import {
  MAX_METADATA_BYTES,
  MAX_METADATA_ITEMS,
  MAX_METADATA_KEY_BYTES,
  MAX_METADATA_VALUE_BYTES,
} from '../protocol/limits.ts';
import { isName } from '../protocol/names.ts';
import { utf8Length } from '../protocol/payload.ts';
import type { MetadataItemChange, MetadataWriteRequest } from '../protocol/wire.ts';
import { rtmError } from './rtm-error.ts';
import type { MetadataItem } from './storage-types.ts';

type Action = MetadataWriteRequest['action'];

/** What errors of a single item are said to come from (bundle). */
const ITEM_OPERATION = 'storage';

/** An item as an application may pass it without types. */
interface ReadItem {
  readonly key: string;
  readonly value: unknown;
  readonly revision: number;
}

/**
 * The items of a write, checked as the SDK does and in its order (bundle). A key that comes twice counts
 * once, with its last value.
 *
 * @throws TypeError when `data` is no list. RTMBaseError: for each item -12009 when its key is no text,
 * -12005 when its revision is no whole number; then -12002 for more than 32 items, -12003 for none,
 * -12005 for revisions below -1, and for 0 unless setting; then for each item -12009, -12011, -12010, -12012.
 */
export function checkItems(
  data: readonly MetadataItem[],
  action: Action,
  majorRevision: unknown,
  operation: string,
): MetadataItemChange[] {
  const items = readItems(data);
  if (items.length > MAX_METADATA_ITEMS) throw rtmError(-12002, operation);
  if (items.length === 0) throw rtmError(-12003, operation);
  requireRevision(majorRevision, -1, operation);
  for (const { revision } of items) requireRevision(revision, -1, operation);
  const isZeroAllowed = action === 'SET';
  if (!isZeroAllowed && [majorRevision, ...items.map((item) => item.revision)].includes(0)) {
    throw rtmError(-12005, operation);
  }
  return items.map((item) => checkItem(item, action, operation));
}

/** Revisions that matter when everything is removed; 0 passes, and then fits a set never written (bundle). */
export function checkClearRevision(majorRevision: unknown, operation: string): void {
  if (majorRevision) requireRevision(majorRevision, -1, operation);
}

/**
 * The size of a write, as the SDK counts it: keys, values and revisions as JSON (bundle).
 *
 * @throws RTMBaseError -12006 above 16 KiB
 */
export function checkSize(
  items: readonly MetadataItemChange[],
  action: Action,
  majorRevision: number,
  operation: string,
): void {
  const counted: Record<string, unknown> = {};
  if (majorRevision >= 0) counted['_rev'] = majorRevision;
  for (const { key, value, revision } of items) {
    counted[key] = action === 'REMOVE' ? null : value;
    if (revision >= 0) counted[`_rev_${key}`] = revision;
    else if (action === 'UPDATE') counted[`_rev_${key}`] = -2;
  }
  if (utf8Length(JSON.stringify(counted)) > MAX_METADATA_BYTES) throw rtmError(-12006, operation);
}

function readItems(data: readonly MetadataItem[]): ReadItem[] {
  const items = new Map<unknown, ReadItem>();
  // Not a loop: whatever has no `forEach` fails with the TypeError that the SDK's callers see.
  data.forEach((item: { key: unknown; value: unknown; revision?: unknown }) => {
    const { key, value, revision = -1 } = item;
    if (typeof key !== 'string') throw rtmError(-12009, ITEM_OPERATION);
    if (!Number.isInteger(revision ?? -1)) throw rtmError(-12005, ITEM_OPERATION);
    items.set(key, { key, value, revision: Number(revision ?? -1) });
  });
  return [...items.values()];
}

function checkItem(
  { key, value, revision }: ReadItem,
  action: Action,
  operation: string,
): MetadataItemChange {
  if (!isName(key)) throw rtmError(-12009, operation);
  if (key.length > MAX_METADATA_KEY_BYTES) throw rtmError(-12011, operation);
  if (action === 'REMOVE') {
    checkValueSize(value, operation);
    return { key, value: '', revision };
  }
  if (typeof value !== 'string') throw rtmError(-12010, operation);
  checkValueSize(value, operation);
  return { key, value, revision };
}

/** The value of an item to be removed is of no use, and yet it may not be too long (bundle). */
function checkValueSize(value: unknown, operation: string): void {
  const isTooLong = typeof value === 'string' && utf8Length(value) > MAX_METADATA_VALUE_BYTES;
  if (isTooLong) throw rtmError(-12012, operation);
}

function requireRevision(revision: unknown, min: number, operation: string): void {
  const code: ErrorCode = -12005;
  if (!Number.isInteger(revision) || Number(revision) < min) throw rtmError(code, operation);
}
