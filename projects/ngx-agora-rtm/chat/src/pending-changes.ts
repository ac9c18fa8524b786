import type { AppliedChange } from './chat-message';
import type { ChangeContent, MessageId } from './content';
import { compareChanges, withChangeIn } from './timeline-change-log';

/**
 * Changes of one conversation that are kept until their messages come: as many as five pages have messages. The oldest give
 * way; they come again with the page that has their message, if the cache or the history has them.
 */
export const MAX_PENDING_CHANGES = 500;

/** A list sorted by target, so that the changes of one message are found by halving. Never changed. */
export type PendingChanges = readonly AppliedChange[];

/** The message that a change changes. */
export function targetOf({ content }: { readonly content: ChangeContent }): MessageId {
  return content.target;
}

/** A list with one more change. The very same if it says nothing new. */
export function withPendingChange(list: PendingChanges, change: AppliedChange): PendingChanges {
  const target = targetOf(change);
  const waiting = pendingChangesOf(list, target);
  const next = withChangeIn(waiting, change);
  if (next === waiting) return list;
  const start = firstOf(list, target);
  const all = list.toSpliced(start, waiting.length, ...next);
  return all.length > MAX_PENDING_CHANGES ? withoutOldest(all) : all;
}

/** The changes of a message that wait for it. */
export function pendingChangesOf(
  list: PendingChanges,
  target: MessageId,
): readonly AppliedChange[] {
  const start = firstOf(list, target);
  let end = start;
  for (let each = list[end]; each && targetOf(each) === target; each = list[end]) end++;
  return end === start ? NONE : list.slice(start, end);
}

/** A list without the changes of a message, which has come. */
export function withoutPendingChanges(list: PendingChanges, target: MessageId): PendingChanges {
  const { length } = pendingChangesOf(list, target);
  return length === 0 ? list : list.toSpliced(firstOf(list, target), length);
}

const NONE: PendingChanges = [];

function withoutOldest(list: PendingChanges): PendingChanges {
  const oldest = list.reduce((a, b) => (compareChanges(b, a) < 0 ? b : a));
  return list.filter((change) => change !== oldest);
}

function firstOf(list: PendingChanges, target: MessageId): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const here = list[middle];
    if (here && targetOf(here) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
