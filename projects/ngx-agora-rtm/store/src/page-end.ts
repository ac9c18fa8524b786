import { fromEvent, merge, NEVER, type Observable } from 'rxjs';

/**
 * Emits when a page is hidden, left, or shown again: no later sign comes from a page that a phone ends in the background. What a
 * hidden page begins then is done; what a page begins that is being loaded again may come too late.
 */
export function pageMayEnd$(document: Document): Observable<unknown> {
  const window = document.defaultView;
  return window
    ? merge(fromEvent(document, 'visibilitychange'), fromEvent(window, 'pagehide'))
    : NEVER;
}
