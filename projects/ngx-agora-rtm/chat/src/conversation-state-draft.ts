import type { AppliedChange, ChatMessage } from './chat-message';
import type { ConversationState, UncertainChange } from './chat-state';
import type { Marker } from './chat-storage';
import type { MessageId } from './content';
import { countUnread, isUnread, mentions, type Reader } from './conversation-state-unread';
import { threadOf, ThreadsDraft } from './conversation-state-threads';
import type { PendingChanges } from './pending-changes';
import type { Chunk } from './timeline';
import { TimelineDraft } from './timeline-draft';
import { markerAt } from './timeline-order';

/** Where a message stands, so that it can be replaced. */
export type Found =
  | { readonly message: ChatMessage; readonly in: TimelineDraft }
  | { readonly message: ChatMessage; readonly in: 'pending' };

/**
 * The next version of a conversation while it is made: its messages, and what follows from them. Counts what is unread as it
 * goes, so that nothing has to be gone through again.
 */
export class ConversationDraft {
  readonly base: ConversationState;
  readonly reader: Reader;
  readonly timeline: TimelineDraft;
  readonly threads: ThreadsDraft;
  pending: readonly ChatMessage[];
  pendingChanges: PendingChanges;
  uncertainChanges: readonly UncertainChange[];
  pinChanges: readonly AppliedChange[];
  pins: readonly MessageId[];
  #marker: Marker | null;
  #unread: number;
  #mentions: number;
  #mustCount = false;

  constructor(base: ConversationState, reader: Reader) {
    this.base = base;
    this.reader = reader;
    this.timeline = new TimelineDraft(base.timeline);
    this.threads = new ThreadsDraft(base.threads);
    this.pending = base.pending;
    this.pendingChanges = base.pendingChanges;
    this.uncertainChanges = base.uncertainChanges;
    this.pinChanges = base.pinChanges;
    this.pins = base.pins;
    this.#marker = base.marker;
    this.#unread = base.unread;
    this.#mentions = base.mentions;
  }

  get marker(): Marker | null {
    return this.#marker;
  }

  /** Moves the marker, in whatever direction. */
  moveMarker(marker: Marker | null): void {
    this.#marker = marker;
    this.#mustCount = true;
  }

  /** The conversation's own timeline, or that of a thread. */
  timelineFor(root: MessageId | undefined): TimelineDraft {
    return root === undefined ? this.timeline : this.threads.of(root);
  }

  /** The message of an id: in the conversation, a thread or among those that wait. */
  find(id: MessageId): Found | undefined {
    const message = this.timeline.find(id);
    if (message) return { message, in: this.timeline };
    const threaded = this.threads.having(id);
    if (threaded) return { message: threaded.message, in: threaded.draft };
    const waiting = this.pending.find((each) => each.id === id);
    return waiting && { message: waiting, in: 'pending' };
  }

  add(message: ChatMessage): void {
    this.timelineFor(threadOf(message.content)).add(message);
    this.#count(message, 1);
    this.#followMarker(message);
  }

  replace({ message, in: where }: Found, next: ChatMessage): void {
    if (where === 'pending') {
      this.pending = this.pending.map((each) => (each === message ? next : each));
      return;
    }
    where.replace(message, next);
    this.#count(message, -1);
    this.#count(next, 1);
    if (next.at !== message.at) this.#followMarker(next);
  }

  /** The very same conversation if nothing has changed. */
  finish(): ConversationState {
    const { base, pending, pendingChanges, uncertainChanges, pinChanges, pins } = this;
    const timeline = this.timeline.finish();
    const threads = this.threads.finish();
    if (this.#mustCount) this.#countAnew();
    const marker = this.#marker;
    const unread = this.#unread;
    const mentioned = this.#mentions;
    if (
      timeline === base.timeline &&
      threads === base.threads &&
      pending === base.pending &&
      pendingChanges === base.pendingChanges &&
      uncertainChanges === base.uncertainChanges &&
      pinChanges === base.pinChanges &&
      pins === base.pins &&
      marker === base.marker &&
      unread === base.unread &&
      mentioned === base.mentions
    ) {
      return base;
    }
    const latest = pending.at(-1) ?? this.timeline.latest;
    return {
      ...base,
      timeline,
      threads,
      pending,
      unread,
      mentions: mentioned,
      marker,
      pins,
      latest,
      // As long as no message is here, the time that was kept counts.
      activeAt: latest?.at ?? base.activeAt,
      pendingChanges,
      uncertainChanges,
      pinChanges,
    };
  }

  #count(message: ChatMessage, by: 1 | -1): void {
    if (!isUnread(message, this.#marker, this.reader)) return;
    this.#unread += by;
    if (mentions(message, this.reader)) this.#mentions += by;
  }

  /** The time of a marker is that of a copy. Where its message is known with another one, that is where it stands. */
  #followMarker(message: ChatMessage): void {
    const marker = this.#marker;
    if (marker?.id !== message.id || marker.from !== message.from) return;
    if (marker.at !== message.at || marker.n !== message.n) this.moveMarker(markerAt(message));
  }

  #countAnew(): void {
    const { unread, mentions: mentioned } = countUnread(
      this.#allChunks(),
      this.#marker,
      this.reader,
    );
    this.#unread = unread;
    this.#mentions = mentioned;
  }

  *#allChunks(): Iterable<readonly Chunk[]> {
    yield this.timeline.chunks;
    for (const thread of this.threads.all()) yield thread.chunks;
  }
}
