import { assertUserId, type NameRules } from './names';
import type { RtmCredentials } from './rtm-client';
import { RtmError, type RtmOperation } from './rtm-error';

/**
 * Checks who logs in with what, before anything happens. For adapters.
 *
 * @throws RtmError of code `invalid-user-id` or `token-invalid`.
 */
export function checkedCredentials(credentials: unknown, userIds: NameRules): RtmCredentials {
  const given = typeof credentials === 'object' && credentials !== null ? credentials : {};
  const { userId, token } = given as Readonly<Partial<Record<keyof RtmCredentials, unknown>>>;
  assertUserId(userId, userIds, 'login');
  if (token !== null && typeof token !== 'string') {
    throw invalidToken('login', `must be a string or null, but is of type ${typeof token}`);
  }
  return { userId, token };
}

/**
 * Checks a token that is to take the place of another one. For adapters.
 *
 * @throws RtmError of code `token-invalid`.
 */
export function assertNewToken(token: unknown): asserts token is string {
  if (typeof token !== 'string') {
    const type = token === null ? 'null' : `of type ${typeof token}`;
    throw invalidToken('renew-token', `must be a string, but is ${type}`);
  }
  if (token === '') throw invalidToken('renew-token', 'must not be empty');
}

function invalidToken(operation: RtmOperation, rule: string): RtmError {
  return new RtmError({ code: 'token-invalid', operation, message: `A token ${rule}` });
}
