import { type ConversationState, firstUnread, type MessageId } from 'ngx-agora-rtm/chat';

/** Where the line before what is new stands, for a reader who looks at a conversation. */
export interface UnreadLine {
  /** The first message that was unread when the reader came; `null` for none. */
  readonly id: MessageId | null;
  /** Whether all that was missed had come by then: what comes from then on, comes before the reader's eyes. */
  readonly isFinal: boolean;
}

/** What decides about the line. */
export interface UnreadLineSource {
  readonly key: string;
  /** The conversation, once it is there. */
  readonly state: ConversationState | undefined;
  /** Whether all that was missed has been fetched. */
  readonly isCurrent: boolean;
}

/**
 * The line after a change: it stays for as long as the reader does, and is found by what they had read when they came. What is
 * still being fetched at that time belongs to it.
 */
export function unreadLine(
  { key, state, isCurrent }: UnreadLineSource,
  previous?: { readonly source: UnreadLineSource; readonly value: UnreadLine },
): UnreadLine {
  const present = previous?.source.key === key ? previous.value : null;
  if (present?.isFinal) return present;
  const id = present?.id ?? (state ? firstUnread(state) : null);
  const isFinal = state !== undefined && isCurrent;
  return present?.id === id && present.isFinal === isFinal ? present : { id, isFinal };
}
