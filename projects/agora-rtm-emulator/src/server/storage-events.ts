import type { MetadataAddress } from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import type { Services } from './operation.ts';
import type { Session } from './session.ts';

/** Tells everyone who subscribed a set of metadata, the writer too, what it is now. */
export function announceMetadata(
  services: Services,
  space: AppSpace,
  { target, name }: MetadataAddress,
): void {
  const state = services.storage.read(space.appId, { target, name });
  const push = { target, name, ...state, isFirst: false, timestamp: services.timestamps.now() };
  for (const session of watchers(space, { target, name })) session.link?.push('metadata', push);
}

/** Tells one subscriber what a set of metadata is. */
export function sendMetadata(
  services: Services,
  { target, name }: MetadataAddress,
  to: Session,
  isFirst: boolean,
): void {
  if (!services.settings.storage) return;
  const state = services.storage.read(to.appId, { target, name });
  const timestamp = services.timestamps.now();
  to.link?.push('metadata', { target, name, ...state, isFirst, timestamp });
}

function watchers(space: AppSpace, { target, name }: MetadataAddress): Iterable<Session> {
  if (target === 'USER') return space.metadataWatchers(name);
  return [...space.subscribers(name)].filter(
    (session) => session.subscriptions.get(name)?.withMetadata,
  );
}
