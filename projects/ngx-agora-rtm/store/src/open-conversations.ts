import type { Store } from '@ngrx/store';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import {
  filter,
  map,
  mergeMap,
  type Observable,
  pairwise,
  share,
  startWith,
  takeUntil,
} from 'rxjs';
import { conversationKey } from './conversation-key';
import { rtmFeature } from './rtm-feature';
import type { RtmState } from './rtm-state';

/**
 * Does something for each open conversation, for as long as it is open and belongs to the same user. Follows the state
 * rather than actions, so no way of closing a conversation can be forgotten.
 */
export function forEachOpen<T>(
  store: Pick<Store, 'select'>,
  work: (target: RtmTarget) => Observable<T>,
  concurrent = Infinity,
): Observable<T> {
  const open$ = store.select(rtmFeature.selectRtmState).pipe(map(openIn), share());
  return open$.pipe(
    startWith(new Map<string, RtmTarget>()),
    pairwise(),
    mergeMap(([before, now]) => [...now].filter(([id]) => !before.has(id))),
    mergeMap(
      ([id, target]) => work(target).pipe(takeUntil(open$.pipe(filter((now) => !now.has(id))))),
      concurrent,
    ),
  );
}

/** The open conversations by user and key. */
function openIn({ owner, conversations }: RtmState): Map<string, RtmTarget> {
  return new Map(
    Object.values(conversations).map(({ target }) => [
      JSON.stringify([owner, conversationKey(target)]),
      target,
    ]),
  );
}
