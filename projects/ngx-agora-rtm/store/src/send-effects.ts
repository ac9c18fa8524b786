import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import type { Action } from '@ngrx/store';
import { type ChannelReceipt, type PeerReceipt, RtmService } from 'ngx-agora-rtm';
import { RtmError, type RtmTarget } from 'ngx-agora-rtm/client';
import { mergeMap } from 'rxjs';
import { deliveryOf } from './conversation-message';
import { conversationActions, rtmActions } from './rtm-actions';
import { storedError } from './stored-error';

/**
 * Sends what the user writes. Each message has its own outcome: one that gets no answer does not hold up the next.
 * Without a connection the outcome is a failure that can be retried, and the message stays.
 */
export const sendMessages = createEffect(
  (actions$ = inject(Actions), rtm = inject(RtmService)) =>
    actions$.pipe(
      ofType(conversationActions.messageSubmitted, conversationActions.messageRetried),
      mergeMap((message) => send(rtm, message)),
    ),
  { functional: true },
);

interface Outgoing {
  readonly target: RtmTarget;
  readonly id: string;
  readonly text: string;
}

async function send(rtm: RtmService, { target, id, text }: Outgoing): Promise<Action> {
  try {
    const receipt: PeerReceipt | ChannelReceipt =
      target.type === 'peer'
        ? await rtm.peer(target.id).send(text)
        : await rtm.channel(target.id).send(text);
    const ack = { sentAt: receipt.sentAt, delivery: deliveryOf(receipt) };
    return rtmActions.messageSent({ target, id, ack });
  } catch (thrown) {
    const operation = target.type === 'peer' ? 'send-to-peer' : 'send-to-channel';
    const isUnconfirmed = RtmError.from(thrown, operation).outcome === 'unknown';
    const error = storedError(thrown, operation);
    return rtmActions.messageFailed({ target, id, isUnconfirmed, error });
  }
}
