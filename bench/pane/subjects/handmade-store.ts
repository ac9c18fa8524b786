import { createEntityAdapter, type EntityState } from '@ngrx/entity';
import { createActionGroup, createFeature, createReducer, on, props } from '@ngrx/store';
import type { PaneMessage } from '../messages.ts';

export const chatEvents = createActionGroup({
  source: 'Chat',
  events: {
    'History Loaded': props<{ messages: PaneMessage[] }>(),
    'Message Received': props<{ message: PaneMessage }>(),
  },
});

type State = EntityState<PaneMessage>;

const adapter = createEntityAdapter<PaneMessage>({ sortComparer: (a, b) => a.at - b.at });
const initialState: State = adapter.getInitialState();

/** Messages as most teams keep them: an entity adapter, sorted by time. */
export const chatFeature = createFeature({
  name: 'chat',
  reducer: createReducer(
    initialState,
    on(chatEvents.historyLoaded, (state, { messages }): State => adapter.setAll(messages, state)),
    on(chatEvents.messageReceived, (state, { message }): State => adapter.addOne(message, state)),
  ),
  extraSelectors: ({ selectChatState }) => ({
    selectMessages: adapter.getSelectors(selectChatState).selectAll,
  }),
});
