import type { MessageId } from './content';
import type { OutboxItem } from './outbox-item';

/** What the outbox knows of an item beside what is kept of it. */
export interface OutboxEntry {
  readonly id: MessageId;
  /** As it is kept; the status is the one that is shown. */
  item: OutboxItem;
  /** Whether any attempt may have reached the backend: then its number is taken for good. */
  mayHaveArrived: boolean;
  /** Whether an attempt is being made, from before the storage knows of it until its outcome is kept. */
  isUnderWay: boolean;
  /** Done when the backend has taken the item, by whichever attempt; else `null`. */
  taken: Promise<void> | null;
  /** Ends the wait for the answer to the attempt that is under way, as if it had come. */
  stopWaiting: (() => void) | null;
  /** Whether it has left the outbox: cancelled, or taken. */
  isGone: boolean;
  /** Somebody wants it cancelled, and is told what came of it. */
  cancelling: Cancelling | null;
  /** Failures since it was written, or tried again by hand. */
  failures: Failures;
}

/** Somebody who waits to hear whether an item was cancelled. */
export interface Cancelling {
  readonly promise: Promise<boolean>;
  readonly resolve: (isCancelled: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** How often something went wrong with an item. */
export interface Failures {
  /** Attempts that ended without an answer, or with trouble of the backend's, while there was a connection. */
  readonly repeats: number;
  /** Attempts that ended without success for any reason but that there was no connection. */
  readonly total: number;
  /** Attempts that did not come about, since the backend or the connection was not ready. */
  readonly waits: number;
  /** Times in a row that the storage could not keep that an attempt begins. */
  readonly storage: number;
}

export const NO_FAILURES: Failures = { repeats: 0, total: 0, waits: 0, storage: 0 };

/** The entry of an item as it was found in the storage. */
export function outboxEntry(item: OutboxItem): OutboxEntry {
  return {
    id: item.id,
    // One that a crash left `sending` is not under way any more, and waits for its next attempt.
    item: item.status === 'sending' ? { ...item, status: 'queued' } : item,
    // A number is given back where it is certain that no attempt arrived. So one that has a number may have arrived.
    mayHaveArrived: item.status === 'sending' || item.n !== null,
    isUnderWay: false,
    taken: null,
    stopWaiting: null,
    isGone: false,
    cancelling: null,
    failures: NO_FAILURES,
  };
}

/** Begins a wait for the end of an item. */
export function cancelling(): Cancelling {
  let resolve!: Cancelling['resolve'];
  let reject!: Cancelling['reject'];
  const promise = new Promise<boolean>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
