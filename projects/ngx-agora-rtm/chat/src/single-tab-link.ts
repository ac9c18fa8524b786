import { BehaviorSubject, EMPTY } from 'rxjs';
import type { TabLink } from './tab-link';

/** A tab that is alone: for servers, and for tests of something else. It leads at once, and hears nobody. */
export function singleTabLink(): TabLink {
  const leads = new BehaviorSubject(true);
  return {
    isShared: false,
    leads$: leads.asObservable(),
    messages$: EMPTY,
    post: () => undefined,
    close: () => {
      // After the first time, a completed subject does nothing with either.
      leads.next(false);
      leads.complete();
    },
  };
}
