import {
  MAX_METADATA_ITEMS,
  MAX_METADATA_KEY_BYTES,
  MAX_METADATA_USERS,
  MAX_METADATA_VALUE_BYTES,
  MAX_NAME_BYTES,
} from '../protocol/limits.ts';
import type {
  MetadataAddress,
  MetadataItemChange,
  MetadataWriteRequest,
} from '../protocol/wire.ts';
import type { Fields } from './fields.ts';
import type { Call, OperationTable } from './operation.ts';
import { requireService, requireSession } from './operation.ts';
import { Refusal } from './refusal.ts';
import { announceMetadata, sendMetadata } from './storage-events.ts';
import { editMetadata } from './storage-edit.ts';

/** Metadata of channels and users: anyone may read and write anyone's. */
export const storageService: OperationTable<
  'writeMetadata' | 'getMetadata' | 'subscribeUserMetadata' | 'unsubscribeUserMetadata'
> = {
  writeMetadata: { read: readWrite, run: write },
  getMetadata: {
    read: readAddress,
    run(request, call) {
      const { space } = requireSession(call);
      requireService(call, 'storage');
      return call.services.storage.read(space.appId, request);
    },
  },
  subscribeUserMetadata: {
    read: (fields) => ({
      userId: fields.name('userId', -10006),
      isResumed: fields.flag('isResumed'),
    }),
    run({ userId, isResumed }, call) {
      const { session, space } = requireSession(call);
      requireService(call, 'storage');
      if (!session.metadataUsers.has(userId)) {
        if (session.metadataUsers.size >= MAX_METADATA_USERS) throw new Refusal(-12017);
        space.watchMetadata(userId, session);
      }
      const address = { target: 'USER', name: userId } as const;
      call.afterReply(() => sendMetadata(call.services, address, session, !isResumed));
      return {};
    },
  },
  unsubscribeUserMetadata: {
    read: (fields) => ({ userId: fields.name('userId', -10006) }),
    run({ userId }, call) {
      const { session, space } = requireSession(call);
      requireService(call, 'storage');
      space.unwatchMetadata(userId, session);
      return {};
    },
  },
};

function readAddress(fields: Fields): MetadataAddress {
  const target = fields.oneOf('target', ['CHANNEL', 'USER']);
  return { target, name: fields.name('name', target === 'CHANNEL' ? -10008 : -10006) };
}

function readWrite(fields: Fields): MetadataWriteRequest {
  const action = fields.oneOf('action', ['SET', 'UPDATE', 'REMOVE']);
  const items = fields.list('items', MAX_METADATA_ITEMS).map(readItem);
  if (items.length === 0 && action !== 'REMOVE') throw new Refusal(-12003);
  if (new Set(items.map((item) => item.key)).size < items.length) throw new Refusal(-12013);
  return {
    ...readAddress(fields),
    action,
    items,
    majorRevision: fields.integer('majorRevision', -1, Number.MAX_SAFE_INTEGER),
    lockName: readLockName(fields),
    addTimeStamp: fields.flag('addTimeStamp'),
    addUserId: fields.flag('addUserId'),
  };
}

/** A lock's name, or empty for none. */
function readLockName(fields: Fields): string {
  const isNone = fields.text('lockName', MAX_NAME_BYTES) === '';
  return isNone ? '' : fields.name('lockName', -12007);
}

function readItem(fields: Fields): MetadataItemChange {
  const key = fields.name('key', -12009);
  if (key.length > MAX_METADATA_KEY_BYTES) throw new Refusal(-12011);
  const value = fields.text('value', MAX_METADATA_VALUE_BYTES);
  if (Buffer.byteLength(value) > MAX_METADATA_VALUE_BYTES) throw new Refusal(-12012);
  return { key, value, revision: fields.integer('revision', -1, Number.MAX_SAFE_INTEGER) };
}

function write(request: MetadataWriteRequest, call: Call): { timestamp: number } {
  const { session, space } = requireSession(call);
  const { services } = call;
  requireService(call, 'storage');
  const { target, name, lockName } = request;
  // What the SDK makes of every refusal of a lock by the server (bundle): it asks its own list first.
  if (target === 'CHANNEL' && lockName !== '' && !space.locks.isHeldBy(name, lockName, session)) {
    throw new Refusal(-12001);
  }
  const before = services.storage.read(space.appId, request);
  const after = editMetadata(before, request, {
    // As large as Agora's, and never reused: not even when the emulator forgets everything.
    revision: services.timestamps.next(),
    updated: request.addTimeStamp ? services.timestamps.now() : 0,
    authorUid: request.addUserId ? session.userId : '',
  });
  try {
    services.storage.write(space.appId, request, after);
  } catch {
    // The disk does not take it; nothing has changed.
    throw new Refusal(-12001);
  }
  call.afterReply(() => announceMetadata(services, space, request));
  return { timestamp: after.majorRevision };
}
