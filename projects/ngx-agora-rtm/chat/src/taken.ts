import type { ChannelReceipt, PeerReceipt } from 'ngx-agora-rtm/client';
import type { ChatMessage } from './chat-message';

/** How the backend took a message. */
export interface Taken {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly delivery: ChatMessage['delivery'];
}

/** Before the first Agora service there was, and after all that a clock can be wrong by. */
const EARLIEST = Date.UTC(2015, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** What a receipt says. @param now Taken where the backend tells no time that makes sense. */
export function takenBy(receipt: ChannelReceipt | PeerReceipt, now: number): Taken {
  const at = sensibleTime(receipt.sentAt, now);
  if (!('hasPeerReceived' in receipt)) return { at, delivery: null };
  if (receipt.hasPeerReceived) return { at, delivery: 'delivered' };
  return { at, delivery: receipt.stored ? 'stored' : 'missed' };
}

/** A time, or another where it makes no sense. In milliseconds since the epoch. */
export function sensibleTime(at: number, otherwise: number): number {
  return Number.isSafeInteger(at) && at >= EARLIEST && at < LATEST ? at : otherwise;
}
