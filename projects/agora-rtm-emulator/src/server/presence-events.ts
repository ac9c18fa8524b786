import type { PresencePush } from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import { statesIn, statesOf } from './presence-states.ts';
import type { Session } from './session.ts';
import type { Timestamps } from './timestamps.ts';

/** Tells everyone else who wants to hear of the channel's members that one came, went or changed. */
export function announce(
  space: AppSpace,
  eventType: Exclude<PresencePush['eventType'], 'SNAPSHOT'>,
  channelName: string,
  who: Session,
  timestamps: Timestamps,
): void {
  const hasStates = eventType === 'REMOTE_STATE_CHANGED';
  const push: PresencePush = {
    eventType,
    channelName,
    publisher: who.userId,
    userIds: null,
    states: hasStates ? { [who.userId]: statesIn(channelName, who) } : {},
    timestamp: timestamps.now(),
  };
  for (const session of space.subscribers(channelName)) {
    if (session === who || !session.subscriptions.get(channelName)?.withPresence) continue;
    session.link?.push('presence', push);
  }
}

/** Tells one subscriber who is in the channel, itself included unless it is quiet. */
export function sendSnapshot(
  space: AppSpace,
  channelName: string,
  to: Session,
  timestamps: Timestamps,
): void {
  if (!to.subscriptions.get(channelName)?.withPresence) return;
  const userIds = space.presentUsers(channelName);
  to.link?.push('presence', {
    eventType: 'SNAPSHOT',
    channelName,
    publisher: to.userId,
    userIds,
    states: statesOf(space, channelName, userIds),
    timestamp: timestamps.now(),
  });
}
