import type { ConversationKey } from './conversation-ref';
import type { ChangeContent, MessageContent, MessageId } from './content';

/**
 * One thing that was said in a conversation: a message, or a change of one. Records are what arrives, what is kept and what
 * a timeline is made of; the same records in any order, each any number of times, make the same timeline.
 */
export interface ChatRecord {
  readonly id: MessageId;
  readonly key: ConversationKey;
  /** User id of the sender, as the transport says. */
  readonly from: string;
  readonly own: boolean;
  /** Milliseconds since the epoch: by the server's clock where `isTimed`, else by the best guess. */
  readonly at: number;
  /**
   * Whether `at` is what the backend's history says. Where two copies of a record differ in their time, the timed one counts,
   * and of two alike the earlier: so the order in which they come does not matter, and everybody can agree on the timed one.
   */
  readonly isTimed: boolean;
  /** The sender's stream, `null` for foreign messages. */
  readonly stream: string | null;
  /** Place in the stream, `null` for foreign messages. */
  readonly n: number | null;
  readonly content: MessageContent | ChangeContent;
}
