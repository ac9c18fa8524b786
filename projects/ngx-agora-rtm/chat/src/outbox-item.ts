import type { ChatError } from './chat-message';
import type { DurableContent, MessageId } from './content';
import type { ConversationKey } from './conversation-ref';

/** Something to send, as it is kept until the backend has taken it. */
export interface OutboxItem {
  /** The same for every attempt. UUIDv7. */
  readonly id: MessageId;
  readonly key: ConversationKey;
  /** Order of writing among all items of this user and installation: grows. Given by the storage. */
  readonly order: number;
  readonly content: DurableContent;
  /** Whether it goes out as plain text, without an envelope, for clients that are not ours. */
  readonly isPlain: boolean;
  /** When it was written: milliseconds since the epoch, local clock. */
  readonly createdAt: number;
  /**
   * Place in the stream of this installation, given with the first attempt; `null` before. Given back only where it is
   * certain that no attempt has reached the backend, so that a refused message leaves no hole.
   */
  readonly n: number | null;
  readonly status: 'queued' | 'sending' | 'failed';
  /** Why it failed, else `null`. */
  readonly error: ChatError | null;
  /** Attempts so far. */
  readonly attempts: number;
}

/** What is handed in; the storage adds the rest. */
export type NewOutboxItem = Pick<OutboxItem, 'id' | 'key' | 'content' | 'isPlain' | 'createdAt'>;
