import type { AttributeOwner, ChangeAttributesRequest, StoredAttribute } from '../protocol/wire.ts';
import { ATTRIBUTE_OPERATION, USER_NOT_LOGGED_IN } from './error-codes.ts';
import type { Link } from './link.ts';
import { invalidStatus, requestTimedOut, unavailable } from './rtm-error.ts';
import type { RtmError } from './rtm-error.ts';
import type { AttributesMap, ChannelAttributes } from './types.ts';

const { FAILURE, TIMEOUT, USER_NOT_FOUND } = ATTRIBUTE_OPERATION;

/** The server's word for a user who is not online. */
const USER_UNKNOWN = -13011;

/** @throws RtmInvalidStatusError 102 */
export function requireLogin(link: Link): void {
  if (!link.isConnected) throw invalidStatus('The client is not logged in', USER_NOT_LOGGED_IN);
}

/** Changes attributes at the server. @throws RtmError 7, 2 */
export async function changeAttributes(
  link: Link,
  request: Omit<ChangeAttributesRequest, 'items'>,
  attributes: AttributesMap,
): Promise<void> {
  const items = Object.entries(attributes).map(([key, value]) => ({ key, value }));
  const answer = await link.ask('changeAttributes', { ...request, items });
  if (answer.kind === 'timeout') throw timedOut();
  if (answer.kind === 'refused') throw refused(request.change, answer.code);
}

/** Attributes with no values, for those to be deleted. */
export function keysOnly(keys: readonly string[]): AttributesMap {
  return Object.fromEntries(keys.map((key) => [key, '']));
}

/** All attributes of a user or channel. @throws RtmError 6, 7, 2 */
export async function getAttributes(link: Link, owner: AttributeOwner): Promise<StoredAttribute[]> {
  const answer = await link.ask('getAttributes', owner);
  if (answer.kind === 'reply') return answer.reply.attributes;
  if (answer.kind === 'timeout') throw timedOut();
  if (answer.code !== USER_UNKNOWN) throw refused('get', answer.code);
  throw unavailable('The user requested is not online', { code: USER_NOT_FOUND });
}

/** Those with one of `keys`, in the order of the keys. */
export function pick(attributes: readonly StoredAttribute[], keys: readonly string[]) {
  const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

export function toAttributesMap(attributes: readonly StoredAttribute[]): AttributesMap {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value]));
}

export function toChannelAttributes(attributes: readonly StoredAttribute[]): ChannelAttributes {
  return Object.fromEntries(
    attributes.map(({ key, value, lastUpdateUserId, lastUpdateTs }) => [
      key,
      { value, lastUpdateUserId, lastUpdateTs },
    ]),
  );
}

function timedOut(): RtmError {
  return requestTimedOut('Request timed out after 10s', TIMEOUT);
}

function refused(what: string, code: number): RtmError {
  return unavailable(`The attributes ${what} failure, code ${code}`, { code: FAILURE });
}
