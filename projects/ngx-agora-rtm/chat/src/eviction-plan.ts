import type { ChatOptions } from './chat-options';
import type { ConversationKey } from './conversation-ref';

/** How many records are kept. */
export type CacheLimits = Pick<ChatOptions, 'maxCachedPerConversation' | 'maxCached'>;

/** How much of the cache a conversation takes. */
export interface CacheUse {
  readonly key: ConversationKey;
  readonly records: number;
  /** Milliseconds since the epoch of the latest message. */
  readonly activeAt: number;
}

/** How many of the oldest records of a conversation have to go. */
export interface Eviction {
  readonly key: ConversationKey;
  readonly records: number;
}

/** What is left after an eviction, of what would be allowed: room for a while, so that not every message evicts one. */
const REFILL = 0.9;

/** What has to go so that the cache is within its limits: the oldest of the least recently active conversations. */
export function planEviction(use: readonly CacheUse[], limits: CacheLimits): readonly Eviction[] {
  const perConversation = Math.floor(limits.maxCachedPerConversation * REFILL);
  const left = use.map((entry) =>
    entry.records > limits.maxCachedPerConversation
      ? { ...entry, records: perConversation }
      : entry,
  );
  const total = sum(left);
  const surplus = total > limits.maxCached ? total - Math.floor(limits.maxCached * REFILL) : 0;
  return difference(use, drop(left, surplus));
}

/** What has to go so that a share (above 0, up to 1) of the records is gone. At least one, if there is one. */
export function planShare(use: readonly CacheUse[], share: number): readonly Eviction[] {
  return difference(use, drop(use, Math.ceil(sum(use) * share)));
}

function drop(use: readonly CacheUse[], records: number): readonly CacheUse[] {
  let rest = records;
  return [...use]
    .sort((a, b) => a.activeAt - b.activeAt)
    .map((entry) => {
      const gone = Math.min(rest, entry.records);
      rest -= gone;
      return { ...entry, records: entry.records - gone };
    });
}

function difference(before: readonly CacheUse[], after: readonly CacheUse[]): readonly Eviction[] {
  const left = new Map(after.map(({ key, records }) => [key, records]));
  return before
    .map(({ key, records }) => ({ key, records: records - (left.get(key) ?? 0) }))
    .filter(({ records }) => records > 0);
}

function sum(use: readonly CacheUse[]): number {
  return use.reduce((total, { records }) => total + records, 0);
}
