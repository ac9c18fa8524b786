import type { ChatRecord, ConversationKey, Position } from 'ngx-agora-rtm/chat';

/**
 * What there is to do with a history:
 *
 * - `append`: messages come, each later than all others.
 * - `insert`: late ones, with a place among the last 500.
 * - `duplicate`: some that are there already, half of them among the last 500.
 * - `edit`, `reaction`: changes of messages, half of them among the last 500.
 * - `receipt`: somebody has read further.
 * - `prepend`: pages of older ones, as somebody scrolls up.
 */
export type Work = 'append' | 'insert' | 'duplicate' | 'edit' | 'reaction' | 'receipt' | 'prepend';

/** Says how far somebody has read. */
export interface Receipt {
  readonly key: ConversationKey;
  readonly userId: string;
  readonly read: readonly Position[];
}

/** A way to hold messages. */
export interface Way {
  readonly name: string;
  /** As tables call it. */
  readonly title: string;
  /** How many messages it is handed at a time. */
  readonly batch: number;
  /** What it can do. */
  readonly works: readonly Work[];
  open(): Holder;
}

/** Conversations that are held in some way. */
export interface Holder {
  /** Puts messages in place however it goes fastest. Not measured. */
  seed(records: readonly ChatRecord[]): void;
  /** Makes its own shape of messages that {@link take} will be handed. Not measured. */
  prepare?(records: readonly ChatRecord[]): void;
  take(batch: readonly ChatRecord[]): void;
  receive?(batch: readonly Receipt[]): void;
  prepend?(page: readonly ChatRecord[]): void;
  /** Messages in all. */
  count(): number;
  close?(): void;
}

/** Groups by conversation, as whoever hands over a batch has to. */
export function byConversation(records: readonly ChatRecord[]): Map<ConversationKey, ChatRecord[]> {
  const groups = new Map<ConversationKey, ChatRecord[]>();
  for (const record of records) {
    const group = groups.get(record.key);
    if (group === undefined) groups.set(record.key, [record]);
    else group.push(record);
  }
  return groups;
}
