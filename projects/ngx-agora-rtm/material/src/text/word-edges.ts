/** Whether what follows begins with a letter or a digit. @param after One UTF-16 unit, or nothing at the end. */
export function isWordStart(after: string): boolean {
  return WORD.test(after);
}

/** Whether what comes before ends with a letter or a digit. @param before One UTF-16 unit, or nothing at the beginning. */
export function isWordEnd(before: string): boolean {
  return WORD.test(before);
}

const WORD = /[\p{L}\p{N}]/u;
