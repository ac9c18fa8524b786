import { conversationKey, type ConversationRef, type MessageId } from 'ngx-agora-rtm/chat';

/**
 * Where a text belongs. Everything that leaves a composer carries it, since by the time that it is handled another conversation
 * may be open.
 */
export interface ComposerPlace {
  readonly conversation: ConversationRef;
  /** A note is for colleagues only. */
  readonly kind: 'text' | 'note';
  /** The message whose thread it belongs to; `null` for none. */
  readonly thread: MessageId | null;
  /** The own message in whose place it is to be put; `null` for a new one. */
  readonly edits: MessageId | null;
}

/** Names a place: what is written in one is never seen in another. */
export function placeKey({ conversation, kind, thread, edits }: ComposerPlace): string {
  return [kind, thread ?? '', edits ?? '', conversationKey(conversation)].join(' ');
}

export function isSamePlace(one: ComposerPlace, other: ComposerPlace): boolean {
  return placeKey(one) === placeKey(other);
}

/** The kind under which the store keeps what is being written in a place: `RtmConversation.draft(draftKind(place), text)`. */
export function draftKind({ kind, thread, edits }: ComposerPlace): string {
  if (edits !== null) return `edit:${edits}`;
  if (thread !== null) return kind === 'note' ? `note:${thread}` : `thread:${thread}`;
  return kind;
}
