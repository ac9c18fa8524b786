import type { ChatMessage } from './chat-message';
import type { MessageId } from './content';
import type { ConversationDraft } from './conversation-state-draft';
import { pendingChangesOf, withoutPendingChanges } from './pending-changes';
import { withChange, withChangesOf } from './timeline-changes';

/** An own message waits, is under way or has failed. One that has arrived already does none of it any more. */
export function putPending(draft: ConversationDraft, message: ChatMessage): void {
  if (draft.find(message.id)?.message.status === 'sent') return;
  const waiting = draft.pending.find(({ id }) => id === message.id);
  if (waiting) {
    const next = withChangesOf(message, waiting);
    if (!isSamePending(next, waiting)) draft.replace({ message: waiting, in: 'pending' }, next);
    return;
  }
  let next = message;
  for (const change of pendingChangesOf(draft.pendingChanges, message.id)) {
    next = withChange(next, change);
  }
  draft.pendingChanges = withoutPendingChanges(draft.pendingChanges, message.id);
  draft.pending = [...draft.pending, next];
}

/** The backend has said what became of an own message. */
export function setDelivery(
  draft: ConversationDraft,
  id: MessageId,
  delivery: ChatMessage['delivery'],
): void {
  const found = draft.find(id);
  if (!found?.message.own || found.message.delivery === delivery) return;
  draft.replace(found, { ...found.message, delivery });
}

/** An own message is not to be sent any more. One that has arrived stays. */
export function cancelPending(draft: ConversationDraft, id: MessageId): void {
  const left = draft.pending.filter((message) => message.id !== id);
  if (left.length < draft.pending.length) draft.pending = left;
}

/** Whether two versions from the outbox say the same: they are made anew for each event. */
function isSamePending(a: ChatMessage, b: ChatMessage): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
