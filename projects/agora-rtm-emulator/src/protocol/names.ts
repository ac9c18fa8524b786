import { MAX_NAME_BYTES } from './limits.ts';

/**
 * Printable ASCII without `"`, `'`, `*`, `.`, `/`, `\` and the backquote, not starting with `_`.
 * Observed with agora-rtm-sdk 2.3.0 by trying every character; Agora's pages list other ones.
 * All characters are ASCII, so characters are bytes.
 */
const NAME = /^(?!_)[ !#$%&()+,\-0-9:;<=>?@A-Z[\]^_a-z{|}~]+$/;

/**
 * What 1.5.1 takes: a dot and a leading `_` too, and any white space. Read in its bundle, and observed
 * for every character up to 255. Length counts UTF-16 units.
 */
const V1_NAME = /^[\s\w!#$%&()+,.:;<=>?@[\]^{|}~-]{1,64}$/;

/** Observed: other characters are refused, and upper case is as good as lower case. */
const APP_ID = /^[\dA-Za-z]{32}$/;

/** Whether `value` may be a user id or the name of a message channel. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME_BYTES && NAME.test(value);
}

/** Whether `value` may be a user id or a channel id of the 1.x API. */
export function isV1Name(value: unknown): value is string {
  return typeof value === 'string' && V1_NAME.test(value) && value !== 'null';
}

/** Whether `value` may be an App ID: 32 ASCII letters and digits, hexadecimal or not. */
export function isAppId(value: unknown): value is string {
  return typeof value === 'string' && APP_ID.test(value);
}
