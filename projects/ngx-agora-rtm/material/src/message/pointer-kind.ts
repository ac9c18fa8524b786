import { Platform } from '@angular/cdk/platform';
import { inject, Injectable, type Signal, signal } from '@angular/core';

/** What the user points with. */
@Injectable({ providedIn: 'root' })
export class PointerKind {
  readonly #isCoarse = signal(false);

  /** Whether it is a finger, under which nothing can hover. */
  readonly isCoarse: Signal<boolean> = this.#isCoarse.asReadonly();

  constructor() {
    if (!inject(Platform).isBrowser) return;
    const query = matchMedia('(pointer: coarse)');
    this.#isCoarse.set(query.matches);
    // For as long as the page: a tablet gets a mouse, and loses it.
    query.addEventListener('change', ({ matches }) => this.#isCoarse.set(matches));
  }
}
