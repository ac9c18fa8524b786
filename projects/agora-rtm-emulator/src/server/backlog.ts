import type { InvitationPush, MessagePush } from '../protocol/wire.ts';

/** What is sent to one user, rather than to a channel, and is not lost with the link of a 1.x client. */
export type PersonalPush =
  | { readonly name: 'message'; readonly body: MessagePush }
  | { readonly name: 'invitation'; readonly body: InvitationPush };

/**
 * Milliseconds a push is kept: a dead link goes unnoticed for 10 s, and its session then waits 30 s for
 * the client to come back. The rest is margin.
 */
const KEPT_MS = 60_000;

/** Kept at most, so that memory has a bound: half a minute of 160 messages a second. */
const MAX_KEPT = 5_000;

/**
 * What was sent to one user of late, whether or not it arrived: a link can be dead for a while before
 * anybody notices. A reconnecting client says up to when it has heard everything, and gets the rest.
 */
export class Backlog {
  #kept: PersonalPush[] = [];

  /** @param push Newer than everything before. */
  add(push: PersonalPush): void {
    this.#kept.push(push);
    const now = push.body.timestamp;
    const oldest = this.#kept[0]?.body.timestamp ?? now;
    // Dropped in batches: each one moves all the others.
    if (this.#kept.length < 2 * MAX_KEPT && oldest > now - 2 * KEPT_MS) return;
    this.#kept = this.#kept.filter((kept) => kept.body.timestamp > now - KEPT_MS).slice(-MAX_KEPT);
  }

  /** What is newer than `timestamp`, oldest first. */
  after(timestamp: number): PersonalPush[] {
    return this.#kept.filter((kept) => kept.body.timestamp > timestamp).slice(-MAX_KEPT);
  }
}
