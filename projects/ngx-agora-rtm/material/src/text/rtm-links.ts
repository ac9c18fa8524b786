import { inject, Injectable, PendingTasks, type Signal, signal } from '@angular/core';
import type { LinkFinder } from './link-finder';

/** Finds links in texts. What knows all top-level domains is loaded with the first text that may hold a link. */
@Injectable({ providedIn: 'root' })
export class RtmLinks {
  readonly #tasks = inject(PendingTasks);
  readonly #finder = signal<LinkFinder | null>(null);
  #isAsked = false;
  /** `null` while it is loaded, and where it could not be: links are then shown as text. */
  readonly finder: Signal<LinkFinder | null> = this.#finder.asReadonly();

  /** Loads it, unless that was asked before. */
  load(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#tasks.run(async () => {
      try {
        const { findLinks } = await import('./linkify-finder');
        this.#finder.set(findLinks);
      } catch {
        // Offline, most likely: the next text that may hold a link asks again.
        this.#isAsked = false;
      }
    });
  }
}
