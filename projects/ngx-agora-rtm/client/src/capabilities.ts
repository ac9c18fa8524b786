import type { AttributeLimits } from './attributes';
import type { InvitationLimits } from './invitations';
import type { NameRules } from './names';
import type { OnlineStatusLimits } from './online-status';

/**
 * What a backend can do. The layers above ask here, and never which backend it is.
 *
 * | | Agora SDK 2.x | Agora SDK 1.x |
 * |---|---|---|
 * | `channelEcho`, `customTypes`, `sendWithoutJoin` | true | false |
 * | `history`, `attributes` | where the options say so | no history; attributes |
 * | `onlineStatus`, `invitations` | null | there |
 * | `maxChannels` | 50 | 20 |
 * | `sendRate` | 60 in 1 s | 180 in 3 s |
 */
export interface RtmCapabilities {
  /**
   * Whether a channel member gets its own messages back from the channel. Where not, a send that resolves is all that is
   * heard of an own message: show it from there.
   */
  readonly channelEcho: boolean;
  /**
   * Whether the receiver finds `SendOptions.customType` in the message. Where not, it is dropped, and every message has
   * `null` there.
   */
  readonly customTypes: boolean;
  /**
   * Whether a channel can be sent to without being in it, as on SDK 2.x. Where not, such a message is rejected with
   * `not-joined`: to join for it would show the user to the members.
   */
  readonly sendWithoutJoin: boolean;
  /** Whether messages are kept by the backend and can be read later. */
  readonly history: boolean;
  /** How many channels a client can be in at a time. */
  readonly maxChannels: number;
  /** Largest message in bytes of UTF-8. */
  readonly maxMessageBytes: number;
  /** How many messages a client may send in how many milliseconds. */
  readonly sendRate: { readonly messages: number; readonly perMs: number };
  /** What a user id must look like. */
  readonly userIds: NameRules;
  /** What a channel name must look like. */
  readonly channelIds: NameRules;
  /** How large the attributes of users and channels can be; `null` where there are none. */
  readonly attributes: AttributeLimits | null;
  /** For how many users at a time the online status can be had; `null` where it cannot. */
  readonly onlineStatus: OnlineStatusLimits | null;
  /** How large invitations can be; `null` where there are none. */
  readonly invitations: InvitationLimits | null;
}
