import type { ComposedOptions, ExcessBytes } from './composed-message';

/** From how many bytes left on it is shown, in bytes: a long sentence. */
export const SHOWN_BYTES = 500;

/**
 * How many bytes are left for a text; less than 0 where it is too long; `null` where there is plenty.
 *
 * Only the excess is known, so it is asked for a text that is longer by what is to be noticed: one question a key press.
 */
export function byteRoom(
  excessBytes: ExcessBytes,
  text: string,
  options: ComposedOptions,
): number | null {
  const excess = excessBytes(text + PADDING, options);
  return excess === 0 ? null : SHOWN_BYTES - excess;
}

/** Of letters that take one byte each, however they are encoded. */
const PADDING = 'x'.repeat(SHOWN_BYTES);
