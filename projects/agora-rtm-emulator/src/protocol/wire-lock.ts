/** Names one lock of a message channel. */
export interface LockAddress {
  readonly channelName: string;
  readonly lockName: string;
}

export interface LockState {
  readonly lockName: string;
  /** Empty when nobody holds it. */
  readonly owner: string;
  /** Seconds the lock survives its owner's link. */
  readonly ttl: number;
}

/** What subscribers with `withLock` hear. */
export interface LockPush extends LockState {
  readonly eventType: 'SET' | 'REMOVED' | 'ACQUIRED' | 'RELEASED' | 'SNAPSHOT';
  readonly channelName: string;
  /** All locks of the channel, for SNAPSHOT only. */
  readonly snapshot: readonly LockState[];
  readonly timestamp: number;
}

/** Locks of channels. */
export interface LockOperations {
  setLock: { request: LockAddress & { readonly ttl: number }; response: object };
  acquireLock: {
    request: LockAddress & { readonly retry: boolean };
    /** Identifies this holding of the lock; `null` for a place in the queue. */
    response: { revision: number | null };
  };
  releaseLock: { request: LockAddress; response: object };
  removeLock: { request: LockAddress; response: object };
  revokeLock: { request: LockAddress & { readonly owner: string }; response: object };
  getLocks: { request: { readonly channelName: string }; response: { locks: LockState[] } };
}

export interface LockPushes {
  lock: LockPush;
  /** The receiver waited in the queue and holds the lock now. */
  lockGranted: LockAddress & { readonly revision: number };
  /** The receiver waited in the queue and does not any more. */
  lockWaitEnded: LockAddress & { readonly code: number };
  /** The receiver held the lock, and it was taken away. */
  lockExpired: LockAddress & { readonly timestamp: number };
}
