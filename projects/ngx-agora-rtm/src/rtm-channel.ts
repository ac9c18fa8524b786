import { distinctUntilChanged, map, type Observable, switchMap, take } from 'rxjs';
import type {
  ChannelMessage,
  ChannelReceipt,
  HistoryPage,
  HistoryQuery,
  RtmClient,
  RtmPayload,
  SendOptions,
} from 'ngx-agora-rtm/client';
import type { MemberChange } from './channel-members';
import type { ChannelMembership, ChannelSession } from './channel-session';

/**
 * A channel, bound to its name for good. Get it from `RtmService.channel(...)`; making one costs nothing, and any number
 * for the same channel share one membership.
 *
 * Subscribing to `messages$`, `members$`, `memberCount$`, `memberChanges$` or `membership$` joins the channel as soon as
 * there is a connection. When the last subscriber has gone, the channel is left after a grace time.
 */
export class RtmChannel {
  readonly id: string;

  /** Every message from now on. Errors with an `RtmError` when the channel cannot be joined. */
  readonly messages$: Observable<ChannelMessage>;

  /** Replays who is in the channel: user ids, sorted, the logged-in user among them. Empty while not logged in. */
  readonly members$: Observable<readonly string[]>;

  /** Replays how many are in the channel. */
  readonly memberCount$: Observable<number>;

  /** Who comes and goes from now on. */
  readonly memberChanges$: Observable<MemberChange>;

  /** Replays how far the user is into the channel. */
  readonly membership$: Observable<ChannelMembership>;

  readonly #client: RtmClient;
  readonly #session$: Observable<ChannelSession>;

  /** @internal */
  constructor(client: RtmClient, id: string, session$: Observable<ChannelSession>) {
    this.id = id;
    this.#client = client;
    this.#session$ = session$;
    this.messages$ = session$.pipe(switchMap((session) => session.messages$));
    this.members$ = session$.pipe(switchMap((session) => session.members$));
    this.memberCount$ = this.members$.pipe(
      map((members) => members.length),
      distinctUntilChanged(),
    );
    this.memberChanges$ = session$.pipe(switchMap((session) => session.memberChanges$));
    this.membership$ = session$.pipe(switchMap((session) => session.membership$));
  }

  /**
   * Sends to this channel. It need not be joined.
   *
   * @throws RtmError whose `outcome` says whether the message may have been sent all the same.
   */
  send(payload: RtmPayload, options?: SendOptions): Promise<ChannelReceipt> {
    return this.#client.sendToChannel(this.id, payload, options);
  }

  /** Reads messages that the backend has kept. @throws RtmError `unsupported` where it keeps none. */
  history(query?: HistoryQuery): Promise<HistoryPage> {
    return this.#client.history({ type: 'channel', id: this.id }, query);
  }

  /** Tries to join at once, after joining has failed. */
  joinAgain(): void {
    this.#session$.pipe(take(1)).subscribe((session) => session.joinAgain());
  }
}
