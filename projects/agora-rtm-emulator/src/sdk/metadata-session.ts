import type { MetadataPush } from '../protocol/wire.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import type { Link } from './link.ts';
import type { StorageEvent } from './rtm-events.ts';
import { toStorageData } from './storage-data.ts';
import type { RequestPolicy } from './transport.ts';

const RESTORE_POLICY = {
  operation: 'subscribeUserMetadata',
  timeoutMs: REQUEST_TIMEOUT_MS,
  onTimeout: -12018,
  onLost: -12018,
} as const satisfies RequestPolicy;

/** What a client knows of the metadata it subscribed, from login to logout and through reconnects. */
export class MetadataSession {
  /** Users whose metadata is subscribed. */
  readonly users = new Set<string>();
  readonly #link: Link;
  readonly #fire: (event: StorageEvent) => void;
  /** Newest revision heard of, by set. */
  readonly #revisions = new Map<string, number>();

  constructor(link: Link, fire: (event: StorageEvent) => void) {
    this.#link = link;
    this.#fire = fire;
  }

  /**
   * The first state of a subscription is a SNAPSHOT, every newer one an UPDATE; there are no other
   * events, and what is not newer is no news, after a reconnect neither (bundle).
   */
  pushed(push: MetadataPush): void {
    const key = `${push.target} ${push.name}`;
    const known = this.#revisions.get(key) ?? -1;
    if (!push.isFirst && push.majorRevision <= known) return;
    this.#revisions.set(key, push.majorRevision);
    this.#fire(toStorageEvent(push));
  }

  /** The link is back: subscribes users again. Channels come back with the login. */
  restore(): void {
    for (const userId of this.users) {
      const request = { userId, isResumed: true };
      this.#link.request('subscribeUserMetadata', request, RESTORE_POLICY).catch(() => undefined);
    }
  }

  /** The session is over. */
  clear(): void {
    this.users.clear();
    this.#revisions.clear();
  }
}

/** The event as the SDK builds it: who wrote is not told (bundle). */
function toStorageEvent(push: MetadataPush): StorageEvent {
  const isChannel = push.target === 'CHANNEL';
  return {
    channelName: isChannel ? push.name : '',
    channelType: isChannel ? 'MESSAGE' : 'USER',
    publisher: isChannel ? '' : push.name,
    storageType: push.target,
    eventType: push.isFirst ? 'SNAPSHOT' : 'UPDATE',
    data: toStorageData(push),
    timestamp: push.timestamp,
  };
}
