import type { ChatMessage, MessageId } from 'ngx-agora-rtm/chat';

/** What needs nothing but the message. */
type PlainAction =
  | 'reply'
  | 'edit'
  | 'delete'
  | 'copy'
  | 'open-thread'
  | 'mark-unread'
  /** Try a failed one again. */
  | 'retry'
  /** Give up one that was not sent. */
  | 'cancel';

/** What is done, or taken back. */
type Toggle = 'pin' | 'save';

/** What a user wants to be done with a message. */
export type MessageAction =
  | { [T in PlainAction]: { readonly type: T; readonly message: ChatMessage } }[PlainAction]
  | {
      [T in Toggle]: { readonly type: T; readonly message: ChatMessage; readonly on: boolean };
    }[Toggle]
  | {
      readonly type: 'react';
      readonly message: ChatMessage;
      readonly emoji: string;
      readonly on: boolean;
    }
  /** Jump to the message that another one answers. */
  | { readonly type: 'show-quoted'; readonly message: ChatMessage; readonly id: MessageId };

/** The name of something that can be done with a message. */
export type MessageActionType = MessageAction['type'];

/** Tells what the user may do with a message: only that is offered. */
export type MessageAbilities = (message: ChatMessage) => ReadonlySet<MessageActionType>;
