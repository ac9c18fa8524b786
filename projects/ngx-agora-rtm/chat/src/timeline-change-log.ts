import type { AppliedChange } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { ChangeContent } from './content';
import { hasBetterTime } from './timeline-message';

/** The change that a record holds. @param isCertain Whether the backend has it. */
export function changeOf(
  record: ChatRecord,
  content: ChangeContent,
  isCertain: boolean,
): AppliedChange {
  const { id, from, at, isTimed, stream, n } = record;
  return { id, from, at, isTimed, stream, n, content, isCertain };
}

/**
 * Changes with one more. The very same if it says nothing new: it is there, or a later one of its stream is certain.
 *
 * Within a stream the numbers say what came later, and they never change. So the latest of each stream is the same in whatever
 * order changes come, which the latest by time would not be: a copy can bring a better time.
 */
export function withChangeIn(
  changes: readonly AppliedChange[],
  change: AppliedChange,
): readonly AppliedChange[] {
  const index = changes.findIndex(({ id, from }) => id === change.id && from === change.from);
  const known = changes[index];
  const next = known ? merged(known, change) : change;
  if (next === known) return changes;
  const isLate = changes.some((other) => replaces(other, next));
  if (isLate && !known) return changes;
  const others = changes.filter((other, at) => at !== index && !replaces(next, other));
  return isLate ? others : [...others, next].sort(compareChanges);
}

/** Of changes of one kind of thing, each in the other's place: the one that counts. */
export function winnerOf(changes: readonly AppliedChange[]): AppliedChange | undefined {
  const latest = new Map<string, AppliedChange>();
  for (const change of changes) {
    const origin = originOf(change);
    const known = latest.get(origin);
    if (!known || compareInStream(change, known) > 0) latest.set(origin, change);
  }
  let winner: AppliedChange | undefined;
  for (const change of latest.values()) {
    if (!winner || compareChanges(change, winner) > 0) winner = change;
  }
  return winner;
}

/** By time, then by id. */
export function compareChanges(a: AppliedChange, b: AppliedChange): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id === b.id) return a.from < b.from ? -1 : Number(a.from > b.from);
  return a.id < b.id ? -1 : 1;
}

/** Another copy of a change: with the better time, and with the number that it was sent with. */
function merged(known: AppliedChange, copy: AppliedChange): AppliedChange {
  const isBetter = hasBetterTime(copy, known);
  const isNumbered = (copy.n ?? 0) > (known.n ?? 0);
  const isCertain = known.isCertain || copy.isCertain;
  if (!isBetter && !isNumbered && isCertain === known.isCertain) return known;
  const { at, isTimed } = isBetter ? copy : known;
  const { stream, n } = isNumbered ? copy : known;
  return { ...known, at, isTimed, stream, n, isCertain };
}

/** Whether a change makes another one of the same stream meaningless, for good. */
function replaces(later: AppliedChange, earlier: AppliedChange): boolean {
  return (
    later.isCertain &&
    later.n !== null &&
    earlier.n !== null &&
    later.n > earlier.n &&
    originOf(later) === originOf(earlier) &&
    slotOf(later.content) === slotOf(earlier.content)
  );
}

/** A stream is its sender's word: two senders can claim the same. */
function originOf({ from, stream }: AppliedChange): string {
  return `${stream ?? ''}\n${from}`;
}

/** What is in each other's place: edits, and reactions with one emoji. */
function slotOf(content: ChangeContent): string {
  return content.kind === 'reaction' ? `reaction ${content.emoji}` : content.kind;
}

/** A change that has no number yet is the newest one of its installation. */
function compareInStream(a: AppliedChange, b: AppliedChange): number {
  const numbers = (a.n ?? Infinity) - (b.n ?? Infinity);
  return numbers === 0 || Number.isNaN(numbers) ? compareChanges(a, b) : numbers;
}
