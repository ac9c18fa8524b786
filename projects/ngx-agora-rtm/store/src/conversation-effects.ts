import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import type { Action } from '@ngrx/store';
import { RtmError } from 'ngx-agora-rtm/client';
import { catchError, defer, EMPTY, ignoreElements, mergeMap, type Observable, of } from 'rxjs';
import { conversationActions as page } from './conversation-actions';
import { RtmChat } from './rtm-chat';
import type { RtmConversation } from './rtm-conversation';

/** Does what the user's actions ask for. What goes wrong comes back as an action. */
export const obeyActions = createEffect(
  (actions$ = inject(Actions), chat = inject(RtmChat)) =>
    actions$.pipe(
      ofType(
        page.opened,
        page.closed,
        page.shown,
        page.messageSeen,
        page.markedUnread,
        page.olderRequested,
        page.gapRequested,
        page.joinRetried,
        page.textSubmitted,
        page.contentSubmitted,
        page.messageEdited,
        page.messageDeleted,
        page.reactionToggled,
        page.pinToggled,
        page.messageRetried,
        page.messageDiscarded,
        page.draftChanged,
        page.typingChanged,
        page.preferencesChanged,
      ),
      mergeMap((action) =>
        reported(action.type, async () => {
          await obey(chat.conversation(action.ref), action);
        }),
      ),
    ),
  { functional: true },
);

type Request = ReturnType<(typeof page)[Exclude<keyof typeof page, 'requestFailed'>]>;

function obey(conversation: RtmConversation, action: Request): unknown {
  switch (action.type) {
    case page.opened.type:
      return conversation.open();
    case page.closed.type:
      return conversation.close();
    case page.shown.type:
      conversation.look();
      return undefined;
    case page.messageSeen.type:
      return conversation.seen(action.id);
    case page.markedUnread.type:
      return conversation.markUnread(action.id);
    case page.olderRequested.type:
      return conversation.loadOlder();
    case page.gapRequested.type:
      return conversation.loadGap(action.id);
    case page.joinRetried.type:
      conversation.joinAgain();
      return undefined;
    case page.textSubmitted.type:
      return conversation.send(action.text, action.options);
    case page.contentSubmitted.type:
      return conversation.send(action.content);
    case page.messageEdited.type:
      return conversation.edit(action.id, action.text);
    case page.messageDeleted.type:
      return conversation.delete(action.id);
    case page.reactionToggled.type:
      return conversation.react(action.id, action.emoji, action.on);
    case page.pinToggled.type:
      return conversation.pin(action.id, action.on);
    case page.messageRetried.type:
      return conversation.retry(action.id);
    case page.messageDiscarded.type:
      return conversation.cancel(action.id);
    case page.draftChanged.type:
      conversation.draft(action.kind, action.text);
      return undefined;
    case page.typingChanged.type:
      conversation.type(action.on);
      return undefined;
    case page.preferencesChanged.type:
      return conversation.prefer(action.changes);
  }
}

function reported(request: string, work: () => Promise<void>): Observable<Action> {
  return defer(work).pipe(
    ignoreElements(),
    catchError((thrown: unknown) => {
      const { code, message } = RtmError.from(thrown, 'send-to-channel');
      return code === 'cancelled' ? EMPTY : of(page.requestFailed({ request, code, message }));
    }),
  );
}
