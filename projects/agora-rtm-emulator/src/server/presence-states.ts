import { MAX_STATES } from '../protocol/limits.ts';
import type { SetStateRequest, States } from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './session.ts';

/** A user's state in a channel. */
export function statesIn(channelName: string, session: Session): States {
  return Object.fromEntries(session.states.get(channelName) ?? []);
}

/** States of those of the users in a channel that have any. */
export function statesOf(
  space: AppSpace,
  channelName: string,
  userIds: readonly string[],
): Record<string, States> {
  const found: Record<string, States> = {};
  for (const userId of userIds) {
    const session = space.sessions.get(userId);
    if (session?.states.get(channelName)?.size) found[userId] = statesIn(channelName, session);
  }
  return found;
}

/**
 * Applies a change to the user's state. Returns whether others are to be told: not before the last
 * part, and not when a client restores what was never lost.
 *
 * @throws Refusal -11002 when the user is not present in the channel, -13005 above 32 pairs.
 */
export function changeState(session: Session, request: SetStateRequest): boolean {
  const { channelName, changes, replace, more } = request;
  if (session.subscriptions.get(channelName)?.beQuiet !== false) throw new Refusal(-11002);
  const before = session.states.get(channelName) ?? new Map<string, string>();
  const after = new Map(replace ? [] : before);
  for (const { key, value } of changes) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  if (after.size > MAX_STATES) throw new Refusal(-13005);
  session.states.set(channelName, after);
  return !more && !(replace && isSame(before, after));
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}
