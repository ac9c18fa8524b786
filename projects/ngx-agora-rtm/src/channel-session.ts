import {
  BehaviorSubject,
  catchError,
  combineLatest,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  merge,
  type Observable,
  retry,
  startWith,
  Subject,
  Subscription,
  switchMap,
  tap,
  throwError,
  timer,
} from 'rxjs';
import {
  type ChannelMessage,
  type ConnectionState,
  memberChange,
  type MemberChange,
  type MembersEvent,
  nextMembers,
  type RtmAttributes,
  type RtmClient,
  RtmError,
} from 'ngx-agora-rtm/client';
import { channelAttributes } from './channel-attributes';
import { retryDelay } from './retry-delay';
import type { RtmOptions } from './rtm-options';

/** How far the user is into a channel. */
export interface ChannelMembership {
  /**
   * - `waiting`: wanted, but there is no connection.
   * - `joining`: asked for.
   * - `joined`: messages come in.
   * - `failed`: refused, or tried too often. Tried again after the next reconnect, and by `joinAgain()`.
   */
  readonly state: 'waiting' | 'joining' | 'joined' | 'failed';
  /** Why it failed, else `null`. */
  readonly error: RtmError | null;
}

const WAITING: ChannelMembership = { state: 'waiting', error: null };

/**
 * The user's stay in one channel, from the first subscriber to the last: joins while connected, joins again after each
 * reconnect, and leaves when closed.
 */
export class ChannelSession {
  readonly #client: RtmClient;
  readonly #channelId: string;
  readonly #options: RtmOptions;
  readonly #membership = new BehaviorSubject(WAITING);
  /** `null` until the first snapshot of this connection. */
  readonly #members = new BehaviorSubject<readonly string[] | null>(null);
  readonly #memberChanges = new Subject<MemberChange>();
  readonly #joinAgain = new Subject<void>();
  readonly #running = new Subscription();

  readonly membership$ = this.#membership.asObservable();
  readonly members$ = this.#members.pipe(map((members) => members ?? []));
  readonly memberChanges$ = this.#memberChanges.asObservable();
  /** The channel's messages. Errors when joining has failed. */
  readonly messages$: Observable<ChannelMessage>;
  /** The channel's attributes. Errors when joining has failed, or when they cannot be read. */
  readonly attributes$: Observable<RtmAttributes>;

  constructor(client: RtmClient, channelId: string, options: RtmOptions) {
    this.#client = client;
    this.#channelId = channelId;
    this.#options = options;
    const messages$ = client.messages$.pipe(
      filter((message): message is ChannelMessage => message.type === 'channel'),
      filter((message) => message.channelId === channelId),
    );
    const failure$ = this.#membership.pipe(
      switchMap(({ error }) => (error ? throwError(() => error) : EMPTY)),
    );
    this.messages$ = merge(messages$, failure$);
    this.attributes$ = channelAttributes(client, channelId, this.membership$, options);
  }

  /** Whether joining has failed. */
  get hasFailed(): boolean {
    return this.#membership.value.state === 'failed';
  }

  /** Starts: joins now if there is a connection, and whenever there is one again. */
  open(): void {
    const state$ = this.#client.connection$.pipe(
      map(({ state }) => state),
      distinctUntilChanged(),
    );
    const members$ = this.#client.members$.pipe(
      filter(({ channelId }) => channelId === this.#channelId),
    );
    this.#running.add(members$.subscribe((event) => this.#updateMembers(event)));
    this.#running.add(
      combineLatest([state$, this.#joinAgain.pipe(startWith(undefined))])
        .pipe(switchMap(([state]) => (state === 'connected' ? this.#join() : this.#wait(state))))
        .subscribe(),
    );
  }

  /** Tries to join at once, after joining has failed. */
  joinAgain(): void {
    this.#joinAgain.next();
  }

  /** Leaves the channel. */
  close(): void {
    this.#running.unsubscribe();
    this.#membership.complete();
    this.#members.complete();
    this.#memberChanges.complete();
    // Nobody is left to act on an error, and the client lets nothing of the channel through from here on.
    this.#client.leave(this.#channelId).catch(() => undefined);
  }

  #join(): Observable<void> {
    this.#membership.next({ state: 'joining', error: null });
    return defer(() => this.#client.join(this.#channelId)).pipe(
      retry({
        count: this.#options.retries,
        delay: (error: unknown, attempt) =>
          RtmError.from(error, 'join').retryable
            ? timer(retryDelay(this.#options, attempt))
            : throwError(() => error),
      }),
      tap(() => this.#membership.next({ state: 'joined', error: null })),
      catchError((error: unknown) => {
        this.#membership.next({ state: 'failed', error: RtmError.from(error, 'join') });
        return EMPTY;
      }),
    );
  }

  #wait(state: ConnectionState): Observable<never> {
    if (this.#membership.value !== WAITING) this.#membership.next(WAITING);
    // While reconnecting, the backend still counts the user in, so the list is the best that is known.
    if (state === 'disconnected' || state === 'failed') this.#members.next(null);
    return EMPTY;
  }

  #updateMembers(event: MembersEvent): void {
    const before = this.#members.value;
    const after = nextMembers(before ?? [], event);
    this.#members.next(after);
    // The first snapshot tells who is there, not who has come.
    const change = before && memberChange(before, after);
    if (change) this.#memberChanges.next(change);
  }
}
