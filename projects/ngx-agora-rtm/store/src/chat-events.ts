import type { Action } from '@ngrx/store';
import type { ChatEvent } from 'ngx-agora-rtm/chat';
import { mergeMap, type Observable } from 'rxjs';
import { rtmEventsBatched } from './rtm-events';

/** The chat events in an action: those of a batch, the one that it is, or none. */
export function chatEventsIn(action: Action): readonly ChatEvent[] {
  if (action.type === rtmEventsBatched.type) {
    return (action as ReturnType<typeof rtmEventsBatched>).events;
  }
  return isChatEvent(action) ? [action] : NONE;
}

const NONE: readonly ChatEvent[] = [];

/**
 * Every chat event, whether it came alone or with others.
 *
 * @example
 * const arrived$ = chatEvents$(inject(Actions)).pipe(filter(({ type }) => type === rtmMessageEvents.arrived.type));
 */
export function chatEvents$(actions$: Observable<Action>): Observable<ChatEvent> {
  return actions$.pipe(mergeMap(chatEventsIn));
}

/** Only this library dispatches actions of these sources. */
function isChatEvent(action: Action): action is ChatEvent {
  return action.type.startsWith('[RTM ');
}
