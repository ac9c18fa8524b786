import type { Attendance, ConversationState, UserReceipt } from './chat-state';
import type { Position } from './content';
import { highest } from './conversation-state-new';
import { latestMessageOf } from './timeline';

/** Comings and goings that are kept of one conversation. */
export const MAX_ATTENDANCE = 100;

/** Somebody says how far the user's messages have come. Only ever further. */
export function withReceipt(
  conversation: ConversationState,
  from: string,
  receipt: { readonly delivered: readonly Position[]; readonly read: readonly Position[] },
  userId: string,
): ConversationState {
  const known: UserReceipt = conversation.receipts[`user:${from}`] ?? NOTHING_RECEIVED;
  const delivered = highest(known.delivered, receipt.delivered, userId);
  const read = highest(known.read, receipt.read, userId);
  if (delivered === known.delivered && read === known.read) return conversation;
  const receipts = { ...conversation.receipts, [`user:${from}`]: { delivered, read } };
  return { ...conversation, receipts };
}

/** Members came or went. Tells after which message, so that no clocks have to be compared. */
export function withAttendance(
  conversation: ConversationState,
  event: Omit<Attendance, 'after'>,
): ConversationState {
  const { id, at, joined, left } = event;
  const { attendance, timeline } = conversation;
  if (attendance.some((known) => known.id === id)) return conversation;
  const after = latestMessageOf(timeline)?.id ?? null;
  const all = [...attendance, { id, at, joined, left, after }];
  return { ...conversation, attendance: all.slice(-MAX_ATTENDANCE) };
}

/** The members of a channel, sorted. */
export function withMembers(
  conversation: ConversationState,
  members: readonly string[],
): ConversationState {
  const sorted = [...new Set(members)].sort();
  return isSameList(sorted, conversation.members)
    ? conversation
    : { ...conversation, members: sorted };
}

/** A draft under its kind; without one where the text is empty. */
export function withDraftText(
  conversation: ConversationState,
  kind: string,
  text: string,
): ConversationState {
  const { drafts } = conversation;
  // A kind may be named like a property of every object.
  const known = Object.hasOwn(drafts, kind) ? drafts[kind] : '';
  if (known === text) return conversation;
  if (text !== '') return { ...conversation, drafts: { ...drafts, [kind]: text } };
  const left = Object.entries(drafts).filter(([key]) => key !== kind);
  return { ...conversation, drafts: Object.fromEntries(left) };
}

/** Whether two lists hold the same, in the same order. */
export function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

const NOTHING_RECEIVED: UserReceipt = { delivered: {}, read: {} };
