import type { ChatEvent } from './chat-event';
import type { ChatMessage } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { ChatState } from './chat-state';
import {
  type ChangeContent,
  type DurableContent,
  isShown,
  type MessageId,
  type ShownContent,
} from './content';
import type { ConversationKey } from './conversation-ref';
import type { OutboxItem } from './outbox-item';

/** Whether something to send is a message of its own, rather than a change of one. */
export function isShownContent(content: DurableContent): content is ShownContent {
  return isShown(content);
}

/** Something of the user's that is shown as not taken by the backend yet. */
export interface ShownPending {
  readonly key: ConversationKey;
  readonly id: MessageId;
  readonly isChange: boolean;
}

/** All own messages and changes that are shown as waiting. */
export function shownPending({ conversations }: ChatState): readonly ShownPending[] {
  return conversations.items.flatMap((one) => {
    if (!one) return [];
    const { key } = one;
    return [
      ...one.pending.map(({ id }) => ({ key, id, isChange: false })),
      ...one.uncertainChanges.map(({ id }) => ({ key, id, isChange: true })),
    ];
  });
}

/** An own message as it is shown until the backend has taken it. */
export function pendingMessage(
  item: OutboxItem,
  content: ShownContent,
  userId: string,
): ChatMessage {
  return {
    type: 'message',
    id: item.id,
    from: userId,
    own: true,
    at: item.createdAt,
    isTimed: false,
    stream: null,
    n: item.n,
    content,
    status: item.status,
    error: item.error,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
  };
}

/** An own change as it is shown until the backend has taken it: the newest of its stream, whatever the clocks say. */
export function pendingChange(
  item: OutboxItem,
  content: ChangeContent,
  { userId, stream }: { readonly userId: string; readonly stream: string | null },
): ChatRecord {
  return {
    id: item.id,
    key: item.key,
    from: userId,
    own: true,
    at: item.createdAt,
    isTimed: false,
    stream,
    n: item.n,
    content,
  };
}

/**
 * What shows at once of something that was put into the outbox: a message among the pending ones, a change as if it had been
 * made. For whoever enqueues it.
 *
 * @param stream That of the storage, so that a change comes after all others of this installation.
 */
export function optimisticEvents(
  item: OutboxItem,
  userId: string,
  stream: string | null = null,
): readonly ChatEvent[] {
  const { key, content } = item;
  if (isShownContent(content)) {
    const message = pendingMessage(item, content, userId);
    return [{ type: '[RTM Outbox] Message Changed', key, message }];
  }
  const records = [pendingChange(item, content, { userId, stream })];
  return [{ type: '[RTM Messages] Arrived', key, records, source: 'live' }];
}

/** What an own message or change became when the backend took it. @param at Milliseconds since the epoch. */
export function sentRecord(
  item: OutboxItem,
  { userId, stream, at }: { readonly userId: string; readonly stream: string; readonly at: number },
): ChatRecord {
  return {
    id: item.id,
    key: item.key,
    from: userId,
    own: true,
    at,
    isTimed: false,
    stream: item.n === null ? null : stream,
    n: item.n,
    content: item.content,
  };
}
