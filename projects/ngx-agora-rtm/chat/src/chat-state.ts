import type { ChatConnection } from './connection';
import type { AppliedChange, ChatError, ChatMessage } from './chat-message';
import type { Marker, SavedMessage } from './chat-storage';
import type { MessageId } from './content';
import type { ConversationKey, ConversationRef } from './conversation-ref';
import type { Timeline } from './timeline';

/** A user id as the key of an object: with a word before it, so that a user named `__proto__` is harmless. */
export type UserKey = `user:${string}`;

/** How far the user is into a channel. */
export interface Membership {
  /**
   * - `waiting`: wanted, but there is no connection.
   * - `joining`, `joined`, `failed`: as they say.
   * - `parked`: not joined because there are more channels than the backend allows. Unread counts are kept up from the
   *   history where there is one, and it is joined when it is looked at.
   */
  readonly state: 'waiting' | 'joining' | 'joined' | 'failed' | 'parked';
  readonly error: ChatError | null;
}

/** What is known of the messages from before the oldest one in the timeline. */
export interface HistoryState {
  readonly status: 'idle' | 'loading' | 'failed';
  /** Whether there may be older ones, in the cache or the backend's history. */
  readonly hasOlder: boolean;
  readonly error: ChatError | null;
}

/** How far the own messages have reached one other user: the highest number, by stream. */
export interface UserReceipt {
  readonly delivered: Readonly<Record<string, number>>;
  readonly read: Readonly<Record<string, number>>;
}

/** Members came or went while the user was in the channel. */
export interface Attendance {
  readonly id: string;
  /** Local clock, milliseconds since the epoch. */
  readonly at: number;
  readonly joined: readonly string[];
  readonly left: readonly string[];
  /** The message that was the last one at that time; `null` for none. Says where it belongs without comparing clocks. */
  readonly after: string | null;
}

/** A thread: the replies below one message. */
export interface Thread {
  readonly root: MessageId;
  readonly timeline: Timeline;
}

/** All there is to show of one conversation. */
export interface ConversationState {
  readonly key: ConversationKey;
  readonly ref: ConversationRef;
  /** What the backend has taken, and gaps. */
  readonly timeline: Timeline;
  /** Threads by `thread:<id of the root>`. */
  readonly threads: Readonly<Record<`thread:${string}`, Thread>>;
  /** Own messages that wait, are under way or have failed, in order. They are shown after the timeline. */
  readonly pending: readonly ChatMessage[];
  /** Messages of others after the marker. */
  readonly unread: number;
  /** Those of them that mention the user. */
  readonly mentions: number;
  /** Up to where the user has read; `null`: nothing yet. */
  readonly marker: Marker | null;
  /** Whether the user has marked it as unread by hand. */
  readonly isMarkedUnread: boolean;
  readonly isMuted: boolean;
  readonly isPlainText: boolean;
  readonly receipts: Readonly<Record<UserKey, UserReceipt>>;
  /** Who is writing: user ids. */
  readonly typing: readonly string[];
  /** User ids, sorted. Empty in a conversation with a peer. */
  readonly members: readonly string[];
  /** `null` in a conversation with a peer. */
  readonly membership: Membership | null;
  /** The latest comings and goings. */
  readonly attendance: readonly Attendance[];
  readonly history: HistoryState;
  /** Texts that are being written, by kind: `text`, `note`, `edit:<id>`, `thread:<id>`. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Pinned messages, the latest first. */
  readonly pins: readonly MessageId[];
  /** Message that is shown in a list of conversations: the last of the timeline or the pending ones. */
  readonly latest: ChatMessage | null;
  /** Milliseconds since the epoch of the latest message; 0 for none. */
  readonly activeAt: number;
  /**
   * Whether the user has opened it just now, so that what the cache and the history hold is its past and no news. Ends when the
   * connection does: what is fetched after that was missed.
   */
  readonly isNew: boolean;
  /** Changes of messages that are not here (yet), by target. At most `MAX_PENDING_CHANGES`. */
  readonly pendingChanges: readonly AppliedChange[];
  /** Own changes that may still fail. */
  readonly uncertainChanges: readonly UncertainChange[];
  /** Why `pins` is what it is: of each message and stream the latest change, and those that may still fail. */
  readonly pinChanges: readonly AppliedChange[];
}

/** An own change that waits to be sent or is on its way. */
export interface UncertainChange {
  readonly id: MessageId;
  /** The message that it changes. */
  readonly target: MessageId;
}

/**
 * Conversations, each in a slot of its own for as long as it is open: changing one of 1,000 copies an array, not an object
 * of 1,000 keys.
 */
export interface ConversationTable {
  readonly slots: Readonly<Partial<Record<ConversationKey, number>>>;
  readonly items: readonly (ConversationState | null)[];
  /** Slots, the one with the latest message first. */
  readonly recent: readonly number[];
}

/** Whether a user is there, as far as can be told. */
export interface Presence {
  /** `unknown` where no common channel and no online status tells. */
  readonly status: 'online' | 'unreachable' | 'offline' | 'unknown';
  /** When last heard of: milliseconds since the epoch, `null` for never. */
  readonly lastSeen: number | null;
}

/** Which of this browser's tabs has the connection. */
export type TabRole =
  /** Nobody has signed in in this tab. */
  | 'none'
  /** This one. */
  | 'leader'
  /** Another one, which sends and receives for this one too. */
  | 'follower';

/** The whole state of the chat. Plain data throughout. */
export interface ChatState {
  /** Whose conversations these are; `null`: nobody has signed in. Outlives the end of a connection. */
  readonly userId: string | null;
  readonly connection: ChatConnection;
  readonly tab: TabRole;
  /** `memory`: nothing is kept in this browser, so unsent messages are lost with the tab. Say so to the user. */
  readonly storage: 'durable' | 'memory';
  readonly conversations: ConversationTable;
  readonly presence: Readonly<Record<UserKey, Presence>>;
  /** User ids whose messages are not shown. */
  readonly blocked: readonly string[];
  readonly saved: readonly SavedMessage[];
}
