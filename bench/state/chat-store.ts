// Ours: the NgRx store on the chat core, with the selectors that an application has on its screen.
import '@angular/compiler';
import { createEnvironmentInjector, Injector } from '@angular/core';
import { type Action, provideState, provideStore, Store } from '@ngrx/store';
import type { ChatEvent, ChatState } from 'ngx-agora-rtm/chat';
import type { WithRtm } from 'ngx-agora-rtm/store';
import { load } from '../library.ts';
import { countIn } from './chat-core.ts';
import { asEvent, asPage, asPast, asReceipt, OPENED } from './events.ts';
import { keyOf } from './messages.ts';
import type { Way } from './way.ts';

/** The whole store. @throws Error while the library is not built. */
export async function chatStore(batch: number): Promise<Way> {
  const rtm = await load('./store');
  return {
    name: `chat-store-${batch}`,
    title: `whole store with selectors, ${batch} at a time`,
    batch,
    works: ['append', 'insert', 'duplicate', 'edit', 'reaction', 'receipt', 'prepend'],
    open() {
      const injector = createEnvironmentInjector(
        [provideStore(), provideState(rtm.rtmFeature)],
        // The store needs nothing from above.
        Injector.NULL as never,
      );
      const store = injector.get<Store<WithRtm>>(Store);
      const dispatch = (events: readonly ChatEvent[]) => {
        const [first] = events;
        // As the library does it: one that comes alone is an action by itself.
        const action: Action | undefined =
          events.length === 1 ? first : rtm.rtmEventsBatched({ events });
        if (action !== undefined) store.dispatch(action);
      };
      const key = keyOf(0);
      const onScreen = [
        rtm.selectConnection,
        rtm.selectConversationList,
        rtm.selectUnread,
        rtm.selectMentions,
        rtm.selectUnsent,
        rtm.selectConversation(key),
        rtm.selectTimeline(key),
        rtm.selectPending(key),
        rtm.selectMembers(key),
        rtm.selectMembership(key),
        rtm.selectHistory(key),
        rtm.selectTyping(key),
        rtm.selectPresence('user-1'),
      ];
      for (const selector of onScreen) store.select<unknown>(selector).subscribe();
      let state: ChatState | undefined;
      store.subscribe((all) => (state = all.rtm));
      dispatch([OPENED]);
      return {
        seed: (records) => dispatch(asPast(records)),
        take: (records) => dispatch(records.map(asEvent)),
        receive: (receipts) => dispatch(receipts.map(asReceipt)),
        prepend: (page) => dispatch(asPage(page)),
        count: () => (state === undefined ? 0 : countIn(state)),
        close: () => injector.destroy(),
      };
    },
  };
}
