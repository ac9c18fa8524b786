import type { CancelTimer, Clock } from '../protocol/clock.ts';
import type { StoredAttribute } from '../protocol/wire.ts';

/** The attributes of one user or channel, by key. */
export type Attributes = Map<string, StoredAttribute>;

/**
 * An empty channel is looked at this often, in milliseconds; one that is found empty twice loses its
 * attributes. Agora's type definitions say "a couple of minutes".
 */
const EMPTY_CHECK_MS = 120_000;

interface Entry {
  readonly attributes: Attributes;
  cancelCheck: CancelTimer;
}

/** The attributes of the channels of one App ID. A channel need not exist, but an empty one loses them. */
export class ChannelAttributes {
  readonly #byChannel = new Map<string, Entry>();

  get isEmpty(): boolean {
    return this.#byChannel.size === 0;
  }

  /** The attributes of a channel, empty when it has none. */
  of(channelName: string): Attributes {
    return new Map(this.#byChannel.get(channelName)?.attributes);
  }

  /** Replaces the attributes of a channel and goes on looking whether anybody is in it. */
  set(
    channelName: string,
    attributes: Attributes,
    clock: Clock,
    isOccupied: () => boolean,
    onForgotten: () => void,
  ): void {
    this.#forget(channelName);
    if (attributes.size === 0) return;
    const entry: Entry = { attributes, cancelCheck: () => undefined };
    this.#byChannel.set(channelName, entry);
    const check = (wasEmpty: boolean) => {
      const isEmpty = !isOccupied();
      if (isEmpty && wasEmpty) {
        this.#forget(channelName);
        onForgotten();
      } else {
        entry.cancelCheck = clock.schedule(() => check(isEmpty), EMPTY_CHECK_MS);
      }
    };
    check(false);
  }

  dispose(): void {
    for (const channelName of [...this.#byChannel.keys()]) this.#forget(channelName);
  }

  #forget(channelName: string): void {
    this.#byChannel.get(channelName)?.cancelCheck();
    this.#byChannel.delete(channelName);
  }
}
