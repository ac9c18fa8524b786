import { InjectionToken } from '@angular/core';

/** The reactions that are one click away: six fit a narrow pane. */
export const RTM_QUICK_REACTIONS = new InjectionToken<readonly string[]>('RTM_QUICK_REACTIONS', {
  providedIn: 'root',
  factory: () => ['👍', '❤️', '😄', '🎉', '👀', '✅'],
});
