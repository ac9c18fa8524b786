import { MAX_METADATA_BYTES, MAX_METADATA_ITEMS } from '../protocol/limits.ts';
import type {
  MetadataItemChange,
  MetadataItemState,
  MetadataState,
  MetadataWriteRequest,
} from '../protocol/wire.ts';
import { Refusal } from './refusal.ts';

/** What a write leaves on the items it touches. */
export interface WriteStamp {
  /** Above every revision handed out before. */
  readonly revision: number;
  /** Milliseconds since 1970, or 0 for none. */
  readonly updated: number;
  /** User id, or empty for none. */
  readonly authorUid: string;
}

/**
 * The set after a write: all of it, or nothing.
 *
 * @throws Refusal -12014 when a revision is not the current one, or an item is missing (or there, for
 * revision 0); -12001 when the set would be too large.
 */
export function editMetadata(
  before: MetadataState,
  { action, items: changes, majorRevision }: MetadataWriteRequest,
  stamp: WriteStamp,
): MetadataState {
  if (majorRevision >= 0 && majorRevision !== before.majorRevision) throw new Refusal(-12014);
  const items = new Map(before.items.map((item) => [item.key, item]));
  if (action === 'REMOVE' && changes.length === 0) items.clear();
  for (const change of changes) {
    requireRevision(items.get(change.key), change, action !== 'SET');
    if (action === 'REMOVE') items.delete(change.key);
    else items.set(change.key, { key: change.key, value: change.value, ...stamp });
  }
  if (items.size > MAX_METADATA_ITEMS || bytesOf(items.values()) > MAX_METADATA_BYTES) {
    throw new Refusal(-12001);
  }
  return { majorRevision: stamp.revision, items: [...items.values()] };
}

function requireRevision(
  current: MetadataItemState | undefined,
  { revision }: MetadataItemChange,
  mustExist: boolean,
): void {
  const isOutdated =
    (mustExist && current === undefined) ||
    (revision >= 0 && revision !== (current?.revision ?? 0));
  if (isOutdated) throw new Refusal(-12014);
}

function bytesOf(items: Iterable<MetadataItemState>): number {
  let bytes = 0;
  for (const { key, value } of items) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  return bytes;
}
