import type { ChatRecord } from './chat-record';
import type { StoredConversation } from './chat-storage';
import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';
import { type CacheLimits, planEviction } from './eviction-plan';
import { compareOrder, mergeCopies, placeOf } from './record-order';

/** The records of one conversation in memory. */
export interface KeptRecords {
  readonly byId: Map<MessageId, ChatRecord>;
  /** In the order of the timeline. */
  readonly sorted: ChatRecord[];
}

type AllRecords = Map<ConversationKey, KeptRecords>;

/** Keeps a record once. */
export function keepRecord(all: AllRecords, record: ChatRecord): void {
  const kept = all.get(record.key) ?? { byId: new Map<MessageId, ChatRecord>(), sorted: [] };
  all.set(record.key, kept);
  const before = kept.byId.get(record.id);
  const merged = before ? mergeCopies(before, record) : record;
  if (merged === before) {
    return;
  }
  if (before) {
    kept.sorted.splice(placeOf(kept.sorted, before), 1);
  }
  kept.sorted.splice(placeOf(kept.sorted, merged), 0, merged);
  kept.byId.set(merged.id, merged);
}

/** Own records of a stream, by number; should one have been used twice, in the order of the timeline, as on disk. */
export function ownRecords(
  records: readonly ChatRecord[],
  stream: string,
  first: number,
  last: number,
): readonly ChatRecord[] {
  return records
    .flatMap((record) =>
      record.own && record.stream === stream && record.n !== null ? [{ record, n: record.n }] : [],
    )
    .filter(({ n }) => n >= first && n <= last)
    .sort((a, b) => a.n - b.n || compareOrder(a.record, b.record))
    .map(({ record }) => record);
}

/** Takes out what is too much. */
export function evictRecords(
  all: AllRecords,
  conversations: ReadonlyMap<ConversationKey, StoredConversation>,
  limits: CacheLimits,
): void {
  const use = [...all].map(([key, { sorted }]) => ({
    key,
    records: sorted.length,
    activeAt: Math.max(conversations.get(key)?.activeAt ?? 0, sorted.at(-1)?.at ?? 0),
  }));
  for (const { key, records } of planEviction(use, limits)) {
    const kept = all.get(key);
    kept?.sorted.splice(0, records).forEach(({ id }) => kept.byId.delete(id));
  }
}
