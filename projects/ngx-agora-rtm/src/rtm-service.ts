import {
  DestroyRef,
  EnvironmentInjector,
  inject,
  Injectable,
  NgZone,
  runInInjectionContext,
  type Signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import {
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  filter,
  map,
  type Observable,
  retry,
  Subject,
  takeUntil,
  timer,
} from 'rxjs';
import {
  assertChannelId,
  assertUserId,
  type AttributeOwner,
  type ChannelMessage,
  type ChannelReceipt,
  type Connection,
  type ConnectionState,
  type IncomingInvitation,
  type PeerMessage,
  type PeerReceipt,
  type RtmAttributes,
  type RtmCapabilities,
  RtmError,
  type RtmOperation,
  type RtmPayload,
  type SendOptions,
} from 'ngx-agora-rtm/client';
import { ChannelRegistry } from './channel-registry';
import { LoginProgress } from './login-progress';
import { LoginQueue } from './login-queue';
import { OnlineWatch } from './online-watch';
import { retryDelay } from './retry-delay';
import { RtmChannel } from './rtm-channel';
import {
  RTM_CLIENT_FACTORY,
  RTM_OPTIONS,
  RTM_TOKEN_PROVIDER,
  type RtmTokenProvider,
} from './rtm-options';
import { RtmPeer } from './rtm-peer';
import { TokenSource } from './token-source';
import { ZonedClient } from './zoned-client';

/**
 * Agora RTM for Angular: who is connected, what arrives, and what to send. Nothing happens before {@link login}; the SDK
 * is not even loaded.
 *
 * @example
 * export class Chat {
 *   readonly rtm = inject(RtmService);
 *   readonly greetings = toSignal(this.rtm.channelMessages('lobby'));
 *   async start() {
 *     await this.rtm.login('alice');
 *     await this.rtm.sendToPeer('bob', 'Hello');
 *   }
 * }
 */
@Injectable({ providedIn: 'root' })
export class RtmService {
  readonly #options = inject(RTM_OPTIONS);
  readonly #client = new ZonedClient(inject(RTM_CLIENT_FACTORY)(), inject(NgZone));
  readonly #tokens = new TokenSource(
    inContext(inject(RTM_TOKEN_PROVIDER), inject(EnvironmentInjector)),
    this.#options.tokenTimeoutMs,
  );
  readonly #destroyed = new Subject<void>();
  readonly #channels = new ChannelRegistry(this.#client, this.#options, this.#destroyed);
  readonly #onlineWatch = new OnlineWatch(this.#client, this.#options, this.#destroyed);
  readonly #progress = new LoginProgress(this.#client.connection$);

  /**
   * Replays the connection: its state, why it is in it, and since when. A login that is tried again stays `connecting`
   * from the first attempt to the last, with the reason why the latest one failed.
   */
  readonly connection$: Observable<Connection> = this.#progress.connection$;

  /** The latest connection. */
  readonly connection: Signal<Connection> = toSignal(this.connection$, { requireSync: true });

  /** Replays the connection state. */
  readonly connectionState$: Observable<ConnectionState> = this.connection$.pipe(
    map(({ state }) => state),
    distinctUntilChanged(),
  );

  /** The latest connection state. */
  readonly connectionState: Signal<ConnectionState> = toSignal(this.connectionState$, {
    requireSync: true,
  });

  readonly #logins = new LoginQueue(this.#client, this.#tokens, this.#options, this.#progress);

  /** Replays who is logged in, `null` while nobody is. Stays the same through an interruption of the network. */
  readonly userId$: Observable<string | null> = this.connection$.pipe(
    map(({ state }) => (isSession(state) ? this.#logins.userId : null)),
    distinctUntilChanged(),
  );

  /** Who is logged in. */
  readonly userId: Signal<string | null> = toSignal(this.userId$, { requireSync: true });

  /** Every message that another user has sent to the logged-in user, from now on. */
  readonly peerMessages$: Observable<PeerMessage> = this.#client.messages$.pipe(
    filter((message): message is PeerMessage => message.type === 'peer'),
  );

  /** Every invitation to a call that arrives. Completes at once where the backend has none. */
  readonly invitations$: Observable<IncomingInvitation> = this.#client.invitations.incoming$;

  /**
   * Emits when the token is about to expire. Only of interest without a token provider: call {@link renewToken} then.
   */
  readonly tokenWillExpire$: Observable<void> = this.#client.tokenWillExpire$;

  /** The App ID that the client was made for. */
  readonly appId: string = this.#client.appId;

  /** What the backend can do. */
  readonly capabilities: RtmCapabilities = this.#client.capabilities;

  constructor() {
    this.tokenWillExpire$
      .pipe(
        exhaustMap(() => this.#renewFromProvider()),
        takeUntil(this.#destroyed),
      )
      .subscribe();
    inject(DestroyRef).onDestroy(() => this.#destroy());
  }

  /**
   * Logs in. Resolves when connected. The last intent wins: a `logout()`, or a login as another user, cancels a login
   * that is under way. A second call for the same user is the same login. What fails for the moment, such as a backend
   * that does not answer, is tried again (see `RtmOptions.loginRetries`) before it rejects.
   *
   * @param token A token from your own server, or `null` for none. Left out, the token provider is asked.
   * @throws RtmError that tells why, `cancelled` among others.
   */
  login(userId: string, token?: string | null): Promise<void> {
    return this.#logins.login(userId, token);
  }

  /** Logs out. Resolves also when nobody is logged in. Channels that are subscribed to are joined again at the next login. */
  logout(): Promise<void> {
    return this.#logins.logout();
  }

  /** Puts a new token in the place of the one in use. */
  renewToken(token: string): Promise<void> {
    return this.#client.renewToken(token);
  }

  /** Sends to one user. See {@link RtmPeer.send}. */
  sendToPeer(userId: string, payload: RtmPayload, options?: SendOptions): Promise<PeerReceipt> {
    return this.#client.sendToPeer(userId, payload, options);
  }

  /** Sends to a channel. See {@link RtmChannel.send}. */
  sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options?: SendOptions,
  ): Promise<ChannelReceipt> {
    return this.#client.sendToChannel(channelId, payload, options);
  }

  /** How many users are in each of some channels, which need not be joined. */
  memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#client.memberCounts(channelIds);
  }

  /**
   * Reads the attributes of the logged-in user: some, or all. For those of others see {@link RtmPeer.attributes}.
   *
   * @throws RtmError `unsupported` where there are none.
   */
  async attributes(names?: readonly string[]): Promise<RtmAttributes> {
    return this.#client.attributes.get(this.#owner('get-attributes'), names);
  }

  /**
   * Adds attributes to the logged-in user, or gives those that exist new values.
   *
   * @throws RtmError `limit-exceeded` for too much, `unsupported` where there are no attributes.
   */
  async setAttributes(values: Readonly<Record<string, string>>): Promise<void> {
    const owner = this.#owner('set-attributes');
    await this.#client.attributes.set(owner, new Map(Object.entries(values)));
  }

  /** Removes attributes from the logged-in user: some, whether they exist or not, or all. */
  async removeAttributes(names?: readonly string[]): Promise<void> {
    await this.#client.attributes.remove(this.#owner('remove-attributes'), names);
  }

  /** The messages of one user from now on. */
  peerMessages(userId: string): Observable<PeerMessage> {
    return defer(() => this.peer(userId).messages$);
  }

  /**
   * The messages of a channel. Subscribing joins it, and the last one to unsubscribe leaves it after a grace time.
   * See {@link RtmChannel.messages$}.
   */
  channelMessages(channelId: string): Observable<ChannelMessage> {
    return defer(() => this.channel(channelId).messages$);
  }

  /** Another user, to write to and to hear from. @throws RtmError `invalid-user-id`. */
  peer(userId: string): RtmPeer {
    assertUserId(userId, this.capabilities.userIds, 'send-to-peer');
    const online$ = defer(() => this.#onlineWatch.status(userId));
    return new RtmPeer(this.#client, userId, this.peerMessages$, online$);
  }

  /** A channel, to write to and to hear from. @throws RtmError `invalid-channel-id`. */
  channel(channelId: string): RtmChannel {
    assertChannelId(channelId, this.capabilities.channelIds, 'join');
    const session$ = defer(() => this.#channels.session(channelId));
    return new RtmChannel(this.#client, channelId, session$);
  }

  #owner(operation: RtmOperation): AttributeOwner {
    const id = this.userId();
    if (id !== null) return { type: 'user', id };
    throw new RtmError({ code: 'not-logged-in', operation, message: 'Nobody is logged in' });
  }

  #renewFromProvider(): Observable<void> {
    return defer(async () => {
      const userId = this.userId();
      const token = userId === null ? null : await this.#tokens.token(userId);
      if (token !== null) await this.#client.renewToken(token);
    }).pipe(
      retry({
        count: this.#options.retries,
        delay: (_, attempt) => timer(retryDelay(this.#options, attempt)),
      }),
      // When the token runs out after all, the connection says so: `failed`, `token-expired`.
      catchError(() => EMPTY),
    );
  }

  #destroy(): void {
    this.#destroyed.next();
    this.#destroyed.complete();
    this.#logins.close();
    // The injector is gone: nobody is left to act on an error.
    this.#client.destroy().catch(() => undefined);
  }
}

/** Whether somebody is logged in, though perhaps cut off for the moment. */
function isSession(state: ConnectionState): boolean {
  return state === 'connected' || state === 'reconnecting' || state === 'suspended';
}

/** A provider that may call `inject()`. */
function inContext(provider: RtmTokenProvider, injector: EnvironmentInjector): RtmTokenProvider {
  return (userId) => runInInjectionContext(injector, () => provider(userId));
}
