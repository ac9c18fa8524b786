import type { ChatMessage, Delivery } from 'ngx-agora-rtm/chat';

/** A message of Bob. */
export function messageOf(details: Partial<ChatMessage> = {}): ChatMessage {
  return {
    type: 'message',
    id: 'm',
    from: 'bob',
    own: false,
    at: Date.UTC(2026, 8, 14, 9, 30),
    isTimed: true,
    stream: null,
    n: null,
    content: { kind: 'text', text: 'Hello' },
    status: 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...details,
  };
}

/** A message of the user's own. */
export function ownMessage(details: Partial<ChatMessage> = {}): ChatMessage {
  return messageOf({ from: 'alice', own: true, status: 'sent', ...details });
}

/** Nobody has sent a receipt. */
export function deliveryAs(status: Delivery['status']): Delivery {
  return { status, deliveredTo: [], readBy: [] };
}
