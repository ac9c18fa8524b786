import type { ComposerPlace } from './composer-place';
import type { ComposerTyping } from './composed-message';

/** Says where somebody is writing, and of each such place that they have stopped. */
export class TypingSigns {
  readonly #say: (sign: ComposerTyping) => void;
  #place: ComposerPlace | null = null;

  constructor(say: (sign: ComposerTyping) => void) {
    this.#say = say;
  }

  /** A key was pressed. */
  write(place: ComposerPlace): void {
    this.#place = place;
    this.#say({ ...place, on: true });
  }

  stop(): void {
    const place = this.#place;
    this.#place = null;
    if (place) this.#say({ ...place, on: false });
  }
}
