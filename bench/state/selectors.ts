import '@angular/compiler';
import { createEnvironmentInjector, Injector } from '@angular/core';
import { createSelector, provideState, provideStore, Store } from '@ngrx/store';
import type { WithRtm } from 'ngx-agora-rtm/store';
import { load } from '../library.ts';
import { asEvent, asPast, OPENED } from './events.ts';
import { keyOf, write } from './messages.ts';

/** How often selectors ran. */
export interface Reruns {
  /** Those of the conversation that messages came to. */
  readonly own: number;
  /** Those of all others. */
  readonly others: number;
}

/** What an application may build on, for each conversation. */
const PER_CONVERSATION = [
  'selectConversation',
  'selectTimeline',
  'selectPending',
  'selectMembers',
  'selectMembership',
  'selectHistory',
  'selectTyping',
] as const;

/** Lets messages come to one of some conversations, one at a time, and counts what runs that was built on selectors of each. */
export async function countReruns(conversations: number, messages: number): Promise<Reruns> {
  const rtm = await load('./store');
  const injector = createEnvironmentInjector(
    [provideStore(), provideState(rtm.rtmFeature)],
    // The store needs nothing from above.
    Injector.NULL as never,
  );
  const store = injector.get<Store<WithRtm>>(Store);
  const past = write({ count: conversations * 10, conversations });
  store.dispatch(rtm.rtmEventsBatched({ events: [OPENED, ...asPast(past)] }));

  const runs = Array.from({ length: conversations }, () => 0);
  for (const conversation of runs.keys()) {
    for (const name of PER_CONVERSATION) {
      const built = createSelector(rtm[name](keyOf(conversation)), (value: unknown) => {
        runs[conversation] = (runs[conversation] ?? 0) + 1;
        return value;
      });
      store.select(built).subscribe();
    }
  }
  runs.fill(0);
  const all = write({ count: past.length + conversations * messages, conversations });
  const next = all.slice(past.length).filter(({ key }) => key === keyOf(0));
  for (const record of next) store.dispatch(asEvent(record));
  injector.destroy();
  const [own = 0, ...others] = runs;
  return { own, others: others.reduce((sum, count) => sum + count, 0) };
}
