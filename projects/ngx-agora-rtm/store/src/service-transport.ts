import type { RtmChannel, RtmService } from 'ngx-agora-rtm';
import type { MembersEvent, OnlineStatus, RtmMessage, SendOptions } from 'ngx-agora-rtm/client';
import type { ChatTransport, ConversationRef } from 'ngx-agora-rtm/chat';
import {
  catchError,
  EMPTY,
  filter,
  firstValueFrom,
  map,
  merge,
  retry,
  Subject,
  Subscription,
  take,
} from 'rxjs';

/** What the chat core needs, as the service has it. */
export function serviceTransport(rtm: RtmService): ChatTransport {
  const channels = new JoinedChannels(rtm);
  const online = new WatchedUsers(rtm);
  return {
    capabilities: rtm.capabilities,
    appId: rtm.appId,
    connection$: rtm.connection$,
    messages$: merge(rtm.peerMessages$, channels.messages$),
    members$: channels.members$,
    onlineStatus: online,
    login: (userId, token) => rtm.login(userId, token),
    logout: () => rtm.logout(),
    send: (ref, payload, options?: SendOptions) =>
      ref.type === 'peer'
        ? rtm.sendToPeer(ref.id, payload, options)
        : rtm.sendToChannel(ref.id, payload, options),
    join: (channelId) => channels.join(channelId),
    leave: (channelId) => channels.leave(channelId),
    history: (ref: ConversationRef, query) =>
      ref.type === 'peer' ? rtm.peer(ref.id).history(query) : rtm.channel(ref.id).history(query),
  };
}

/** The service joins a channel for whoever subscribes to it, and again after each reconnect. */
class JoinedChannels {
  readonly #rtm: RtmService;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #messages = new Subject<RtmMessage>();
  readonly #members = new Subject<MembersEvent>();

  readonly messages$ = this.#messages.asObservable();
  readonly members$ = this.#members.asObservable();

  constructor(rtm: RtmService) {
    this.#rtm = rtm;
  }

  async join(channelId: string): Promise<void> {
    const channel = this.#rtm.channel(channelId);
    if (!this.#subscriptions.has(channelId)) {
      this.#subscriptions.set(channelId, this.#subscribe(channel));
    } else if ((await firstValueFrom(channel.membership$)).state === 'failed') {
      channel.joinAgain();
    }
    const { error } = await firstValueFrom(
      channel.membership$.pipe(filter(({ state }) => state === 'joined' || state === 'failed')),
    );
    if (error) throw error;
  }

  async leave(channelId: string): Promise<void> {
    this.#subscriptions.get(channelId)?.unsubscribe();
    this.#subscriptions.delete(channelId);
    return Promise.resolve();
  }

  #subscribe(channel: RtmChannel): Subscription {
    const subscription = new Subscription();
    const messages$ = channel.messages$.pipe(
      // The stream ends with an error when joining fails. The membership says that, and when it is worth listening again.
      retry({
        delay: () =>
          channel.membership$.pipe(
            filter(({ state }) => state === 'joined'),
            take(1),
          ),
      }),
    );
    subscription.add(messages$.subscribe((message) => this.#messages.next(message)));
    subscription.add(
      channel.members$
        .pipe(
          // Whoever has joined is a member: nobody there means that nothing is known yet.
          filter((members) => members.length > 0),
          map((members) => ({ type: 'snapshot', channelId: channel.id, members }) as const),
        )
        .subscribe((event) => this.#members.next(event)),
    );
    return subscription;
  }
}

/** The service watches a user for whoever subscribes. */
class WatchedUsers {
  readonly #rtm: RtmService;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #changes = new Subject<ReadonlyMap<string, OnlineStatus>>();

  readonly changes$ = this.#changes.asObservable();

  constructor(rtm: RtmService) {
    this.#rtm = rtm;
  }

  async watch(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) {
      if (this.#subscriptions.has(userId)) continue;
      const status$ = this.#rtm.peer(userId).online$.pipe(
        // A backend that cannot tell says nothing, and the status stays unknown.
        catchError(() => EMPTY),
      );
      this.#subscriptions.set(
        userId,
        status$.subscribe((status) => this.#changes.next(new Map([[userId, status]]))),
      );
    }
    return Promise.resolve();
  }

  async unwatch(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) {
      this.#subscriptions.get(userId)?.unsubscribe();
      this.#subscriptions.delete(userId);
    }
    return Promise.resolve();
  }
}
