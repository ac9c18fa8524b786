import { DestroyRef, inject, type Signal, signal } from '@angular/core';
import type { Clock } from 'ngx-agora-rtm/chat';

/** How long a notice stays, in ms: long enough to be read twice. */
const STAY = 8_000;

/** What a pane tells of something that has just happened, and takes away again. Make it in an injection context. */
export class PaneNotice {
  readonly #clock: Clock;
  readonly #text = signal<string | null>(null);
  #cancel: () => void = () => undefined;

  readonly text: Signal<string | null> = this.#text.asReadonly();

  constructor(clock: Clock) {
    this.#clock = clock;
    inject(DestroyRef).onDestroy(() => this.#cancel());
  }

  say(text: string): void {
    this.#cancel();
    this.#text.set(text);
    this.#cancel = this.#clock.after(STAY, () => this.#text.set(null));
  }
}
