import type { RejectionReason, Subscription } from '../protocol/wire.ts';
import { releaseLocks } from './lock-lifetime.ts';
import type { Services } from './operation.ts';
import { announce } from './presence-events.ts';
import type { Session } from './session.ts';

/** Adds a subscription or changes its options, and announces who became present. */
export function enterChannel(services: Services, session: Session, wanted: Subscription): void {
  const space = services.spaces.open(session.appId);
  const before = session.subscriptions.get(wanted.channelName);
  const wasPresent = before?.beQuiet === false;
  const isPresent = !wanted.beQuiet;
  session.subscriptions.set(wanted.channelName, wanted);
  space.addSubscriber(wanted.channelName, session);
  if (!isPresent) session.states.delete(wanted.channelName);
  if (wasPresent === isPresent) return;
  const eventType = isPresent ? 'REMOTE_JOIN' : 'REMOTE_LEAVE';
  announce(space, eventType, wanted.channelName, session, services.timestamps);
}

/** Ends a subscription and announces it. Does nothing when there is none. */
export function leaveChannel(
  services: Services,
  session: Session,
  channelName: string,
  eventType: 'REMOTE_LEAVE' | 'REMOTE_TIMEOUT' = 'REMOTE_LEAVE',
): void {
  const subscription = session.subscriptions.get(channelName);
  if (subscription === undefined) return;
  const space = services.spaces.open(session.appId);
  session.subscriptions.delete(channelName);
  session.states.delete(channelName);
  space.removeSubscriber(channelName, session);
  if (!subscription.beQuiet) {
    announce(space, eventType, channelName, session, services.timestamps);
  }
}

/** Makes the session's channels exactly those the client wants. */
export function reconcileChannels(
  services: Services,
  session: Session,
  wanted: readonly Subscription[],
): void {
  const names = new Set(wanted.map((subscription) => subscription.channelName));
  for (const channelName of [...session.subscriptions.keys()]) {
    if (!names.has(channelName)) leaveChannel(services, session, channelName);
  }
  for (const subscription of wanted) enterChannel(services, session, subscription);
}

/** Ends a session: out of all its channels, and the user id is free. */
export function endSession(
  services: Services,
  session: Session,
  eventType: 'REMOTE_LEAVE' | 'REMOTE_TIMEOUT',
): void {
  for (const channelName of [...session.subscriptions.keys()]) {
    leaveChannel(services, session, channelName, eventType);
  }
  const space = services.spaces.open(session.appId);
  for (const userId of [...session.metadataUsers]) space.unwatchMetadata(userId, session);
  // Who timed out may still be back before the ttl of a lock is over.
  if (eventType === 'REMOTE_LEAVE') releaseLocks(services, session);
  session.end();
  if (space.sessions.get(session.userId) === session) space.sessions.delete(session.userId);
  services.spaces.release(space);
}

/** Ends a session for a reason the client is told, and hangs up. */
export function expelSession(
  services: Services,
  session: Session,
  reasonCode: RejectionReason,
): void {
  const { link } = session;
  link?.push('rejected', { reasonCode });
  endSession(services, session, 'REMOTE_LEAVE');
  link?.close();
}
