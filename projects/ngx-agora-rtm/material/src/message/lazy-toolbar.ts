import { inject, Injectable, PendingTasks, signal, type Type, untracked } from '@angular/core';
import type { RtmMessageToolbar } from './rtm-message-toolbar';

/** The toolbar of a message, which is loaded when a message needs it for the first time. */
@Injectable({ providedIn: 'root' })
export class LazyToolbar {
  readonly #tasks = inject(PendingTasks);
  readonly #loaded = signal<Type<RtmMessageToolbar> | null>(null);
  #isAsked = false;

  /** `null` while it is loaded. */
  component(): Type<RtmMessageToolbar> | null {
    if (!this.#isAsked) untracked(() => this.#load());
    return this.#loaded();
  }

  #load(): void {
    this.#isAsked = true;
    this.#tasks.run(async () => {
      try {
        const { RtmMessageToolbar } = await import('./rtm-message-toolbar');
        this.#loaded.set(RtmMessageToolbar);
      } catch {
        // Offline, most likely: the next message that needs it asks again.
        this.#isAsked = false;
      }
    });
  }
}
