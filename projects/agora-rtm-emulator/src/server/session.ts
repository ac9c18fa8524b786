import type { CancelTimer } from '../protocol/clock.ts';
import type {
  Generation,
  OnlineStatus,
  Pushes,
  StoredAttribute,
  Subscription,
} from '../protocol/wire.ts';
import { Backlog } from './backlog.ts';

/** The way to one connected client. */
export interface Link {
  push<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void;
  close(): void;
}

/**
 * One login of one user. It outlives a dropped link for the user's presence timeout, so that a
 * reconnect finds its subscriptions and others see no flicker.
 */
export class Session {
  readonly appId: string;
  readonly userId: string;
  readonly sessionId: string;
  /** Milliseconds the session survives without a link. */
  readonly graceMs: number;
  readonly generation: Generation;
  readonly subscriptions = new Map<string, Subscription>();
  /** State of the user in each channel it is present in, by key. */
  readonly states = new Map<string, ReadonlyMap<string, string>>();
  /** Users whose metadata it subscribed. */
  readonly metadataUsers = new Set<string>();
  /** Attributes of the user in the 1.x API; they end with the session. */
  readonly attributes = new Map<string, StoredAttribute>();
  /** Users whose online status the client wants to hear of. */
  readonly watchedUsers = new Set<string>();
  /** What was sent to the user of late; `null` in 2.x, which resends nothing. */
  readonly backlog: Backlog | null;
  /** `null` while the link is down. */
  link: Link | null = null;
  #cancelGrace: CancelTimer = () => undefined;
  #tokenTimers: readonly CancelTimer[] = [];
  #onStatus: (status: OnlineStatus) => void = () => undefined;

  constructor(
    appId: string,
    userId: string,
    sessionId: string,
    graceMs: number,
    generation: Generation = 2,
  ) {
    this.appId = appId;
    this.userId = userId;
    this.sessionId = sessionId;
    this.graceMs = graceMs;
    this.generation = generation;
    this.backlog = generation === 1 ? new Backlog() : null;
  }

  /** Calls `onStatus` whenever the user can be reached, or no longer, from now on. */
  observe(onStatus: (status: OnlineStatus) => void): void {
    this.#onStatus = onStatus;
  }

  /** Uses `link` from now on and closes the one before it, if any. */
  attach(link: Link): void {
    this.#cancelGrace();
    const previous = this.link;
    this.link = link;
    previous?.close();
    this.#onStatus('ONLINE');
  }

  /** Lets go of `link`; does nothing when the session has moved on to another one. Returns whether it did. */
  detach(link: Link, startGrace: () => CancelTimer): boolean {
    if (this.link !== link) return false;
    this.link = null;
    this.#cancelGrace = startGrace();
    this.#onStatus('UNREACHABLE');
    return true;
  }

  /** Takes the timers of the token in use, in place of those of the one before. */
  watch(tokenTimers: readonly CancelTimer[]): void {
    for (const cancel of this.#tokenTimers) cancel();
    this.#tokenTimers = tokenTimers;
  }

  /** Ends the session: the user is offline, and it must not be used afterwards. */
  end(): void {
    this.dispose();
    this.#onStatus('OFFLINE');
  }

  /** Ends the session's timers, without a word to anybody. */
  dispose(): void {
    this.#cancelGrace();
    this.watch([]);
    this.link = null;
  }
}
