/** Deepest nesting of a text that is parsed. An envelope of this version has 4 levels. */
export const MAX_DEPTH = 16;

/** Most keys of all objects together in a text that is parsed. */
export const MAX_KEYS = 256;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Whether a JSON text is nested no deeper than {@link MAX_DEPTH} and has no more than {@link MAX_KEYS} keys. Looks at each
 * character once and builds nothing, so that a text can be judged before it is parsed; what stands in strings does not count.
 */
export function isWithinLimits(json: string): boolean {
  let depth = 0;
  let keys = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(json, i + 1);
    } else if (code === COLON) {
      if (++keys > MAX_KEYS) return false;
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) return false;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    }
  }
  return true;
}

/** Where a string ends that begins at a place; the end of the text if it never does. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start); end !== -1; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH && end - 1 - slashes >= start)
      slashes++;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}
