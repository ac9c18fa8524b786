import type { PresencePush, States } from '../protocol/wire.ts';
import { ChannelPresence } from './channel-presence.ts';
import type { PresenceRules } from './channel-presence.ts';
import type { UserState } from './rtm-events.ts';

/** Presence of all channels a client subscribed it for. */
export class PresenceFeed {
  readonly #rules: PresenceRules;
  readonly #channels = new Map<string, ChannelPresence>();

  constructor(rules: PresenceRules) {
    this.#rules = rules;
  }

  /** Takes what the server says. A channel begins with its SNAPSHOT; what comes after it was left is dropped. */
  deliver(push: PresencePush): void {
    const { channelName, eventType } = push;
    const known = this.#channels.get(channelName);
    const channel = known ?? new ChannelPresence(channelName, this.#rules);
    if (known === undefined && eventType !== 'SNAPSHOT') return;
    this.#channels.set(channelName, channel);
    channel.apply(push);
  }

  /** Everyone in a channel, `undefined` when the client has no presence of it. */
  users(channelName: string): UserState[] | undefined {
    return this.#channels.get(channelName)?.users();
  }

  has(channelName: string): boolean {
    return this.#channels.has(channelName);
  }

  /** The state of someone else in a channel, `undefined` when they are not in it. */
  stateOf(channelName: string, userId: string): States | undefined {
    return this.#channels.get(channelName)?.stateOf(userId);
  }

  /** Takes what the client subscribed a channel for: with presence or not, quiet or not. */
  subscribed(channelName: string, withPresence: boolean, beQuiet: boolean): void {
    if (withPresence) this.#channels.get(channelName)?.setPresent(!beQuiet);
    else this.forget(channelName);
  }

  forget(channelName: string): void {
    this.#channels.get(channelName)?.dispose();
    this.#channels.delete(channelName);
  }

  clear(): void {
    for (const channelName of [...this.#channels.keys()]) this.forget(channelName);
  }
}
