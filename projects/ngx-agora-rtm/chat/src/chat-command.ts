import type { MessageId } from './content';
import type { ConversationKey } from './conversation-ref';

/** What a tab asks of the one that has the connection. Plain data. */
export type ChatCommand =
  /** Log in again, after the connection has failed or another device has taken over. */
  | { readonly type: 'connect' }
  /** Something was put into the outbox. */
  | { readonly type: 'wake' }
  | { readonly type: 'retry'; readonly id: MessageId }
  | { readonly type: 'cancel'; readonly id: MessageId }
  /** The user looks at it: a channel that was parked is joined. */
  | { readonly type: 'look'; readonly key: ConversationKey }
  | { readonly type: 'typing'; readonly key: ConversationKey; readonly on: boolean }
  /** Fetch a page from before the oldest one that is kept, into the cache. */
  | { readonly type: 'load-older'; readonly key: ConversationKey }
  | { readonly type: 'load-gap'; readonly key: ConversationKey; readonly id: string };

/** What a command came to. Commands without a result answer with `done`. */
export type CommandResult =
  | { readonly type: 'done' }
  /** Whether there may be older messages in the backend's history. */
  | { readonly type: 'older'; readonly hasOlder: boolean }
  /** Whether the message was taken out before it was sent. */
  | { readonly type: 'cancelled'; readonly wasCancelled: boolean }
  | { readonly type: 'failed'; readonly message: string };
