import type { AttributeLimits, AttributeOwner } from './attributes';
import type { RtmCapabilities } from './capabilities';
import { assertChannelId, assertUserId, nameProblem, utf8Bytes } from './names';
import { RtmError, type RtmOperation } from './rtm-error';

/**
 * Checks whose attributes are asked for, before the network is asked.
 *
 * @throws RtmError of code `invalid-user-id`, `invalid-channel-id` or `invalid-argument`.
 */
export function assertAttributeOwner(
  owner: AttributeOwner,
  { userIds, channelIds }: RtmCapabilities,
  operation: RtmOperation,
): void {
  const { type, id } = fieldsOf(owner);
  if (type === 'user') assertUserId(id, userIds, operation);
  else if (type === 'channel') assertChannelId(id, channelIds, operation);
  else throw invalid(operation, 'The owner of attributes must be of type "user" or "channel"');
}

/**
 * Checks that attributes may be changed by a user: those of channels by all, those of users by themselves.
 *
 * @throws RtmError of code `invalid-argument`.
 */
export function assertOwnAttributes(
  { type, id }: AttributeOwner,
  userId: string,
  operation: RtmOperation,
): void {
  if (type === 'channel' || id === userId) return;
  throw invalid(operation, `"${userId}" cannot change the attributes of "${id}"`);
}

/**
 * Checks the names of attributes that are asked for or removed. A name that is too long cannot exist, and asking for
 * it is a mistake all the same.
 *
 * @throws RtmError of code `invalid-argument` or `limit-exceeded`.
 */
export function assertAttributeNames(
  names: Iterable<unknown>,
  limits: AttributeLimits,
  operation: RtmOperation,
): void {
  for (const name of names) assertAttributeName(name, limits, operation);
}

/**
 * Checks attributes before they are set.
 *
 * @throws RtmError of code `invalid-argument` for what is no attribute, and of `limit-exceeded` for what is too large.
 */
export function assertAttributeValues(
  owner: AttributeOwner,
  values: ReadonlyMap<string, string>,
  limits: AttributeLimits,
  operation: RtmOperation,
): void {
  if (!(values instanceof Map)) throw invalid(operation, 'Attributes must be set from a Map');
  const { maxAttributes, maxValueBytes, maxUserBytes, maxChannelBytes } = limits;
  assertAtMost(values.size, maxAttributes, 'attributes at a time', operation);
  let total = 0;
  for (const [name, value] of values as ReadonlyMap<unknown, unknown>) {
    assertAttributeName(name, limits, operation);
    if (typeof value !== 'string' || value === '') {
      throw invalid(operation, `The value of the attribute "${name}" must be a non-empty string`);
    }
    assertAtMost(utf8Bytes(value), maxValueBytes, 'bytes in a value', operation);
    total += utf8Bytes(name) + utf8Bytes(value);
  }
  const max = owner.type === 'user' ? maxUserBytes : maxChannelBytes;
  assertAtMost(total, max, 'bytes in all names and values', operation);
}

/**
 * Checks a number against a limit of the backend.
 *
 * @param what What is counted, as the rest of "at most 32 ...".
 * @throws RtmError of code `limit-exceeded`.
 */
export function assertAtMost(
  value: number,
  max: number,
  what: string,
  operation: RtmOperation,
): void {
  if (value <= max) return;
  const message = `There can be at most ${max} ${what}, but these are ${value}`;
  throw new RtmError({ code: 'limit-exceeded', operation, message });
}

function assertAttributeName(
  name: unknown,
  { maxNameBytes, nameRules }: AttributeLimits,
  operation: RtmOperation,
): asserts name is string {
  if (typeof name === 'string') {
    assertAtMost(utf8Bytes(name), maxNameBytes, 'bytes in the name of an attribute', operation);
  }
  const rules = { maxBytes: maxNameBytes, forbidden: NOTHING, ...nameRules };
  const problem = nameProblem(name, rules);
  if (problem !== null) throw invalid(operation, `The name of an attribute ${problem}`);
}

/** Matches no text. */
const NOTHING = /(?!)/;

function fieldsOf(owner: unknown): Readonly<Partial<Record<keyof AttributeOwner, unknown>>> {
  return typeof owner === 'object' && owner !== null ? owner : {};
}

function invalid(operation: RtmOperation, message: string): RtmError {
  return new RtmError({ code: 'invalid-argument', operation, message });
}
