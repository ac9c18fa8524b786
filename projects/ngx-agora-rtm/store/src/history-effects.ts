import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { type Action, createSelector, Store } from '@ngrx/store';
import { RtmService } from 'ngx-agora-rtm';
import { type HistoryQuery, RtmError, type RtmTarget } from 'ngx-agora-rtm/client';
import {
  catchError,
  defer,
  EMPTY,
  exhaustMap,
  groupBy,
  map,
  mergeMap,
  type Observable,
  of,
  retry,
  startWith,
  switchMap,
  throwError,
  timer,
} from 'rxjs';
import { conversationKey } from './conversation-key';
import { fromBackend } from './conversation-message';
import { forEachOpen } from './open-conversations';
import { conversationActions, rtmActions } from './rtm-actions';
import { rtmFeature } from './rtm-feature';
import { storedError } from './stored-error';

/** How many pages are asked for at a time: after a reconnect there may be one for each of 50 channels. */
const CONCURRENT_PAGES = 2;

/** Agora allows 20 history calls a second: what is refused for that is worth trying again soon. */
const RETRIES = { count: 3, baseMs: 500 };

/** Whose conversations can be read from the backend now; `null` without a connection. */
const selectReader = createSelector(
  rtmFeature.selectConnection,
  rtmFeature.selectOwner,
  ({ state }, owner) => (state === 'connected' ? owner : null),
);

/** Loads the newest page of each conversation when it is opened, and again after each reconnect. */
export const loadHistory = createEffect(
  (store = inject<Store>(Store), rtm = inject(RtmService)) =>
    store
      .select(selectReader)
      .pipe(
        switchMap((reader) =>
          reader !== null && rtm.capabilities.history
            ? forEachOpen(store, (target) => page(rtm, target), CONCURRENT_PAGES)
            : EMPTY,
        ),
      ),
  { functional: true },
);

/** Loads the page before, one at a time for each conversation. */
export const loadEarlier = createEffect(
  (store = inject<Store>(Store), actions$ = inject(Actions), rtm = inject(RtmService)) =>
    // What is under way when another user takes over is dropped.
    store.select(rtmFeature.selectOwner).pipe(
      switchMap(() =>
        actions$.pipe(
          ofType(conversationActions.earlierRequested),
          groupBy(({ target }) => conversationKey(target)),
          mergeMap((requests$) =>
            requests$.pipe(exhaustMap(({ target, before }) => page(rtm, target, { before }))),
          ),
        ),
      ),
    ),
  { functional: true },
);

function page(rtm: RtmService, target: RtmTarget, query: HistoryQuery = {}): Observable<Action> {
  const isEarlier = query.before !== undefined;
  return defer(() =>
    target.type === 'peer'
      ? rtm.peer(target.id).history(query)
      : rtm.channel(target.id).history(query),
  ).pipe(
    retry({
      count: RETRIES.count,
      delay: (error: unknown, attempt) =>
        RtmError.from(error, 'history').code === 'rate-limited'
          ? timer(RETRIES.baseMs * 2 ** (attempt - 1))
          : throwError(() => error),
    }),
    map(({ messages, before }) =>
      rtmActions.historyLoaded({ target, page: messages.map(fromBackend), before, isEarlier }),
    ),
    catchError((error: unknown) =>
      of(rtmActions.historyFailed({ target, error: storedError(error, 'history') })),
    ),
    startWith(rtmActions.historyRequested({ target })),
  );
}
