/** A value an application might hand over by mistake or on purpose, and what to call it in a test's name. */
export type Input = readonly [label: string, value: unknown];

/** App IDs: the right one is 32 ASCII characters. */
export const appIds: readonly Input[] = [
  ['of 32 hexadecimal digits', '0123456789abcdef0123456789abcdef'],
  ['of 32 letters', 'z'.repeat(32)],
  ['that is empty', ''],
  ['of 31 characters', 'a'.repeat(31)],
  ['of 33 characters', 'a'.repeat(33)],
  ['of 32 accented letters', 'é'.repeat(32)],
  ['of 32 spaces', ' '.repeat(32)],
  ['with a dash', `${'a'.repeat(31)}-`],
  ['with a line feed', `${'a'.repeat(31)}\n`],
  ['that is null', null],
  ['that is undefined', undefined],
  ['that is a number', 12345678901234567890123456789012],
  ['that is an object', {}],
  ['that is an array', ['z'.repeat(32)]],
];

/** User ids and channel names. */
export const names: readonly Input[] = [
  ['of one letter', 'a'],
  ['of one digit', '1'],
  ['of 63 bytes', 'n'.repeat(63)],
  ['of 64 bytes', 'n'.repeat(64)],
  ['of 65 bytes', 'n'.repeat(65)],
  ['of 33 two-byte letters', 'é'.repeat(33)],
  ['that is empty', ''],
  ['that is "null"', 'null'],
  ['that is "undefined"', 'undefined'],
  ['that is a space', ' '],
  ['that starts with a space', ' name'],
  ['that ends with a space', 'name '],
  ['that starts with an underscore', '_name'],
  ['that ends with an underscore', 'name_'],
  ['with a dot', 'a.b'],
  ['with a slash', 'a/b'],
  ['with a backslash', 'a\\b'],
  ['with a star', 'a*b'],
  ['with a double quote', 'a"b'],
  ['with a single quote', "a'b"],
  ['with a backquote', 'a`b'],
  ['with a tab', 'a\tb'],
  ['with a line feed', 'a\nb'],
  ['with a no-break space', 'a\u00a0b'],
  ['with an accent', 'é'],
  ['in Chinese', '频道'],
  ['of one emoji', '😀'],
  ['with all other punctuation', '!#$%&()+,-:;<=>?@[]^_{|}~'],
  ['that is null', null],
  ['that is undefined', undefined],
  ['that is a number', 123],
  ['that is true', true],
  ['that is an object', {}],
  ['that is an array', ['a']],
];

/** Every character of one byte, as the middle of a name. */
export const middleCharacters: readonly string[] = characters(0, 255).map((c) => `a${c}b`);

/** Every printable ASCII character, as the first of a name. */
export const firstCharacters: readonly string[] = characters(33, 126).map((c) => `${c}a`);

function characters(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i));
}
