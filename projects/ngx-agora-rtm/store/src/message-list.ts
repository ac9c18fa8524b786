import type { ConversationMessage, MessageContent, PeerDelivery } from './conversation-message';
import type { StoredError } from './stored-error';

/**
 * The messages of a conversation in the order of their arrival. Pure functions: each returns the list after an event, and
 * the very same list if the event says nothing new.
 */
export type MessageList = readonly ConversationMessage[];

/** What the backend said to a message that it took. */
export interface Acknowledgement {
  /** Server clock. */
  readonly sentAt: number;
  readonly delivery: PeerDelivery | null;
}

/** The user wrote a message: it is on its way. @param draft `at` is local clock. */
export function submit(
  list: MessageList,
  draft: { id: string; from: string; text: string; at: number },
): MessageList {
  const { id, from, text, at } = draft;
  const nothingYet = { error: null, delivery: null, seen: false } as const;
  return [
    ...list,
    { id, from, own: true, content: text, sentAt: at, status: 'sending', ...nothingYet },
  ];
}

/**
 * Takes in a live message. The echo of an own message confirms its row instead of adding one; a message that is there
 * already (same sender, time and content) is dropped.
 */
export function receive(list: MessageList, message: ConversationMessage): MessageList {
  const known = list.find((row) => isSame(row, message));
  if (known?.seen) return list;
  const own = known ?? (message.own ? awaitingEcho(list, message.content) : undefined);
  return own ? replace(list, confirmed(own, message)) : [...list, message];
}

/** Puts in a page of history: what is missing goes where its time belongs. */
export function mergeHistory(list: MessageList, page: MessageList): MessageList {
  let next = list;
  for (const message of page) next = mergeOne(next, message);
  return next;
}

/** The backend took an own message. */
export function acknowledge(list: MessageList, id: string, ack: Acknowledgement): MessageList {
  const row = list.find((message) => message.id === id);
  if (!row) return list;
  const sent: ConversationMessage = {
    ...row,
    status: 'sent',
    error: null,
    // The echo came first: its time is the one that history has, too.
    sentAt: row.seen ? row.sentAt : ack.sentAt,
    delivery: ack.delivery,
  };
  const double = list.find((message) => message.id !== id && isSame(message, sent));
  const single = double ? discard(list, double.id) : list;
  return replace(single, double ? { ...sent, seen: true } : sent);
}

/** The backend did not take an own message, or (`unconfirmed`) did not tell whether it did. */
export function fail(
  list: MessageList,
  id: string,
  status: 'failed' | 'unconfirmed',
  error: StoredError,
): MessageList {
  return update(list, id, (row) => (row.seen ? row : { ...row, status, error }));
}

/** An own message is sent once more, and so moves to the end. @param at Local clock. */
export function retry(list: MessageList, id: string, at: number): MessageList {
  const row = list.find((message) => message.id === id);
  if (!row?.own) return list;
  const again = { error: null, delivery: null, seen: false } as const;
  return [...discard(list, id), { ...row, ...again, status: 'sending', sentAt: at }];
}

/** Takes a row out. */
export function discard(list: MessageList, id: string): MessageList {
  const next = list.filter((row) => row.id !== id);
  return next.length === list.length ? list : next;
}

function mergeOne(list: MessageList, message: ConversationMessage): MessageList {
  const known = list.find((row) => isSame(row, message));
  if (known) return known.seen ? list : replace(list, confirmed(known, message));
  const lost = message.own ? lostRow(list, message) : undefined;
  if (lost) return replace(list, confirmed(lost, message));
  const index = list.findLastIndex((row) => isTaken(row) && row.sentAt <= message.sentAt) + 1;
  return [...list.slice(0, index), message, ...list.slice(index)];
}

/**
 * The unconfirmed row that a message from history can be: one with its content that has no younger predecessor by the
 * server's clock. (Comparing with the row's own time would compare two clocks.)
 */
function lostRow(list: MessageList, message: ConversationMessage): ConversationMessage | undefined {
  const younger = list.findIndex((row) => isTaken(row) && row.sentAt > message.sentAt);
  return list
    .slice(0, younger === -1 ? list.length : younger)
    .find((row) => row.status === 'unconfirmed' && sameContent(row.content, message.content));
}

/** The row that an echo belongs to: the oldest one; one that is said to have failed only where there is no other. */
function awaitingEcho(list: MessageList, content: MessageContent): ConversationMessage | undefined {
  const rows = list.filter((row) => row.own && !row.seen && sameContent(row.content, content));
  return rows.find((row) => row.status !== 'failed') ?? rows[0];
}

function confirmed(row: ConversationMessage, message: ConversationMessage): ConversationMessage {
  return { ...row, status: message.status, error: null, sentAt: message.sentAt, seen: true };
}

/** Whether the time of a row is the server's. */
function isTaken({ status }: ConversationMessage): boolean {
  return status === 'received' || status === 'sent';
}

function isSame(a: ConversationMessage, b: ConversationMessage): boolean {
  return a.sentAt === b.sentAt && a.from === b.from && sameContent(a.content, b.content);
}

function sameContent(a: MessageContent, b: MessageContent): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.bytes === b.bytes;
}

function replace(list: MessageList, message: ConversationMessage): MessageList {
  return list.map((row) => (row.id === message.id ? message : row));
}

function update(
  list: MessageList,
  id: string,
  change: (row: ConversationMessage) => ConversationMessage,
): MessageList {
  const row = list.find((message) => message.id === id);
  if (!row) return list;
  const next = change(row);
  return next === row ? list : replace(list, next);
}
