import { distinctUntilChanged, map, type Observable, switchMap, take } from 'rxjs';
import type {
  ChannelMessage,
  ChannelReceipt,
  HistoryPage,
  HistoryQuery,
  MemberChange,
  RtmAttributes,
  RtmClient,
  RtmPayload,
  SendOptions,
} from 'ngx-agora-rtm/client';
import type { ChannelMembership, ChannelSession } from './channel-session';

/**
 * A channel, bound to its name for good. Get it from `RtmService.channel(...)`; making one costs nothing, and any number
 * for the same channel share one membership.
 *
 * Subscribing to `messages$`, `members$`, `memberCount$`, `memberChanges$`, `membership$` or `attributes$` joins the
 * channel as soon as there is a connection. When the last subscriber has gone, the channel is left after a grace time.
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

  /**
   * Replays the attributes of the channel, all of them whenever they change, and read anew after a reconnect. Errors with
   * an `RtmError` when the channel cannot be joined or they cannot be read, `unsupported` where there are none.
   */
  readonly attributes$: Observable<RtmAttributes>;

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
    this.attributes$ = session$.pipe(switchMap((session) => session.attributes$));
  }

  /**
   * Sends to this channel. It need not be joined where `capabilities.sendWithoutJoin` is true.
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

  /**
   * Adds attributes to this channel, or gives those that exist new values. It need not be joined.
   *
   * @throws RtmError `limit-exceeded` for too much, `unsupported` where there are no attributes.
   */
  setAttributes(values: Readonly<Record<string, string>>): Promise<void> {
    const owner = { type: 'channel', id: this.id } as const;
    return this.#client.attributes.set(owner, new Map(Object.entries(values)));
  }

  /** Removes attributes from this channel: some, whether they exist or not, or all. @throws RtmError as for setting. */
  removeAttributes(names?: readonly string[]): Promise<void> {
    return this.#client.attributes.remove({ type: 'channel', id: this.id }, names);
  }

  /** Tries to join at once, after joining has failed. */
  joinAgain(): void {
    this.#session$.pipe(take(1)).subscribe((session) => session.joinAgain());
  }
}
