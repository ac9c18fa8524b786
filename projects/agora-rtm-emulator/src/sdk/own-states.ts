import type { ChannelType, StateDetail } from './types.ts';

/**
 * The user's own state by channel, subscribed or not. The client's copy is what counts: the server gets
 * it when there is one to tell, at once or later (observed with 2.3.0: `setState` resolves while
 * disconnected too).
 */
export class OwnStates {
  readonly #channels = new Map<string, Map<string, string>>();

  /** Channels a state was ever set or removed for. */
  get size(): number {
    return this.#channels.size;
  }

  has(channelType: ChannelType, channelName: string): boolean {
    return this.#channels.has(key(channelType, channelName));
  }

  get(channelType: ChannelType, channelName: string): StateDetail {
    return Object.fromEntries(this.#channels.get(key(channelType, channelName)) ?? []);
  }

  set(channelType: ChannelType, channelName: string, states: StateDetail): void {
    const channel = this.#open(channelType, channelName);
    for (const [name, value] of Object.entries(states)) channel.set(name, value);
  }

  /** Removes keys, all without a list. Returns those that were there. */
  remove(channelType: ChannelType, channelName: string, keys: readonly string[] | null): string[] {
    const channel = this.#open(channelType, channelName);
    return (keys ?? [...channel.keys()]).filter((name) => channel.delete(name));
  }

  forget(channelType: ChannelType, channelName: string): void {
    this.#channels.delete(key(channelType, channelName));
  }

  clear(): void {
    this.#channels.clear();
  }

  #open(channelType: ChannelType, channelName: string): Map<string, string> {
    const name = key(channelType, channelName);
    const channel = this.#channels.get(name) ?? new Map<string, string>();
    this.#channels.set(name, channel);
    return channel;
  }
}

/** No name holds a slash. */
function key(channelType: ChannelType, channelName: string): string {
  return `${channelType}/${channelName}`;
}
