import type { ChatState, ConversationState } from './chat-state';
import type { ConversationKey } from './conversation-ref';

/** A conversation of the state; `undefined` where it is not open. */
export function conversationIn(
  { conversations: { slots, items } }: ChatState,
  key: ConversationKey,
): ConversationState | undefined {
  const slot = Object.hasOwn(slots, key) ? slots[key] : undefined;
  return (slot === undefined ? null : items[slot]) ?? undefined;
}
