import type { RtmErrorCode } from 'ngx-agora-rtm/client';
import type { ChangeContent, MessageContent, MessageId } from './content';

/** An error as the state holds it: plain data, without its cause. */
export interface ChatError {
  readonly code: RtmErrorCode | 'storage';
  /** What happened and what to do, in English. */
  readonly message: string;
  /** Whether the same can succeed later without being changed. */
  readonly retryable: boolean;
}

/**
 * How far a message has come by itself. Whether an own one was delivered and read is not kept with it, but told by the
 * receipts of its conversation: see `deliveryOf`.
 *
 * | status | meaning |
 * |---|---|
 * | `received` | Somebody else's. |
 * | `queued` | The user's own, kept safe, waiting for its turn or a connection. |
 * | `sending` | The user's own, on its way. |
 * | `sent` | The user's own, taken by the backend. |
 * | `failed` | The user's own, given up until it is retried or cancelled: see its error. |
 */
export type MessageStatus = 'received' | 'queued' | 'sending' | 'sent' | 'failed';

/** Who reacted, with what. */
export interface Reaction {
  readonly emoji: string;
  readonly from: string;
  /** Whether the reaction stands. One that was taken back is kept, so that a late copy of it does not bring it back. */
  readonly on: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Place of the change in its stream: the latest counts. */
  readonly n: number;
}

/** When an own text was changed last, and which change it was. */
export interface Edited {
  readonly at: number;
  readonly n: number;
}

/** A change of a message, as it is kept with what it changed. */
export interface AppliedChange {
  readonly id: MessageId;
  readonly from: string;
  readonly at: number;
  readonly isTimed: boolean;
  readonly stream: string | null;
  readonly n: number | null;
  readonly content: ChangeContent;
  /** Whether the backend has it. An own one that still waits to be sent can fail, and is then taken back. */
  readonly isCertain: boolean;
}

/**
 * What has changed a message: of each stream the latest change of each kind, and those that may still fail. What the message
 * shows follows from them, whatever the order in which they came.
 */
export interface ChangeLog {
  /** What is shown when the edits that may still fail have failed. */
  readonly original: MessageContent;
  readonly changes: readonly AppliedChange[];
}

/** A message in a timeline. */
export interface ChatMessage {
  readonly type: 'message';
  readonly id: MessageId;
  readonly from: string;
  readonly own: boolean;
  readonly at: number;
  readonly isTimed: boolean;
  readonly stream: string | null;
  readonly n: number | null;
  /** With the latest edit. */
  readonly content: MessageContent;
  readonly status: MessageStatus;
  /** Why the status is `failed`, else `null`. */
  readonly error: ChatError | null;
  /** `null` where it never was. */
  readonly edited: Edited | null;
  /** Whether its writer took it back. The content stays empty from then on. */
  readonly deleted: boolean;
  readonly reactions: readonly Reaction[];
  /**
   * What the backend said of the peer when it took an own message: it reached them, is kept for them, or neither. `null` in
   * channels, and for messages of others.
   */
  readonly delivery: 'delivered' | 'stored' | 'missed' | null;
  /** Why it looks as it does: kept by the reducers. Not there for a message that nothing has changed, or that is gone for good. */
  readonly changes?: ChangeLog;
}

/**
 * Why something is missing.
 *
 * | reason | meaning |
 * |---|---|
 * | `counter` | The sender's numbers have a hole: `from`, `first` and `last` say which. |
 * | `away` | The user was not connected, and the backend keeps no history: there may be messages from that time. |
 * | `history` | The backend's history has more than was loaded. It can be loaded. |
 */
export type GapReason = 'counter' | 'away' | 'history';

/** Where something is missing, or may be. */
export interface Gap {
  readonly type: 'gap';
  readonly id: string;
  readonly reason: GapReason;
  /** Whose messages are missing, `null` where that is not known. */
  readonly from: string | null;
  readonly stream: string | null;
  /** First and last missing number, both included; 0 where that is not known. */
  readonly first: number;
  readonly last: number;
  /** Where it stands: milliseconds since the epoch. A gap stands before a message of the same time. */
  readonly at: number;
  /** Since when something may be missing, for `away` and `history` (0 where that is not known); else equal to `at`. */
  readonly since: number;
  /** `searching`: still being repaired. `lost`: nobody has it any more. */
  readonly status: 'searching' | 'lost';
}

/** What a timeline shows: messages, and where messages are missing. */
export type TimelineEntry = ChatMessage | Gap;
