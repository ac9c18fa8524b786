import { MAX_LOCK_TTL_S, MIN_LOCK_TTL_S } from '../protocol/limits.ts';
import type { LockAddress } from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import type { Fields } from './fields.ts';
import { announceLocks } from './lock-events.ts';
import type { LockChange } from './lock-table.ts';
import type { Call, OperationTable } from './operation.ts';
import { requireService, requireSession } from './operation.ts';
import type { Session } from './session.ts';

/** Locks of channels: anyone may make, revoke and remove them. */
export const lockService: OperationTable<
  'setLock' | 'acquireLock' | 'releaseLock' | 'removeLock' | 'revokeLock' | 'getLocks'
> = {
  setLock: {
    read: (fields) => ({
      ...readAddress(fields),
      ttl: fields.integer('ttl', MIN_LOCK_TTL_S, MAX_LOCK_TTL_S),
    }),
    run: (request, call) => change(call, ({ locks }) => locks.set(request, request.ttl)),
  },
  acquireLock: {
    read: (fields) => ({ ...readAddress(fields), retry: fields.flag('retry') }),
    run(request, call) {
      const { session, space } = requireLocks(call);
      const { revision, changes } = space.locks.acquire(request, session, request.retry);
      call.afterReply(() => announceLocks(call.services, space, changes));
      return { revision };
    },
  },
  releaseLock: {
    read: readAddress,
    run: (request, call) => change(call, ({ locks }, session) => locks.release(request, session)),
  },
  removeLock: {
    read: readAddress,
    run: (request, call) => change(call, ({ locks }) => locks.remove(request)),
  },
  revokeLock: {
    read: (fields) => ({ ...readAddress(fields), owner: fields.name('owner', -10006) }),
    run: (request, call) => change(call, ({ locks }) => locks.revoke(request, request.owner)),
  },
  getLocks: {
    read: (fields) => ({ channelName: fields.name('channelName', -10008) }),
    run: ({ channelName }, call) => ({ locks: requireLocks(call).space.locks.list(channelName) }),
  },
};

function readAddress(fields: Fields): LockAddress {
  return {
    channelName: fields.name('channelName', -10008),
    lockName: fields.name('lockName', -14005),
  };
}

function requireLocks(call: Call): { session: Session; space: AppSpace } {
  const found = requireSession(call);
  requireService(call, 'lock');
  return found;
}

function change(call: Call, work: (space: AppSpace, session: Session) => LockChange[]): object {
  const { session, space } = requireLocks(call);
  const changes = work(space, session);
  call.afterReply(() => announceLocks(call.services, space, changes));
  return {};
}
