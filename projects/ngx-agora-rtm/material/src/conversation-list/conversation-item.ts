import type { ChatMessage, ConversationKey, ConversationRef } from 'ngx-agora-rtm/chat';

/** What a list of conversations shows of one. A `ConversationSummary` of the store is one. */
export interface ConversationItem {
  readonly key: ConversationKey;
  readonly ref: ConversationRef;
  readonly unread: number;
  /** How many of them mention the user. */
  readonly mentions: number;
  readonly isMarkedUnread: boolean;
  readonly isMuted: boolean;
  readonly latest: ChatMessage | null;
  /** Milliseconds since the epoch of the latest message; 0 for none. */
  readonly activeAt: number;
  /** Whether a text that was not sent waits. */
  readonly hasDraft: boolean;
  /** User ids of those who are writing. */
  readonly typing: readonly string[];
}

/** What a user wants to be done with a conversation. */
export type ConversationAction =
  | { readonly type: 'mute' | 'mark-unread'; readonly item: ConversationItem; readonly on: boolean }
  | { readonly type: 'close'; readonly item: ConversationItem };

/** The name of something that can be done with a conversation. */
export type ConversationActionType = ConversationAction['type'];

/** Tells what the user may do with a conversation: only that is offered. */
export type ConversationAbilities = (item: ConversationItem) => ReadonlySet<ConversationActionType>;
