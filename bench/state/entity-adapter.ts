// Messages in NgRx as most teams write it: an adapter of @ngrx/entity that sorts by time, one for each conversation.
// NgRx comes partly compiled, for a linker that Node has not: this compiles the rest.
import '@angular/compiler';
import { createEnvironmentInjector, Injector } from '@angular/core';
import { createEntityAdapter, type EntityState } from '@ngrx/entity';
import {
  createAction,
  createReducer,
  createSelector,
  on,
  props,
  provideStore,
  Store,
} from '@ngrx/store';
import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { keyOf } from './messages.ts';
import { byConversation, type Way, type Work } from './way.ts';

type Conversations = Readonly<Record<string, EntityState<ChatRecord>>>;

const adapter = createEntityAdapter<ChatRecord>({ sortComparer: (a, b) => a.at - b.at });
const EMPTY = adapter.getInitialState();

const received = createAction('[Chat] Message Received', props<{ message: ChatRecord }>());
const batchReceived = createAction(
  '[Chat] Messages Received',
  props<{ messages: readonly ChatRecord[] }>(),
);

const reducer = createReducer<Conversations>(
  {},
  on(received, (state, { message }) => ({
    ...state,
    [message.key]: adapter.addOne(message, state[message.key] ?? EMPTY),
  })),
  on(batchReceived, (state, { messages }) => {
    const groups = [...byConversation(messages)].map(([key, group]) => [
      key,
      adapter.addMany(group, state[key] ?? EMPTY),
    ]);
    return { ...state, ...(Object.fromEntries(groups) as Conversations) };
  }),
);

const works: readonly Work[] = ['append', 'insert'];

/** The reducer alone. */
export function entityReducer(batch: number): Way {
  return {
    name: `entity-reducer-${batch}`,
    title: `NgRx entity adapter, reducer, ${batch} at a time`,
    batch,
    works,
    open() {
      let state = reducer(undefined, { type: 'init' });
      const all = (messages: readonly ChatRecord[]) => {
        state = reducer(state, batchReceived({ messages }));
      };
      return {
        seed: all,
        take: (messages) => {
          if (batch > 1) all(messages);
          else for (const message of messages) state = reducer(state, received({ message }));
        },
        count: () => countIn(state),
      };
    },
  };
}

/** Through a store, in which somebody looks at the first conversation. */
export function entityStore(batch: number): Way {
  return {
    name: `entity-store-${batch}`,
    title: `NgRx entity adapter, store, ${batch} at a time`,
    batch,
    works,
    open() {
      const injector = createEnvironmentInjector(
        [provideStore({ chat: reducer })],
        // The store needs nothing from above.
        Injector.NULL as never,
      );
      const store = injector.get<Store<{ chat: Conversations }>>(Store);
      const conversation = createSelector(
        ({ chat }: { chat: Conversations }) => chat[keyOf(0)] ?? EMPTY,
        ({ ids, entities }) => ids.map((id) => entities[id]),
      );
      let state: Conversations = {};
      store.select(conversation).subscribe();
      store.subscribe(({ chat }) => (state = chat));
      const all = (messages: readonly ChatRecord[]) => store.dispatch(batchReceived({ messages }));
      return {
        seed: all,
        take: (messages) => {
          if (batch > 1) all(messages);
          else for (const message of messages) store.dispatch(received({ message }));
        },
        count: () => countIn(state),
        close: () => injector.destroy(),
      };
    },
  };
}

function countIn(state: Conversations): number {
  return Object.values(state).reduce((sum, { ids }) => sum + ids.length, 0);
}
