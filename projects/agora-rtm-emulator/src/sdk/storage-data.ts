import type { MetadataState } from '../protocol/wire.ts';
import type { MetaDataDetail, StorageData } from './storage-types.ts';

/** A set of metadata in the SDK's form. */
export function toStorageData({ items, majorRevision }: MetadataState): StorageData {
  const metadata: Record<string, MetaDataDetail> = {};
  for (const { key, value, revision, updated, authorUid } of items) {
    metadata[key] = { value, revision, updated, authorUid };
  }
  return { totalCount: items.length, majorRevision, metadata };
}
