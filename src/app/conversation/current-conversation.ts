import { computed, Injectable, signal } from '@angular/core';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { titleOf } from './title';

/**
 * Which conversation the page shows: for the layout and the window's title only. What is sent goes where the composer
 * stands, and not here.
 */
@Injectable({ providedIn: 'root' })
export class CurrentConversation {
  readonly #target = signal<RtmTarget | null>(null);

  /** What is shown; `null` for none. */
  readonly target = this.#target.asReadonly();

  /** Its name as people write it. */
  readonly title = computed(() => {
    const target = this.#target();
    return target && titleOf(target);
  });

  show(target: RtmTarget): void {
    this.#target.set(target);
  }

  /** Takes back a {@link show}, unless something else is shown by now. */
  hide(target: RtmTarget): void {
    this.#target.update((current) => (current === target ? null : current));
  }
}
