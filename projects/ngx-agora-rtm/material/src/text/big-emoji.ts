/** Whether a text is nothing but one to three emoji, which are shown large. */
export function isBigEmoji(text: string): boolean {
  // Most texts begin with a letter, and all but the emoji of digits are beyond ASCII.
  if (text.length > MAX_LENGTH || !BEYOND_ASCII.test(text)) return false;
  return bigEmoji().test(text.trim());
}

/** Three of the longest: flags of regions, and families. */
const MAX_LENGTH = 3 * 32;
const BEYOND_ASCII = /[^\0-\x7F]/;

let pattern: RegExp | null = null;

function bigEmoji(): RegExp {
  return (pattern ??= emojiPattern());
}

/** Whole emoji, or in a browser that does not know them as such what they begin with. */
function emojiPattern(): RegExp {
  try {
    return new RegExp(String.raw`^(?:\p{RGI_Emoji}\s*){1,3}$`, 'v');
  } catch {
    return /^(?:\p{Extended_Pictographic}\uFE0F?\s*){1,3}$/u;
  }
}
