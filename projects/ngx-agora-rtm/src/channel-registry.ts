import {
  filter,
  finalize,
  merge,
  Observable,
  of,
  ReplaySubject,
  share,
  takeUntil,
  timer,
} from 'rxjs';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { ChannelSession } from './channel-session';
import type { RtmOptions } from './rtm-options';

/**
 * The channels that somebody is subscribed to. All parts of a channel (messages, members, membership) share one session,
 * which begins with the first subscriber and ends a grace time after the last.
 */
export class ChannelRegistry {
  readonly #client: RtmClient;
  readonly #options: RtmOptions;
  readonly #loggedOut$: Observable<unknown>;
  readonly #destroyed$: Observable<void>;
  readonly #sessions = new Map<string, Observable<ChannelSession>>();

  /** @param destroyed$ Emits once, when all sessions shall end. */
  constructor(client: RtmClient, options: RtmOptions, destroyed$: Observable<void>) {
    this.#client = client;
    this.#options = options;
    this.#loggedOut$ = client.connection$.pipe(
      filter(({ state }) => state === 'disconnected' || state === 'failed'),
    );
    this.#destroyed$ = destroyed$;
  }

  /** The session of a channel: subscribing to it is what joins. */
  session(channelId: string): Observable<ChannelSession> {
    const known = this.#sessions.get(channelId);
    if (known) return known;
    const session$ = this.#share(channelId);
    this.#sessions.set(channelId, session$);
    return session$;
  }

  #share(channelId: string): Observable<ChannelSession> {
    let latest: ChannelSession | null = null;
    return new Observable<ChannelSession>((subscriber) => {
      const session = new ChannelSession(this.#client, channelId, this.#options);
      latest = session;
      subscriber.next(session);
      session.open();
      return () => session.close();
    }).pipe(
      takeUntil(this.#destroyed$),
      finalize(() => this.#sessions.delete(channelId)),
      share({
        connector: () => new ReplaySubject(1),
        // A failed stay is not worth keeping: whoever subscribes next shall try anew.
        // And none outlives the login: the next one may be somebody else's.
        resetOnRefCountZero: () =>
          latest?.hasFailed
            ? of(true)
            : merge(timer(this.#options.channelGraceMs), this.#loggedOut$, this.#destroyed$),
      }),
    );
  }
}
