import { LockTable } from './lock-table.ts';
import { ChannelAttributes } from './channel-attributes.ts';
import { RecentMessages } from './recent-messages.ts';
import type { Session } from './session.ts';

/** All there is of one App ID. Two App IDs never see each other: every lookup starts here. */
export class AppSpace {
  readonly appId: string;
  /** Current session of each user id. */
  readonly sessions = new Map<string, Session>();
  /** Subscribers of each message channel by user id, in order of joining. */
  readonly channels = new Map<string, Map<string, Session>>();
  /** Locks of all channels. They stay until somebody removes them, whoever is logged in. */
  readonly locks = new LockTable();
  /** Subscribers of each user's metadata. */
  readonly #metadataWatchers = new Map<string, Set<Session>>();
  /** Sessions that want to hear of the online status of each user. */
  readonly watchers = new Map<string, Set<Session>>();
  readonly channelAttributes = new ChannelAttributes();
  /** Kept from the first login of a 1.x client on. */
  recentMessages: RecentMessages | null = null;

  constructor(appId: string) {
    this.appId = appId;
  }

  /** Subscribers of a channel, present and quiet ones. */
  subscribers(channelName: string): Iterable<Session> {
    return this.channels.get(channelName)?.values() ?? [];
  }

  /** User ids present in a channel: its subscribers without the quiet ones. */
  presentUsers(channelName: string): string[] {
    const present: string[] = [];
    for (const session of this.subscribers(channelName)) {
      if (session.subscriptions.get(channelName)?.beQuiet === false) present.push(session.userId);
    }
    return present;
  }

  /** Keeps the messages of channels from now on, for 1.x clients that reconnect. */
  keepRecentMessages(): void {
    this.recentMessages ??= new RecentMessages();
  }

  addSubscriber(channelName: string, session: Session): void {
    const channel = this.channels.get(channelName) ?? new Map<string, Session>();
    this.channels.set(channelName, channel.set(session.userId, session));
  }

  removeSubscriber(channelName: string, session: Session): void {
    const channel = this.channels.get(channelName);
    channel?.delete(session.userId);
    if (channel?.size === 0) this.channels.delete(channelName);
  }

  /** Subscribers of a user's metadata. */
  metadataWatchers(userId: string): Iterable<Session> {
    return this.#metadataWatchers.get(userId) ?? [];
  }

  watchMetadata(userId: string, session: Session): void {
    session.metadataUsers.add(userId);
    const watchers = this.#metadataWatchers.get(userId) ?? new Set();
    this.#metadataWatchers.set(userId, watchers.add(session));
  }

  unwatchMetadata(userId: string, session: Session): void {
    session.metadataUsers.delete(userId);
    const watchers = this.#metadataWatchers.get(userId);
    watchers?.delete(session);
    if (watchers?.size === 0) this.#metadataWatchers.delete(userId);
  }
}

/** The App IDs in use. One that nobody is logged in to and that has no locks takes no memory. */
export class AppSpaces {
  readonly #spaces = new Map<string, AppSpace>();

  /** The space of an App ID, created when it is new. */
  open(appId: string): AppSpace {
    const space = this.#spaces.get(appId) ?? new AppSpace(appId);
    this.#spaces.set(appId, space);
    return space;
  }

  /** Forgets a space without sessions and locks, and without attributes that outlive sessions for a while. */
  release(space: AppSpace): void {
    const isEmpty = space.sessions.size === 0 && space.locks.isEmpty;
    if (isEmpty && space.channelAttributes.isEmpty) this.#spaces.delete(space.appId);
  }

  all(): Iterable<AppSpace> {
    return this.#spaces.values();
  }
}
