import type { CancelTimer } from '../protocol/clock.ts';
import type { Pushes, Subscription } from '../protocol/wire.ts';

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
  readonly subscriptions = new Map<string, Subscription>();
  /** State of the user in each channel it is present in, by key. */
  readonly states = new Map<string, ReadonlyMap<string, string>>();
  /** Users whose metadata it subscribed. */
  readonly metadataUsers = new Set<string>();
  /** `null` while the link is down. */
  link: Link | null = null;
  #cancelGrace: CancelTimer = () => undefined;
  #tokenTimers: readonly CancelTimer[] = [];

  constructor(appId: string, userId: string, sessionId: string, graceMs: number) {
    this.appId = appId;
    this.userId = userId;
    this.sessionId = sessionId;
    this.graceMs = graceMs;
  }

  /** Uses `link` from now on and closes the one before it, if any. */
  attach(link: Link): void {
    this.#cancelGrace();
    const previous = this.link;
    this.link = link;
    previous?.close();
  }

  /** Lets go of `link`; does nothing when the session has moved on to another one. Returns whether it did. */
  detach(link: Link, startGrace: () => CancelTimer): boolean {
    if (this.link !== link) return false;
    this.link = null;
    this.#cancelGrace = startGrace();
    return true;
  }

  /** Takes the timers of the token in use, in place of those of the one before. */
  watch(tokenTimers: readonly CancelTimer[]): void {
    for (const cancel of this.#tokenTimers) cancel();
    this.#tokenTimers = tokenTimers;
  }

  /** Ends the session's timers; it must not be used afterwards. */
  dispose(): void {
    this.#cancelGrace();
    this.watch([]);
    this.link = null;
  }
}
