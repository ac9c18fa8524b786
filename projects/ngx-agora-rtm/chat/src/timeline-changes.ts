import type { AppliedChange, ChatMessage, Edited, Reaction } from './chat-message';
import type { EditContent, MessageContent, MessageId, TextContent } from './content';
import { compareChanges, winnerOf, withChangeIn } from './timeline-change-log';
import { groupedBy } from './timeline-grouping';
import { NO_REACTIONS } from './timeline-message';

/** Different emoji on one message at most: as many as fit below it. Further ones are not shown; the first to come stay. */
export const MAX_REACTION_EMOJI = 20;

/** Changes that are kept with one message at most: each user's reactions count. Bounds what a member can do to a state. */
export const MAX_CHANGES = 500;

/** A message after a change. The very same if the change says nothing new, or is not its sender's to make. */
export function withChange(message: ChatMessage, change: AppliedChange): ChatMessage {
  if (isGone(message)) return message;
  const { original, changes } = logOf(message);
  if (!mayChange(message, original, change) || isTooMuch(changes, change)) return message;
  const next = withChangeIn(changes, change);
  return next === changes ? message : shown(message, original, next);
}

/** A message after one of its changes turned out to be kept by the backend. */
export function withCertainChange(message: ChatMessage, id: MessageId): ChatMessage {
  const change = message.changes?.changes.find((each) => each.id === id && !each.isCertain);
  return change ? withChange(message, { ...change, isCertain: true }) : message;
}

/** A message without a change that could not be sent. One that is certain stays. */
export function withoutChange(message: ChatMessage, id: MessageId): ChatMessage {
  const { original, changes } = logOf(message);
  const left = changes.filter((change) => change.id !== id || change.isCertain);
  return left.length === changes.length ? message : shown(message, original, left);
}

/** A new version of a message, as the outbox has it, with what has changed the earlier one. */
export function withChangesOf(message: ChatMessage, earlier: ChatMessage): ChatMessage {
  if (isGone(earlier)) return gone(message);
  let next = message;
  for (const change of logOf(earlier).changes) next = withChange(next, change);
  return next;
}

/** Whether a message was taken back for good: nothing of it is kept, so nothing can change it any more. */
function isGone(message: ChatMessage): boolean {
  return message.deleted && message.changes === undefined;
}

function logOf(message: ChatMessage): {
  original: MessageContent;
  changes: readonly AppliedChange[];
} {
  return message.changes ?? { original: message.content, changes: [] };
}

/** Only writers change and take back what they wrote; the transport says who is who. */
function mayChange(
  message: ChatMessage,
  original: MessageContent,
  { from, content }: AppliedChange,
): boolean {
  if (content.kind === 'reaction') return true;
  if (content.kind === 'delete') return from === message.from;
  return content.kind === 'edit' && from === message.from && isWritten(original);
}

function isTooMuch(changes: readonly AppliedChange[], { id, content }: AppliedChange): boolean {
  if (content.kind === 'delete' || changes.some((known) => known.id === id)) return false;
  if (changes.length >= MAX_CHANGES) return true;
  if (content.kind !== 'reaction') return false;
  const emoji = new Set<string>();
  for (const known of changes)
    if (known.content.kind === 'reaction') emoji.add(known.content.emoji);
  return emoji.size >= MAX_REACTION_EMOJI && !emoji.has(content.emoji);
}

/** What a message looks like after its changes: the same, in whatever order they came. */
function shown(
  message: ChatMessage,
  original: MessageContent,
  changes: readonly AppliedChange[],
): ChatMessage {
  const deletes = changes.filter(({ content }) => content.kind === 'delete');
  if (deletes.some(({ isCertain }) => isCertain)) return gone(message);
  const edits = changes.filter(({ content }) => content.kind === 'edit');
  const edit = winnerOf(edits);
  const content = edit ? edited(original, edit.content as EditContent) : original;
  // No edit that is certain can be taken back, so what it replaced is not kept.
  const kept = edits.some(({ isCertain }) => isCertain)
    ? certainContent(original, edits)
    : original;
  const isDeleted = deletes.length > 0;
  return {
    ...withoutLog(message),
    content: isDeleted ? emptied(content) : content,
    edited: edit && !isDeleted ? editedAt(edit) : null,
    deleted: isDeleted,
    reactions: isDeleted ? NO_REACTIONS : reactionsOf(changes),
    ...(changes.length > 0 && { changes: { original: kept, changes } }),
  };
}

function gone(message: ChatMessage): ChatMessage {
  return {
    ...withoutLog(message),
    content: emptied(message.content),
    edited: null,
    deleted: true,
    reactions: NO_REACTIONS,
  };
}

function withoutLog(message: ChatMessage): ChatMessage {
  const { changes: _, ...rest } = message;
  return rest;
}

function certainContent(original: MessageContent, edits: readonly AppliedChange[]): MessageContent {
  const edit = winnerOf(edits.filter(({ isCertain }) => isCertain));
  return edit ? edited(original, edit.content as EditContent) : original;
}

function edited(original: MessageContent, { text, mentions }: EditContent): MessageContent {
  if (!isWritten(original)) return original;
  const { mentions: _, ...rest } = original;
  return { ...rest, text, ...(mentions && { mentions }) };
}

/** Only the thread stays: it says where the message stands. */
function emptied(content: MessageContent): TextContent {
  const thread = isWritten(content) ? content.thread : undefined;
  return { kind: 'text', text: '', ...(thread !== undefined && { thread }) };
}

type WrittenContent = Extract<MessageContent, { kind: 'text' | 'note' | 'file' }>;

function isWritten(content: MessageContent): content is WrittenContent {
  return content.kind === 'text' || content.kind === 'note' || content.kind === 'file';
}

function editedAt({ at, n }: AppliedChange): Edited {
  // A change that was not sent yet has no number.
  return { at, n: n ?? 0 };
}

/** One reaction for each emoji and user, in the order of their times. */
function reactionsOf(changes: readonly AppliedChange[]): readonly Reaction[] {
  const reactions = changes.filter(({ content }) => content.kind === 'reaction');
  if (reactions.length === 0) return NO_REACTIONS;
  const slots = groupedBy(reactions, slotOf);
  return [...slots.values()]
    .flatMap((slot) => winnerOf(slot) ?? [])
    .sort(compareChanges)
    .flatMap(({ content, from, at, n }) =>
      content.kind === 'reaction'
        ? [{ emoji: content.emoji, from, on: content.on, at, n: n ?? 0 }]
        : [],
    );
}

/** Each user has one reaction with an emoji. */
function slotOf({ content, from }: AppliedChange): string {
  return content.kind === 'reaction' ? `${content.emoji}\n${from}` : from;
}
