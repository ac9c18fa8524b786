import type { ChannelReceipt, PeerReceipt, RtmMessage } from 'ngx-agora-rtm/client';
import type { StoredError } from './stored-error';

/** What a message says: its text, or how many bytes it has where it is no text. */
export type MessageContent = string | { readonly bytes: number };

/**
 * How far a message has come.
 *
 * | status | meaning |
 * |---|---|
 * | `received` | Somebody else's. |
 * | `sending` | The user's own, on its way. |
 * | `sent` | The user's own, taken by the backend. |
 * | `unconfirmed` | The user's own; the answer got lost, so it may or may not have been taken. |
 * | `failed` | The user's own; it was not taken. |
 */
export type MessageStatus = 'received' | 'sending' | 'sent' | 'unconfirmed' | 'failed';

/** What became of a message to a peer: it reached them, is kept for them, or neither. */
export type PeerDelivery = 'delivered' | 'stored' | 'missed';

/** A message in the state. */
export interface ConversationMessage {
  /** Made here, to tell rows apart; means nothing to anybody else. */
  readonly id: string;
  /** User id of the sender. */
  readonly from: string;
  /** Whether the logged-in user is the sender. */
  readonly own: boolean;
  readonly content: MessageContent;
  /** Milliseconds since the epoch: server clock, or local clock as long as the backend has not taken the message. */
  readonly sentAt: number;
  readonly status: MessageStatus;
  /** Why the status is `failed` or `unconfirmed`, else `null`. */
  readonly error: StoredError | null;
  /** For own messages to a peer that are `sent`, else `null`. */
  readonly delivery: PeerDelivery | null;
  /** Whether the backend has sent the message to us. An own one still awaits its echo, if the backend echoes. */
  readonly seen: boolean;
}

/** A row id. Unlike `crypto.randomUUID` this also works on pages that are not served securely. */
export function newMessageId(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** A message as it came from the backend, made fit for the state. */
export function fromBackend(message: RtmMessage): ConversationMessage {
  const { payload, from, own, sentAt } = message;
  return {
    id: newMessageId(),
    from,
    own,
    content: typeof payload === 'string' ? payload : { bytes: payload.byteLength },
    sentAt,
    status: own ? 'sent' : 'received',
    error: null,
    delivery: null,
    seen: true,
  };
}

/** What a receipt says about the delivery; `null` for a channel, where nobody tells. */
export function deliveryOf(receipt: PeerReceipt | ChannelReceipt): PeerDelivery | null {
  if (!('hasPeerReceived' in receipt)) return null;
  if (receipt.hasPeerReceived) return 'delivered';
  return receipt.stored ? 'stored' : 'missed';
}
