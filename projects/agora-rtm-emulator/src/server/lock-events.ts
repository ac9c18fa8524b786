import type { LockPush } from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import type { LockChange, LockClient } from './lock-table.ts';
import type { Services } from './operation.ts';
import type { Session } from './session.ts';

/** Tells what happened to locks: those who watch the channel, the doer too, and whom it concerns. */
export function announceLocks(
  services: Services,
  space: AppSpace,
  changes: readonly LockChange[],
): void {
  const timestamp = services.timestamps.now();
  for (const change of changes) {
    const { channelName, lockName } = change;
    switch (change.kind) {
      case 'GRANTED':
        linkOf(space, change.client)?.push('lockGranted', {
          channelName,
          lockName,
          revision: change.revision,
        });
        break;
      case 'WAIT_ENDED':
        linkOf(space, change.client)?.push('lockWaitEnded', {
          channelName,
          lockName,
          code: change.code,
        });
        break;
      case 'EXPIRED':
        linkOf(space, change.client)?.push('lockExpired', { channelName, lockName, timestamp });
        break;
      default: {
        const { kind: eventType, ttl, owner } = change;
        const push = { eventType, channelName, lockName, ttl, owner, snapshot: [], timestamp };
        pushToWatchers(space, push);
      }
    }
  }
}

/** Tells one subscriber which locks the channel has. */
export function sendLockSnapshot(
  services: Services,
  space: AppSpace,
  channelName: string,
  to: Session,
): void {
  if (!services.settings.lock || !to.subscriptions.get(channelName)?.withLock) return;
  to.link?.push('lock', {
    eventType: 'SNAPSHOT',
    channelName,
    lockName: '',
    ttl: 0,
    owner: '',
    snapshot: space.locks.list(channelName),
    timestamp: services.timestamps.now(),
  });
}

function pushToWatchers(space: AppSpace, push: LockPush): void {
  for (const session of space.subscribers(push.channelName)) {
    if (session.subscriptions.get(push.channelName)?.withLock) session.link?.push('lock', push);
  }
}

/** The client's link, if it has one and its user has not logged in elsewhere. */
function linkOf(space: AppSpace, { userId, sessionId }: LockClient): Session['link'] {
  const session = space.sessions.get(userId);
  return session?.sessionId === sessionId ? session.link : null;
}
