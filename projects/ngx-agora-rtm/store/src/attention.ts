import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import {
  distinctUntilChanged,
  fromEvent,
  map,
  merge,
  NEVER,
  type Observable,
  startWith,
} from 'rxjs';

/** Whether somebody can be looking at this page: it is visible, and its window has the focus. */
export interface Attention {
  isThere(): boolean;
  /** Replays it, and emits whenever it changes. */
  readonly changes$: Observable<boolean>;
}

/** Decides whether a message on the screen counts as seen. Replace it where focus means something else, as in a kiosk. */
export const RTM_ATTENTION = new InjectionToken<Attention>('RTM_ATTENTION', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    const window = document.defaultView;
    const isThere = () => document.visibilityState === 'visible' && document.hasFocus();
    const events$ = window
      ? merge(
          fromEvent(window, 'focus'),
          fromEvent(window, 'blur'),
          fromEvent(document, 'visibilitychange'),
        )
      : NEVER;
    return {
      isThere,
      changes$: events$.pipe(startWith(null), map(isThere), distinctUntilChanged()),
    };
  },
});
