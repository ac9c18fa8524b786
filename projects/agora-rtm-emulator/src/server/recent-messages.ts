import { RESENT_CHANNEL_MESSAGES, RESENT_CHANNEL_MS } from '../protocol/limits-v1.ts';
import type { MessagePush } from '../protocol/wire.ts';

/** The latest messages of each channel, as many as a 1.x client can be sent again. */
export class RecentMessages {
  /** By channel, the one with the oldest latest message first. */
  readonly #byChannel = new Map<string, MessagePush[]>();

  add(message: MessagePush): void {
    const { channelName, timestamp } = message;
    const recent = this.#byChannel.get(channelName) ?? [];
    recent.push(message);
    // More than 32, for a member is not sent its own again; dropped in batches, as each moves all others.
    if (recent.length > 4 * RESENT_CHANNEL_MESSAGES) recent.splice(0, 2 * RESENT_CHANNEL_MESSAGES);
    this.#byChannel.delete(channelName);
    this.#byChannel.set(channelName, recent);
    this.#forget(timestamp - RESENT_CHANNEL_MS);
  }

  /** What others published in the last 30 s in any of `channelNames`, at most 32, oldest first. */
  missedBy(
    userId: string,
    channelNames: Iterable<string>,
    resumeAfter: number,
    now: number,
  ): MessagePush[] {
    const after = Math.max(resumeAfter, now - RESENT_CHANNEL_MS);
    const missed = [...channelNames].flatMap((name) => this.#byChannel.get(name) ?? []);
    return missed
      .filter((message) => message.timestamp > after && message.publisher !== userId)
      .sort((a, b) => a.timestamp - b.timestamp)
      .slice(-RESENT_CHANNEL_MESSAGES);
  }

  /** Drops channels where nothing was said since `horizon`. */
  #forget(horizon: number): void {
    for (const [channelName, recent] of this.#byChannel) {
      if ((recent.at(-1)?.timestamp ?? 0) > horizon) return;
      this.#byChannel.delete(channelName);
    }
  }
}
