import type { Observable } from 'rxjs';
import type { AttributesApi } from './attributes';
import type { RtmCapabilities } from './capabilities';
import type { Connection } from './connection';
import type { InvitationsApi } from './invitations';
import type {
  ChannelReceipt,
  HistoryPage,
  HistoryQuery,
  PeerReceipt,
  RtmMessage,
  RtmPayload,
  RtmTarget,
  SendOptions,
} from './message';
import type { OnlineStatusApi } from './online-status';

/** Who logs in, with what. */
export interface RtmCredentials {
  readonly userId: string;
  /** A token from your own server, or `null` where the backend asks for none (a project in testing mode). */
  readonly token: string | null;
}

/**
 * Who is in a channel changed.
 *
 * `snapshot` replaces all that was known before; `change` is relative to it.
 */
export type MembersEvent =
  | { readonly type: 'snapshot'; readonly channelId: string; readonly members: readonly string[] }
  | {
      readonly type: 'change';
      readonly channelId: string;
      readonly joined: readonly string[];
      /** Those who left, and those whom the backend has not heard of for too long. */
      readonly left: readonly string[];
    };

/**
 * The port: what any backend must do for this library. Adapters implement it; `ngx-agora-rtm/testing` has one in memory.
 *
 * Rules for every implementation:
 * - Each promise settles, and rejects with nothing but an `RtmError`.
 * - Arguments are checked before the network is asked.
 * - Streams are hot, never error, and complete with {@link destroy}; one that this backend has nothing for, at once.
 * - When `logout()` has resolved, no event of the ended session comes any more.
 */
export interface RtmClient {
  readonly capabilities: RtmCapabilities;

  /** The App ID: names the world that user ids and channels belong to. What is kept on a device is kept apart by it. */
  readonly appId: string;

  /** Replays the latest connection. */
  readonly connection$: Observable<Connection>;

  /** Every peer message, and every message of a joined channel, each once. */
  readonly messages$: Observable<RtmMessage>;

  /**
   * Comings and goings in joined channels. A `snapshot` follows each join, and each reconnect after which something may
   * have been missed.
   */
  readonly members$: Observable<MembersEvent>;

  /** Emits while connected, when the token is about to expire: call {@link renewToken} with a new one. */
  readonly tokenWillExpire$: Observable<void>;

  /** Texts kept with users and channels. */
  readonly attributes: AttributesApi;

  /** Who is online. */
  readonly onlineStatus: OnlineStatusApi;

  /** Invitations to calls. */
  readonly invitations: InvitationsApi;

  /**
   * Connects as a user. Rejects with `timeout` when the backend does not answer (and then makes no further attempt),
   * with `cancelled` when a {@link logout} comes in between, with `already-logged-in` when not `disconnected` or `failed`.
   */
  login(credentials: RtmCredentials): Promise<void>;

  /** Ends the session, and a login that is under way. Resolves also when there is none. */
  logout(): Promise<void>;

  /** Puts a new token in the place of the one that is about to expire. */
  renewToken(token: string): Promise<void>;

  /** Sends to one user. An offline peer is no error: see {@link PeerReceipt.hasPeerReceived}. */
  sendToPeer(peerId: string, payload: RtmPayload, options?: SendOptions): Promise<PeerReceipt>;

  /**
   * Sends to a channel. It need not be joined where `capabilities.sendWithoutJoin` is true; elsewhere the message waits for
   * a {@link join} that is under way, and without one is rejected with `not-joined`.
   */
  sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options?: SendOptions,
  ): Promise<ChannelReceipt>;

  /**
   * Starts to receive from a channel. Resolves at once in a channel that is joined already, so it can be called again
   * after each reconnect to make sure. Rejects with `cancelled` when a {@link leave} comes in between, with
   * `channel-limit` in as many channels as `capabilities.maxChannels`.
   */
  join(channelId: string): Promise<void>;

  /** Stops to receive from a channel: nothing of it arrives after the call. Resolves also when not joined. */
  leave(channelId: string): Promise<void>;

  /**
   * How many users are in each of some channels, which need not be joined. An unknown channel has none. Many channels
   * may take their time, since backends limit how often they can be asked.
   */
  memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>>;

  /**
   * Reads what the backend has kept. Of a peer, that is what the peer has sent: on SDK 2.x nobody reads another user's
   * inbox, where the own messages lie. Rejects with `unsupported` where `capabilities.history` is false.
   */
  history(target: RtmTarget, query?: HistoryQuery): Promise<HistoryPage>;

  /** Logs out and releases everything. The client cannot be used afterwards. */
  destroy(): Promise<void>;
}

/** Makes a client. What `provideRtm` takes, and what an adapter such as `agoraV2(...)` returns. */
export type RtmClientFactory = () => RtmClient;
