import { Injectable, signal } from '@angular/core';

/** Asks the composer that is on the page, or the next one to come, to take the focus. */
@Injectable({ providedIn: 'root' })
export class FocusRequest {
  readonly #count = signal(0);
  #granted = 0;

  /** Changes with each request. */
  readonly count = this.#count.asReadonly();

  request(): void {
    this.#count.update((count) => count + 1);
  }

  /** Whether there is a request that nobody has taken; it is taken thereby. */
  take(): boolean {
    const isOpen = this.#count() > this.#granted;
    this.#granted = this.#count();
    return isOpen;
  }
}
