import type { AgoraV2Instance, AgoraV2Sdk } from './agora-v2-sdk';

/** The right to use an instance of the SDK, of one holder at a time. */
export interface InstanceLease {
  readonly instance: AgoraV2Instance;
  /** Gives the instance back once a promise has settled. Resolves when that is done. To be called once. */
  release(closed: Promise<unknown>): Promise<void>;
}

interface Slot {
  instance: AgoraV2Instance | null;
  /** `null`: free. Else settles when the holder has given it back, which it may not be about to do. */
  holder: { closing: Promise<void> | null } | null;
}

/**
 * The instances of one SDK module. The SDK allows one `new RTM(appId, userId)` per page and pair, for ever: a second
 * one throws -10027 even after `logout()`. So instances are kept, and lent to one client after the other.
 */
export class InstanceCache {
  static readonly #caches = new WeakMap<AgoraV2Sdk, InstanceCache>();

  /** The cache of an SDK module. */
  static of(sdk: AgoraV2Sdk): InstanceCache {
    let cache = this.#caches.get(sdk);
    if (!cache) this.#caches.set(sdk, (cache = new InstanceCache()));
    return cache;
  }

  readonly #slots = new Map<string, Slot>();

  /**
   * Lends the instance of a user, made by `create` if there is none yet. Waits while the one who has it is giving it
   * back; returns `null` if it is in use.
   */
  async lend(
    appId: string,
    userId: string,
    create: () => AgoraV2Instance,
  ): Promise<InstanceLease | null> {
    const slot = this.#slot(appId, userId);
    while (slot.holder) {
      if (!slot.holder.closing) return null;
      await slot.holder.closing;
    }
    slot.instance ??= create();
    const holder: NonNullable<Slot['holder']> = { closing: null };
    slot.holder = holder;
    return {
      instance: slot.instance,
      release: (closed) => {
        const free = (): void => {
          slot.holder = null;
        };
        return (holder.closing = closed.then(free, free));
      },
    };
  }

  #slot(appId: string, userId: string): Slot {
    // A space cannot stand in an App ID.
    const key = `${appId} ${userId}`;
    let slot = this.#slots.get(key);
    if (!slot) this.#slots.set(key, (slot = { instance: null, holder: null }));
    return slot;
  }
}
