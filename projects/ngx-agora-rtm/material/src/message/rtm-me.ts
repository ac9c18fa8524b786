import { InjectionToken, type Signal, signal } from '@angular/core';

/**
 * User id of whoever is looking, to tell which reactions are their own; `null` where it is not known, the default. A pane provides
 * it by itself.
 */
export const RTM_ME = new InjectionToken<Signal<string | null>>('RTM_ME', {
  providedIn: 'root',
  factory: () => signal(null),
});
