import { filter, type Observable } from 'rxjs';
import type {
  HistoryPage,
  HistoryQuery,
  InvitationOptions,
  OnlineStatus,
  OutgoingInvitation,
  PeerMessage,
  PeerReceipt,
  RtmAttributes,
  RtmClient,
  RtmPayload,
  SendOptions,
} from 'ngx-agora-rtm/client';

/** Another user, bound to the user id for good. Get it from `RtmService.peer(...)`. */
export class RtmPeer {
  readonly id: string;

  /** Every message from this user from now on. */
  readonly messages$: Observable<PeerMessage>;

  /**
   * Replays whether this user is online, from the first answer on. The user is watched while anybody is subscribed, and
   * again after a reconnect. Errors with an `RtmError`, `unsupported` where the backend cannot tell.
   */
  readonly online$: Observable<OnlineStatus>;

  readonly #client: RtmClient;

  /** @internal */
  constructor(
    client: RtmClient,
    id: string,
    peerMessages$: Observable<PeerMessage>,
    online$: Observable<OnlineStatus>,
  ) {
    this.id = id;
    this.#client = client;
    this.online$ = online$;
    this.messages$ = peerMessages$.pipe(filter((message) => message.peerId === id));
  }

  /**
   * Sends to this user. An offline user is no error: the receipt says whether the message was received.
   *
   * @throws RtmError whose `outcome` says whether the message may have been sent all the same.
   */
  send(payload: RtmPayload, options?: SendOptions): Promise<PeerReceipt> {
    return this.#client.sendToPeer(this.id, payload, options);
  }

  /**
   * Reads messages from this user that the backend has kept; the own ones are in the peer's inbox, out of reach.
   *
   * @throws RtmError `unsupported` where the backend keeps none.
   */
  history(query?: HistoryQuery): Promise<HistoryPage> {
    return this.#client.history({ type: 'peer', id: this.id }, query);
  }

  /** Reads the attributes of this user: some, or all. @throws RtmError `unsupported` where there are none. */
  attributes(names?: readonly string[]): Promise<RtmAttributes> {
    return this.#client.attributes.get({ type: 'user', id: this.id }, names);
  }

  /**
   * Invites this user to a call. The `state$` of what comes back tells what becomes of it.
   *
   * @throws RtmError `unsupported` where there are no invitations.
   */
  invite(options?: InvitationOptions): Promise<OutgoingInvitation> {
    return this.#client.invitations.invite(this.id, options);
  }
}
