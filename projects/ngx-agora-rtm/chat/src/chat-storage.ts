import type { Gap } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { MessageId, Position } from './content';
import type { ConversationKey } from './conversation-ref';
import type { NewOutboxItem, OutboxItem } from './outbox-item';

/** What part of a conversation somebody has read: everything up to a message. The order of messages is the timeline's. */
export interface Marker {
  readonly id: MessageId;
  readonly at: number;
  readonly from: string;
  readonly n: number | null;
}

/** Which numbers of a stream have arrived: 1 or `since` to `upTo`, and single runs beyond. */
export interface StreamProgress {
  readonly from: string;
  readonly stream: string;
  /** The first number that was ever expected: what came before is not known to be missing. 0: all are. */
  readonly since: number;
  /** All from `since` to here have arrived, or are known to be gone. */
  readonly upTo: number;
  /** Arrived beyond a hole: sorted runs `[first, last]`, both included. */
  readonly beyond: readonly (readonly [first: number, last: number])[];
}

/** What is kept of a conversation beside its records. */
export interface StoredConversation {
  readonly key: ConversationKey;
  /** Whether it is in the user's list. */
  readonly isOpen: boolean;
  readonly marker: Marker | null;
  readonly isMarkedUnread: boolean;
  readonly isMuted: boolean;
  readonly isPlainText: boolean;
  /** Texts by kind: `text`, `note`, `edit:<id>`, `thread:<id>`. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly streams: readonly StreamProgress[];
  /**
   * Newest time up to which the backend's history was read without a break; where it has none, when the user was last there to
   * hear what is said. `null` before the first time.
   */
  readonly historyUpTo: number | null;
  /** How far others have received and read: by user, the highest of each stream. */
  readonly receipts: readonly StoredReceipt[];
  /** Milliseconds since the epoch of the latest message: orders the list at the start. */
  readonly activeAt: number;
  /** Where something is missing. Left out: nowhere. */
  readonly gaps?: readonly Gap[];
}

/** How far the own messages have reached one user. */
export interface StoredReceipt {
  readonly userId: string;
  readonly delivered: readonly Position[];
  readonly read: readonly Position[];
}

/** A message that the user keeps for later: a copy, so that it outlives the cache. */
export interface SavedMessage {
  readonly record: ChatRecord;
  readonly savedAt: number;
}

/** What belongs to the user rather than to one conversation. */
export interface StoredUser {
  readonly blocked: readonly string[];
  readonly saved: readonly SavedMessage[];
  /** When others were last seen: milliseconds since the epoch. At most 1,000 of them. */
  readonly lastSeen: readonly (readonly [userId: string, at: number])[];
}

/** Where a page of records ends: the order of records is (at, from, n, id). */
export interface RecordOrder {
  readonly at: number;
  readonly from: string;
  readonly n: number | null;
  readonly id: MessageId;
}

/**
 * What is kept for one user of one App ID in this browser. Tabs share it. Every promise settles; one that rejects does so with
 * an Error that says why, and has changed nothing.
 *
 * The outbox is strict: a promise that resolved is on disk. The rest is a cache: bounded, and the first to go when room gets
 * scarce. The outbox is never evicted.
 */
export interface ChatStorage {
  /** `memory` when the browser keeps nothing (private mode, full, blocked, broken): all is lost with the tab. */
  readonly kind: 'durable' | 'memory';
  /**
   * The stream of this installation: the same as long as the data lives. A UUID. Another one after {@link clear}, in any tab, and
   * once a storage that was `durable` is `memory`: ask after {@link beginAttempt}, whose number is one of it.
   */
  readonly stream: string;

  /** Keeps something to send, once for each id. */
  enqueue(item: NewOutboxItem): Promise<OutboxItem>;
  /**
   * What there is to send, in order.
   *
   * @param after Only what was written after the item of this order: no more is read then. Left out: all of it.
   */
  outbox(after?: number): Promise<readonly OutboxItem[]>;
  /**
   * Notes, before the network hears of it, that an item is being sent: status `sending`, one more attempt, and a number from
   * the stream of its conversation if it has none and is not plain. `null` when the item is not there any more.
   */
  beginAttempt(id: MessageId): Promise<OutboxItem | null>;
  /**
   * Notes that an attempt came to nothing.
   *
   * @param givesBackNumber Whether it is certain that no attempt has reached the backend. Its number is given back if it is
   * the latest one, so that the next message gets it.
   */
  endAttempt(
    id: MessageId,
    outcome: Pick<OutboxItem, 'status' | 'error'>,
    givesBackNumber: boolean,
  ): Promise<OutboxItem | null>;
  /** Takes an item out because the backend has it, and keeps the record in its place: both or neither. */
  settle(id: MessageId, record: ChatRecord): Promise<void>;
  /** Takes an item out for good, unless it is there no more or its status is `sending`. Says whether it did. */
  cancel(id: MessageId): Promise<boolean>;

  /** Keeps records; one that is there already is kept once, with the better time (see `ChatRecord.isTimed`). */
  append(records: readonly ChatRecord[]): Promise<void>;
  /** The latest records of a conversation before a place (or the end), oldest first. */
  readBefore(
    key: ConversationKey,
    before: RecordOrder | null,
    limit: number,
  ): Promise<readonly ChatRecord[]>;
  /** Own records of a stream in a conversation, by number, both included: to send again what somebody has missed. */
  readOwn(
    key: ConversationKey,
    stream: string,
    first: number,
    last: number,
  ): Promise<readonly ChatRecord[]>;
  /** Goes through all records, newest first within a conversation, in portions. For the search index. */
  scan(visit: (records: readonly ChatRecord[]) => void): Promise<void>;

  conversations(): Promise<readonly StoredConversation[]>;
  /** Keeps changes of a conversation, which comes to be if it is new. */
  patchConversation(key: ConversationKey, changes: Partial<StoredConversation>): Promise<void>;
  user(): Promise<StoredUser>;
  patchUser(changes: Partial<StoredUser>): Promise<void>;

  /** Resolves when everything that was asked for before is kept. */
  flush(): Promise<void>;
  /** Forgets a conversation's records. What waits to be sent stays. */
  forget(key: ConversationKey): Promise<void>;
  /** Forgets everything, what waits to be sent too. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
