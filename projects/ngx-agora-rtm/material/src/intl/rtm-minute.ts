import { isPlatformBrowser } from '@angular/common';
import { DestroyRef, inject, Injectable, NgZone, PLATFORM_ID, signal } from '@angular/core';

/** The present, to the minute: what says "5 minutes ago" or "Today" reads it, so that it stays true while it is on the page. */
@Injectable({ providedIn: 'root' })
export class RtmMinute {
  readonly #now = signal(Date.now());

  /** Milliseconds since the epoch. */
  readonly now = this.#now.asReadonly();

  constructor() {
    if (!isPlatformBrowser(inject(PLATFORM_ID))) return;
    const destroyed = inject(DestroyRef);
    // An application with zones must not wait for this before it calls itself stable.
    inject(NgZone).runOutsideAngular(() => {
      const timer = setInterval(() => this.#now.set(Date.now()), MINUTE);
      destroyed.onDestroy(() => clearInterval(timer));
    });
  }
}

/** Milliseconds. */
const MINUTE = 60_000;
