import type { RecordSource } from './chat-event';
import type { ChatMessage } from './chat-message';
import type { ChatRecord } from './chat-record';
import { isShown, type MessageContent, type MessageId } from './content';
import { applyChange } from './conversation-state-changes';
import type { ConversationDraft } from './conversation-state-draft';
import { threadOf } from './conversation-state-threads';
import { pendingChangesOf, withoutPendingChanges } from './pending-changes';
import { withChange, withChangesOf } from './timeline-changes';
import { messageOf, withCopy } from './timeline-message';
import { compareMarkers, markerAt } from './timeline-order';

/** Records came. */
export function takeRecords(
  draft: ConversationDraft,
  records: readonly ChatRecord[],
  source: RecordSource,
): void {
  let past: ChatMessage | null = null;
  for (const record of records) {
    const { content } = record;
    if (isShown(content)) {
      const added = takeMessage(draft, record, content);
      if (added && (past === null || compareMarkers(added, past) > 0)) past = added;
    } else applyChange(draft, record, content, isCertain(record, source));
  }
  if (past && isPast(draft, source)) setBaseline(draft, past);
}

/** @returns The message, if it was not there yet. */
function takeMessage(
  draft: ConversationDraft,
  record: ChatRecord,
  content: MessageContent,
): ChatMessage | null {
  const timeline = draft.timelineFor(threadOf(content));
  const known = timeline.find(record.id);
  const waiting = record.own ? takeFromPending(draft, record.id) : undefined;
  if (known) {
    const next = withCopy(known, record, content);
    if (next !== known) draft.replace({ message: known, in: timeline }, next);
    return null;
  }
  let message = messageOf(record, content);
  if (waiting) message = withFateOf(message, waiting);
  if (draft.pendingChanges.length > 0) message = withPendingChanges(draft, message);
  draft.add(message);
  return message;
}

/** An own message that was shown as waiting stands in its place from now on. */
function takeFromPending(draft: ConversationDraft, id: MessageId): ChatMessage | undefined {
  const waiting = draft.pending.find((each) => each.id === id);
  if (waiting) draft.pending = draft.pending.filter((each) => each !== waiting);
  return waiting;
}

/** What was said of a message while it waited holds on. */
function withFateOf(message: ChatMessage, waiting: ChatMessage): ChatMessage {
  const next = withChangesOf(message, waiting);
  return waiting.delivery === null ? next : { ...next, delivery: waiting.delivery };
}

function withPendingChanges(draft: ConversationDraft, message: ChatMessage): ChatMessage {
  const waiting = pendingChangesOf(draft.pendingChanges, message.id);
  if (waiting.length === 0) return message;
  draft.pendingChanges = withoutPendingChanges(draft.pendingChanges, message.id);
  let next = message;
  for (const change of waiting) next = withChange(next, change);
  return next;
}

/** What others wrote, and what comes from the history, is there. An own change is shown before it is sent. */
function isCertain({ own, isTimed }: ChatRecord, source: RecordSource): boolean {
  return !own || isTimed || source !== 'live';
}

/**
 * Whether records tell of the past rather than of news: older ones that somebody wanted to see while nothing was read yet, and
 * all that is known of a conversation that was opened just now.
 *
 * Without a marker everything is unread, as it has to be when a stranger's messages came while the user was away. So the past
 * is not passed over, but counts as read: the marker is set behind it. It has to be kept like any other marker, and then
 * the counts are the same after a reload.
 */
function isPast({ base, marker }: ConversationDraft, source: RecordSource): boolean {
  if (source === 'older') return marker === null;
  return base.isNew && (source === 'cache' || source === 'catch-up');
}

function setBaseline(draft: ConversationDraft, latest: ChatMessage): void {
  const marker = markerAt(latest);
  if (draft.marker === null || compareMarkers(marker, draft.marker) > 0) draft.moveMarker(marker);
}
