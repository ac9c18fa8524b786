import type { ChatMessage, MessageStatus } from './chat-message';
import type { ConversationState } from './chat-state';
import { highestOf } from './conversation-state-new';

/** How far an own message has come, and to whom. */
export interface Delivery {
  /**
   * The status of the message; for one that is `sent`, `delivered` or `read` where that is true of at least one other user. In a
   * channel, compare the lists with the members to tell whether it is true of all.
   */
  readonly status: MessageStatus | 'delivered' | 'read';
  /** User ids of those whom it has reached, read or not. */
  readonly deliveredTo: readonly string[];
  /** User ids of those who have read it. */
  readonly readBy: readonly string[];
}

/**
 * How far a message has come by what others said in their receipts, which count for all earlier messages too. Costs as much as
 * the conversation has users who sent receipts.
 */
export function deliveryOf(
  { receipts }: Pick<ConversationState, 'receipts'>,
  { own, status, stream, n, delivery }: ChatMessage,
): Delivery {
  if (!own || status !== 'sent') return { status, deliveredTo: [], readBy: [] };
  const deliveredTo: string[] = [];
  const readBy: string[] = [];
  if (stream !== null && n !== null) {
    for (const [user, { delivered, read }] of Object.entries(receipts)) {
      const userId = user.slice(USER.length);
      const isRead = highestOf(read, stream) >= n;
      if (isRead) readBy.push(userId);
      // Who has read it has got it.
      if (isRead || highestOf(delivered, stream) >= n) deliveredTo.push(userId);
    }
  }
  const isDelivered = deliveredTo.length > 0 || delivery === 'delivered';
  const reached = isDelivered ? 'delivered' : 'sent';
  return { status: readBy.length > 0 ? 'read' : reached, deliveredTo, readBy };
}

const USER = 'user:';
