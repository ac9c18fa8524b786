import { type Action, createFeature } from '@ngrx/store';
import { applyEvents, type ChatState, INITIAL_CHAT_STATE } from 'ngx-agora-rtm/chat';
import { chatEventsIn } from './chat-events';

/** All there is to do is done by the chat core: the store is where its state lives. */
function reducer(state: ChatState = INITIAL_CHAT_STATE, action: Action): ChatState {
  return applyEvents(state, chatEventsIn(action));
}

/** The feature `rtm`. */
export const rtmFeature = createFeature({ name: 'rtm', reducer });
