import type { AppSpace } from './app-space.ts';
import type { Session } from './session.ts';

/** Tells everyone who watches the user of `session` about its online status, from now on. */
export function observeStatus(space: AppSpace, session: Session): void {
  const { userId } = session;
  session.observe((status) => {
    if (status === 'OFFLINE') unwatch(space, session, [...session.watchedUsers]);
    for (const watcher of space.watchers.get(userId) ?? []) {
      watcher.link?.push('onlineStatus', { userId, status });
    }
  });
}

export function watch(space: AppSpace, session: Session, userIds: readonly string[]): void {
  for (const userId of userIds) {
    session.watchedUsers.add(userId);
    const watchers = space.watchers.get(userId) ?? new Set<Session>();
    space.watchers.set(userId, watchers.add(session));
  }
}

export function unwatch(space: AppSpace, session: Session, userIds: readonly string[]): void {
  for (const userId of userIds) {
    session.watchedUsers.delete(userId);
    const watchers = space.watchers.get(userId);
    watchers?.delete(session);
    if (watchers?.size === 0) space.watchers.delete(userId);
  }
}
