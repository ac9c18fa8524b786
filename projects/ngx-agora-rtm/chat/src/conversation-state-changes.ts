import type { AppliedChange } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { ChangeContent, MessageId, PinContent } from './content';
import type { ConversationDraft } from './conversation-state-draft';
import { targetOf, withPendingChange } from './pending-changes';
import { changeOf, compareChanges, winnerOf, withChangeIn } from './timeline-change-log';
import { groupedBy } from './timeline-grouping';
import { withCertainChange, withChange, withoutChange } from './timeline-changes';

/** Messages of one conversation that can be pinned and unpinned. The longest unchanged one gives way. */
export const MAX_PINS = 100;

/** Own changes that are remembered as not certain. The outbox knows them all; beyond this, one that fails stays shown. */
const MAX_UNCERTAIN = 1_000;

/** A change of a message came: it applies, or waits for its message. */
export function applyChange(
  draft: ConversationDraft,
  record: ChatRecord,
  content: ChangeContent,
  isCertain: boolean,
): void {
  const change = changeOf(record, content, isCertain);
  const isNews = take(draft, change);
  if (isCertain) forgetUncertain(draft, change.id);
  else if (isNews && isUncertain(draft, change)) rememberUncertain(draft, change);
}

/** The backend has an own change. */
export function settleChange(draft: ConversationDraft, id: MessageId): void {
  const uncertain = forgetUncertain(draft, id);
  if (uncertain === undefined) return;
  const found = draft.find(uncertain);
  if (found) {
    const next = withCertainChange(found.message, id);
    if (next !== found.message) draft.replace(found, next);
  }
  const waiting = [...draft.pinChanges, ...draft.pendingChanges].find((each) => each.id === id);
  if (waiting) take(draft, { ...waiting, isCertain: true });
}

/** An own change could not be sent, or was cancelled: the message shows again what it showed without it. */
export function takeChangeBack(draft: ConversationDraft, id: MessageId): void {
  const uncertain = forgetUncertain(draft, id);
  if (uncertain === undefined) return;
  const found = draft.find(uncertain);
  if (found) {
    const next = withoutChange(found.message, id);
    if (next !== found.message) draft.replace(found, next);
  }
  const stays = (change: AppliedChange): boolean => change.id !== id || change.isCertain;
  if (!draft.pendingChanges.every(stays)) draft.pendingChanges = draft.pendingChanges.filter(stays);
  if (!draft.pinChanges.every(stays)) setPinChanges(draft, draft.pinChanges.filter(stays));
}

/** @returns Whether it said anything new. */
function take(draft: ConversationDraft, change: AppliedChange): boolean {
  if (change.content.kind === 'pin') return pin(draft, change);
  const found = draft.find(targetOf(change));
  if (found) {
    const next = withChange(found.message, change);
    if (next === found.message) return false;
    draft.replace(found, next);
    return true;
  }
  const { pendingChanges } = draft;
  draft.pendingChanges = withPendingChange(pendingChanges, change);
  return draft.pendingChanges !== pendingChanges;
}

/** Pins are the conversation's: what is pinned need not be loaded. */
function pin(draft: ConversationDraft, change: AppliedChange): boolean {
  const others = draft.pinChanges.filter((each) => targetOf(each) !== targetOf(change));
  const known = draft.pinChanges.filter((each) => targetOf(each) === targetOf(change));
  const next = withChangeIn(known, change);
  if (next.length === known.length && next.every((each) => known.includes(each))) return false;
  setPinChanges(draft, [...others, ...next].sort(compareChanges).slice(-MAX_PINS));
  return true;
}

function setPinChanges(draft: ConversationDraft, changes: readonly AppliedChange[]): void {
  draft.pinChanges = changes;
  const byTarget = groupedBy(changes, targetOf);
  const winners = [...byTarget.values()].flatMap((each) => winnerOf(each) ?? []);
  const pins = winners
    .filter(({ content }) => (content as PinContent).on)
    .sort((a, b) => compareChanges(b, a))
    .map(targetOf);
  const isSame = pins.length === draft.pins.length && pins.every((id, at) => draft.pins[at] === id);
  if (!isSame) draft.pins = pins;
}

/** Whether a change is there and may still fail: another copy can have said already that the backend has it. */
function isUncertain(draft: ConversationDraft, { id, content }: AppliedChange): boolean {
  const applied = draft.find(content.target)?.message.changes?.changes ?? [];
  return [applied, draft.pendingChanges, draft.pinChanges].some((changes) =>
    changes.some((change) => change.id === id && !change.isCertain),
  );
}

function rememberUncertain(draft: ConversationDraft, change: AppliedChange): void {
  const { id } = change;
  if (draft.uncertainChanges.some((known) => known.id === id)) return;
  const all = [...draft.uncertainChanges, { id, target: targetOf(change) }];
  draft.uncertainChanges = all.slice(-MAX_UNCERTAIN);
}

/** @returns The message that it changes, if it was one of those that may fail. */
function forgetUncertain(draft: ConversationDraft, id: MessageId): MessageId | undefined {
  const known = draft.uncertainChanges.find((each) => each.id === id);
  if (known) draft.uncertainChanges = draft.uncertainChanges.filter((each) => each !== known);
  return known?.target;
}
