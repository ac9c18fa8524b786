/**
 * What reading a text may cost. A message is at most 32 KB, but 32 KB can ask for ten thousand elements: past the limit the rest
 * stays plain text.
 */
export class TextMeter {
  /** Looks at the text so far: grows with its length, never with its square. */
  steps = 0;
  #elements = MAX_ELEMENTS;

  /** Whether there may be no more elements. */
  get isSpent(): boolean {
    return this.#elements <= 0;
  }

  /** Asks for another element. @returns Whether there may be one. */
  takeElement(): boolean {
    return this.#elements-- > 0;
  }
}

/** More than any person writes in one message, and drawn within a frame. */
export const MAX_ELEMENTS = 500;
