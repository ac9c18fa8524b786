import type {
  ChannelReceipt,
  Connection,
  HistoryPage,
  HistoryQuery,
  MembersEvent,
  OnlineStatusApi,
  PeerReceipt,
  RtmCapabilities,
  RtmMessage,
  RtmPayload,
  SendOptions,
} from 'ngx-agora-rtm/client';
import type { Observable } from 'rxjs';
import type { ConversationRef } from './conversation-ref';

/**
 * What the chat core needs of a logged-in client: the port, seen from above. The store makes one of the `RtmService`;
 * `clientTransport(client)` makes one of a bare `RtmClient`.
 *
 * A channel that was joined is joined again after each reconnect by whoever implements this, before `connection$` is heard
 * of by anybody who awaits {@link join} again: `join` of a joined channel resolves when it is joined in this connection.
 */
export interface ChatTransport {
  readonly capabilities: RtmCapabilities;
  /** The App ID: names the world that its user ids and channels belong to. */
  readonly appId: string;
  readonly connection$: Observable<Connection>;
  readonly messages$: Observable<RtmMessage>;
  readonly members$: Observable<MembersEvent>;
  readonly onlineStatus: Pick<OnlineStatusApi, 'changes$' | 'watch' | 'unwatch'>;

  /** @param token Left out: the application's token provider is asked. */
  login(userId: string, token?: string | null): Promise<void>;
  logout(): Promise<void>;
  send(
    ref: ConversationRef,
    payload: RtmPayload,
    options?: SendOptions,
  ): Promise<ChannelReceipt | PeerReceipt>;
  join(channelId: string): Promise<void>;
  leave(channelId: string): Promise<void>;
  history(ref: ConversationRef, query?: HistoryQuery): Promise<HistoryPage>;
}
