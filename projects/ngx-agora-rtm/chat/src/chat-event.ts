import type { ChatConnection } from './connection';
import type { ChatError, ChatMessage, Gap } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { Membership, Presence, TabRole } from './chat-state';
import type { Marker, SavedMessage, StoredConversation } from './chat-storage';
import type { MessageId, Position } from './content';
import type { ConversationKey } from './conversation-ref';

/** What kept conversations, and how records reach a timeline. */
export type RecordSource =
  /** As it happened. */
  | 'live'
  /** From the backend's history, because it was missed. */
  | 'catch-up'
  /** From the sender, because it was missed. */
  | 'repair'
  /** Older ones, from the cache or the history, because somebody wanted to see them. */
  | 'older'
  /** From the cache, when a conversation is opened. Counts as known, not as news. */
  | 'cache';

/**
 * Everything that can happen to a {@link ChatState}, as plain data with the `type` of an NgRx action. The tab that holds the
 * connection tells the others; every tab applies the same events to its own state, in the order in which they come. Applying one
 * twice changes nothing.
 */
export type ChatEvent =
  // The session.
  | {
      readonly type: '[RTM Session] Opened';
      readonly userId: string;
      readonly storage: 'durable' | 'memory';
      readonly blocked: readonly string[];
      readonly saved: readonly SavedMessage[];
      readonly lastSeen: readonly (readonly [userId: string, at: number])[];
      readonly conversations: readonly StoredConversation[];
    }
  /** Everything of the user leaves the state. */
  | { readonly type: '[RTM Session] Closed' }
  | { readonly type: '[RTM Session] Tab Role Changed'; readonly tab: TabRole }
  | { readonly type: '[RTM Session] Storage Changed'; readonly storage: 'durable' | 'memory' }
  | { readonly type: '[RTM Session] Connection Changed'; readonly connection: ChatConnection }

  // Conversations.
  | { readonly type: '[RTM Conversation] Opened'; readonly key: ConversationKey }
  | { readonly type: '[RTM Conversation] Closed'; readonly key: ConversationKey }
  | {
      readonly type: '[RTM Conversation] Preferences Changed';
      readonly key: ConversationKey;
      readonly changes: Partial<Pick<StoredConversation, 'isMuted' | 'isPlainText'>>;
    }
  | {
      /** Also resets the mark "unread". */
      readonly type: '[RTM Conversation] Read';
      readonly key: ConversationKey;
      /** Never moves back: an older one than the present one is ignored. */
      readonly marker: Marker;
    }
  | {
      readonly type: '[RTM Conversation] Marked Unread';
      readonly key: ConversationKey;
      /** The last message that counts as read; `null` for none. Moves back. */
      readonly marker: Marker | null;
    }
  | {
      readonly type: '[RTM Conversation] Draft Changed';
      readonly key: ConversationKey;
      /** `text`, `note`, `edit:<id>`, `thread:<id>`. */
      readonly kind: string;
      /** Empty: no draft any more. */
      readonly text: string;
    }

  // Messages.
  | {
      readonly type: '[RTM Messages] Arrived';
      readonly key: ConversationKey;
      readonly records: readonly ChatRecord[];
      readonly source: RecordSource;
    }
  | {
      readonly type: '[RTM Messages] History Requested';
      readonly key: ConversationKey;
    }
  | {
      readonly type: '[RTM Messages] History Loaded';
      readonly key: ConversationKey;
      readonly hasOlder: boolean;
    }
  | {
      readonly type: '[RTM Messages] History Failed';
      readonly key: ConversationKey;
      readonly error: ChatError;
    }
  /** A gap was found, or has another extent or status now. */
  | { readonly type: '[RTM Messages] Gap Found'; readonly key: ConversationKey; readonly gap: Gap }
  | {
      readonly type: '[RTM Messages] Gap Closed';
      readonly key: ConversationKey;
      readonly id: string;
    }

  // The outbox.
  | {
      /**
       * An own message waits, is under way or has failed. New ones come at the end. Changes (edits, deletes, reactions, pins) are
       * sent through the outbox too; they show at once as {@link ChatRecord}s and have no message here.
       */
      readonly type: '[RTM Outbox] Message Changed';
      readonly key: ConversationKey;
      readonly message: ChatMessage;
    }
  | {
      /** The backend has taken it: `Messages Arrived` with its record comes right before this. */
      readonly type: '[RTM Outbox] Message Sent';
      readonly key: ConversationKey;
      readonly id: MessageId;
      /** What the backend said of the peer, `null` for a channel. */
      readonly delivery: 'delivered' | 'stored' | 'missed' | null;
    }
  | {
      readonly type: '[RTM Outbox] Message Cancelled';
      readonly key: ConversationKey;
      readonly id: MessageId;
    }
  /** A change of a message could not be sent: what it changed has to be taken back. */
  | {
      readonly type: '[RTM Outbox] Change Failed';
      readonly key: ConversationKey;
      readonly id: MessageId;
      readonly error: ChatError;
    }

  // Others.
  | {
      readonly type: '[RTM Others] Receipt Arrived';
      readonly key: ConversationKey;
      readonly userId: string;
      readonly delivered: readonly Position[];
      readonly read: readonly Position[];
    }
  | {
      readonly type: '[RTM Others] Typing Changed';
      readonly key: ConversationKey;
      readonly userIds: readonly string[];
    }
  | {
      readonly type: '[RTM Others] Members Changed';
      readonly key: ConversationKey;
      readonly members: readonly string[];
    }
  | {
      readonly type: '[RTM Others] Members Came Or Went';
      readonly key: ConversationKey;
      readonly id: string;
      readonly at: number;
      readonly joined: readonly string[];
      readonly left: readonly string[];
    }
  | {
      readonly type: '[RTM Others] Membership Changed';
      readonly key: ConversationKey;
      readonly membership: Membership;
    }
  | {
      readonly type: '[RTM Others] Presence Changed';
      readonly presence: readonly (readonly [userId: string, presence: Presence])[];
    }
  | { readonly type: '[RTM Others] Blocked Changed'; readonly blocked: readonly string[] }
  | { readonly type: '[RTM Others] Saved Changed'; readonly saved: readonly SavedMessage[] };
