import { RtmError, type RtmOperation } from './rtm-error';

/** What a backend accepts as a user id or channel name. */
export interface NameRules {
  /** Longest name in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Matches one character that may not stand anywhere. */
  readonly forbidden: RegExp;
  /** Matches a first character that may not stand there, though it may elsewhere. */
  readonly forbiddenFirst?: RegExp;
  /** Names that are refused whole. */
  readonly reserved?: readonly string[];
}

/** How many bytes a text takes in UTF-8. A lone surrogate counts as the three bytes of its replacement character. */
export function utf8Bytes(text: string): number {
  return ENCODER.encode(text).length;
}

const ENCODER = new TextEncoder();

/**
 * Checks a user id before it reaches the network.
 *
 * @throws RtmError of code `invalid-user-id` that names the rule which is broken.
 */
export function assertUserId(
  userId: unknown,
  rules: NameRules,
  operation: RtmOperation,
): asserts userId is string {
  const problem = nameProblem(userId, rules);
  if (problem === null) return;
  throw new RtmError({ code: 'invalid-user-id', operation, message: `A user id ${problem}` });
}

/**
 * Checks a channel name before it reaches the network.
 *
 * @throws RtmError of code `invalid-channel-id` that names the rule which is broken.
 */
export function assertChannelId(
  channelId: unknown,
  rules: NameRules,
  operation: RtmOperation,
): asserts channelId is string {
  const problem = nameProblem(channelId, rules);
  if (problem === null) return;
  throw new RtmError({
    code: 'invalid-channel-id',
    operation,
    message: `A channel name ${problem}`,
  });
}

/** The rule that a name breaks, as the rest of a sentence; `null` if it breaks none. */
export function nameProblem(name: unknown, rules: NameRules): string | null {
  if (typeof name !== 'string') return `must be a string, but is ${describeType(name)}`;
  if (name === '') return 'must not be empty';
  const bytes = utf8Bytes(name);
  if (bytes > rules.maxBytes) {
    return `must take at most ${rules.maxBytes} bytes, but this one takes ${bytes}`;
  }
  const forbidden = rules.forbidden.exec(name)?.[0];
  if (forbidden !== undefined) return `must not contain ${showCharacter(forbidden)}`;
  if (rules.forbiddenFirst?.test(name.charAt(0))) {
    return `must not begin with ${showCharacter(name.charAt(0))}`;
  }
  if (rules.reserved?.includes(name)) return `must not be the word "${name}"`;
  return null;
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
}

/** The character itself if it can be seen, else its code point. */
function showCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0x20 && code < 0x7f
    ? `the character ${character}`
    : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
