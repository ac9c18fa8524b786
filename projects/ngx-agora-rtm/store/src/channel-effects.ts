import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { type ChannelMembership, type RtmChannel, RtmService } from 'ngx-agora-rtm';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { EMPTY, filter, map, merge, retry, take } from 'rxjs';
import type { Membership } from './conversation';
import { fromBackend } from './conversation-message';
import { forEachOpen } from './open-conversations';
import { rtmActions } from './rtm-actions';
import { storedError } from './stored-error';

/** Joins each open channel, reports what happens in it, and leaves it when it is closed. */
export const watchChannels = createEffect(
  (store = inject<Store>(Store), rtm = inject(RtmService)) =>
    forEachOpen(store, (target) =>
      target.type === 'channel' ? watch(rtm.channel(target.id), target) : EMPTY,
    ),
  { functional: true },
);

function watch(channel: RtmChannel, target: RtmTarget) {
  const messages$ = channel.messages$.pipe(
    // The stream ends with an error when joining fails. The membership says that, and when it is worth listening again.
    retry({ delay: () => channel.membership$.pipe(filter(isJoined), take(1)) }),
  );
  return merge(
    channel.membership$.pipe(
      map((membership) => stored(membership)),
      map((membership) => rtmActions.membershipChanged({ target, membership })),
    ),
    channel.members$.pipe(map((members) => rtmActions.membersChanged({ target, members }))),
    channel.memberChanges$.pipe(map((change) => rtmActions.membersCameOrWent(target, change))),
    messages$.pipe(
      map((message) => rtmActions.messageReceived({ target, message: fromBackend(message) })),
    ),
  );
}

function isJoined({ state }: ChannelMembership): boolean {
  return state === 'joined';
}

function stored({ state, error }: ChannelMembership): Membership {
  return { state, error: error && storedError(error, 'join') };
}
