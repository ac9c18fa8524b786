import type { RtmError } from 'ngx-agora-rtm/client';
import type { Membership } from './chat-state';
import type { ConversationKey } from './conversation-ref';

/** One channel that somebody wants to be in, as the budget sees it. */
export interface ChannelStay {
  readonly key: ConversationKey;
  readonly channelId: string;
  /** Whether nobody has it open: it is joined to send one message, and left when that is done. */
  isGuest: boolean;
  /** The higher, the later it was looked at. */
  seen: number;
  /** What was told of it last; `null` before the first time. */
  membership: Membership | null;
  /** The join that counts; another one, or `null`, makes what an earlier one says void. */
  attempt: object | null;
  /** Failed joins in a row. */
  failures: number;
  /** Ends the wait for the next attempt to join. */
  stopRetry: () => void;
  /** Whether the transport was asked to join it in this login, and not to leave it since. */
  isAsked: boolean;
  /** Whether it was joined before the connection was lost: the transport joins it again by itself. */
  wasJoined: boolean;
  /** `null` until the first list of this stay. */
  members: readonly string[] | null;
  /** Who waits for it to be joined. */
  readonly waiting: Set<StayWaiter>;
  /** Who waits to know whether it will be joined. */
  readonly settling: Set<() => void>;
}

/** Somebody who waits for a channel to be joined. */
export interface StayWaiter {
  readonly resolve: () => void;
  readonly reject: (error: RtmError) => void;
}

/** A stay that has not begun. */
export function channelStay(
  key: ConversationKey,
  channelId: string,
  isGuest: boolean,
): ChannelStay {
  return {
    key,
    channelId,
    isGuest,
    seen: 0,
    membership: null,
    attempt: null,
    failures: 0,
    stopRetry: () => undefined,
    isAsked: false,
    wasJoined: false,
    members: null,
    waiting: new Set(),
    settling: new Set(),
  };
}
