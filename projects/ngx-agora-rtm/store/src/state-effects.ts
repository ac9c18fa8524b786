import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { RtmService } from 'ngx-agora-rtm';
import { map, tap, withLatestFrom } from 'rxjs';
import { fromBackend } from './conversation-message';
import { conversationActions, rtmActions } from './rtm-actions';

/** Reports each change of the connection. */
export const reportConnection = createEffect(
  (rtm = inject(RtmService)) =>
    rtm.connection$.pipe(
      // It subscribes to the user first, who therefore is up to date when the connection comes.
      withLatestFrom(rtm.userId$),
      map(([connection, userId]) => rtmActions.connectionChanged({ connection, userId })),
    ),
  { functional: true },
);

/** Reports what other users write. */
export const reportPeerMessages = createEffect(
  (rtm = inject(RtmService)) =>
    rtm.peerMessages$.pipe(
      map((message) =>
        rtmActions.messageReceived({
          target: { type: 'peer', id: message.peerId },
          message: fromBackend(message),
        }),
      ),
    ),
  { functional: true },
);

/** Joins a channel again on request. */
export const joinAgain = createEffect(
  (actions$ = inject(Actions), rtm = inject(RtmService)) =>
    actions$.pipe(
      ofType(conversationActions.joinRetried),
      tap(({ target }) => rtm.channel(target.id).joinAgain()),
    ),
  { functional: true, dispatch: false },
);
