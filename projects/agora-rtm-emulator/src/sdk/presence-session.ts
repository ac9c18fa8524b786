import type { Subscription } from '../protocol/wire.ts';
import type { PresenceRules } from './channel-presence.ts';
import type { Link } from './link.ts';
import { OwnStates } from './own-states.ts';
import { overriddenSettings } from './parameters.ts';
import { PresenceFeed } from './presence-feed.ts';
import type { LinkState } from './rtm-events.ts';
import { toChange, uploadState } from './state-upload.ts';

/** A client's presence through logins and losses: what it knows of others, and what others know of it. */
export class PresenceSession {
  readonly feed: PresenceFeed;
  readonly states = new OwnStates();
  readonly #link: Link;

  constructor(link: Link, { clock, emit }: Pick<PresenceRules, 'clock' | 'emit'>) {
    this.#link = link;
    this.feed = new PresenceFeed({
      userId: link.identity.userId,
      clock,
      now: () => link.serverTime,
      announceMax: () => overriddenSettings(link.settings).announceMax,
      intervalMs: () => overriddenSettings(link.settings).announceIntervalMs,
      ownStates: (channelName) => this.states.get('MESSAGE', channelName),
      emit,
    });
  }

  /** A session that ended takes its presence along; the user's states stay after a failure (observed). */
  linkChanged(state: LinkState): void {
    if (state === 'IDLE') this.states.clear();
    if (state === 'IDLE' || state === 'FAILED') this.feed.clear();
    if (state !== 'CONNECTED') return;
    for (const subscription of this.#link.subscriptions.values()) this.#restore(subscription);
  }

  /** Takes what a channel is subscribed for, `null` when it was left. */
  channelChanged(channelName: string, subscription: Subscription | null): void {
    if (subscription === null) {
      this.feed.forget(channelName);
      this.states.forget('MESSAGE', channelName);
      return;
    }
    this.feed.subscribed(channelName, subscription.withPresence, subscription.beQuiet);
    this.#restore(subscription);
  }

  /** Tells everything there is: the server may have missed what was set meanwhile, and forgotten what was before. */
  #restore({ channelName, beQuiet }: Subscription): void {
    if (beQuiet || !this.states.has('MESSAGE', channelName)) return;
    const states = Object.entries(this.states.get('MESSAGE', channelName));
    const changes = states.map(([key, value]) => toChange(key, value));
    uploadState(this.#link, channelName, changes, true);
  }
}
