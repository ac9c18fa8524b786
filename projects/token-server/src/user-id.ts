/** The longest user id, in bytes; agora-rtm-sdk 2.3.0 refuses a longer one. */
const MAX_BYTES = 64;

/**
 * Printable ASCII without `"`, `'`, `*`, `.`, `/`, `\` and the backquote, not starting with `_`.
 * Observed with agora-rtm-sdk 2.3.0 by trying every character; Agora's pages list other ones.
 * All characters are ASCII, so characters are bytes.
 */
const USER_ID = /^(?!_)[ !#$%&()+,\-0-9:;<=>?@A-Z[\]^_a-z{|}~]+$/;

/** What to tell someone whose user id Agora would refuse. */
export const USER_ID_RULE =
  `A user id is 1 to ${MAX_BYTES} printable ASCII characters, does not start with "_", ` +
  'and has none of " \' * . / \\ `.';

/** Whether Agora RTM 2.x accepts `value` as a user id. */
export function isUserId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_BYTES && USER_ID.test(value);
}
