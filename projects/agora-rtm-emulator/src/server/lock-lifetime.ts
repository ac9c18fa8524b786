import { announceLocks } from './lock-events.ts';
import type { Services } from './operation.ts';
import type { Session } from './session.ts';

/** A session's link broke: each lock it holds lives on for its ttl. */
export function countDownLocks(services: Services, session: Session): void {
  const space = services.spaces.open(session.appId);
  for (const lock of space.locks.drop(session)) {
    const expire = () => announceLocks(services, space, space.locks.expire(lock));
    lock.cancelExpiry = services.clock.schedule(expire, lock.ttl * 1_000);
  }
}

/** A session has a link (again): it keeps its locks. An earlier login of the same user does not. */
export function keepLocks(services: Services, session: Session): void {
  const space = services.spaces.open(session.appId);
  announceLocks(services, space, space.locks.resume(session));
}

/** A session ended on purpose: nobody needs to wait for its locks. */
export function releaseLocks(services: Services, session: Session): void {
  const space = services.spaces.open(session.appId);
  announceLocks(services, space, space.locks.end(session));
}
