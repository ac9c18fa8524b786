import {
  defer,
  distinctUntilChanged,
  filter,
  map,
  merge,
  type Observable,
  of,
  retry,
  shareReplay,
  switchMap,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { type RtmAttributes, type RtmClient, RtmError, unsupported } from 'ngx-agora-rtm/client';
import type { ChannelMembership } from './channel-session';
import { retryDelay } from './retry-delay';
import type { RtmOptions } from './rtm-options';

/**
 * All attributes of a channel while the user is in it: read after each join, so also after a reconnect, and then as they
 * change. Replays the latest, shares one reading among all, and reads nothing while nobody is subscribed.
 */
export function channelAttributes(
  client: RtmClient,
  channelId: string,
  membership$: Observable<ChannelMembership>,
  options: RtmOptions,
): Observable<RtmAttributes> {
  if (!client.capabilities.attributes) {
    return throwError(() => unsupported('get-attributes', 'attributes'));
  }
  const changes$ = client.attributes.changes$.pipe(
    filter((event) => event.channelId === channelId),
    map(({ attributes }) => attributes),
  );
  const reading$ = defer(() => client.attributes.get({ type: 'channel', id: channelId })).pipe(
    retry({
      count: options.retries,
      delay: (error: unknown, attempt) =>
        RtmError.from(error, 'get-attributes').retryable
          ? timer(retryDelay(options, attempt))
          : throwError(() => error),
    }),
    // A change tells more than an answer that was on its way at the time.
    takeUntil(changes$),
  );
  return membership$.pipe(
    switchMap(({ state, error }) => (error ? throwError(() => error) : of(state === 'joined'))),
    distinctUntilChanged(),
    switchMap((isJoined) => (isJoined ? merge(changes$, reading$) : [])),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}
