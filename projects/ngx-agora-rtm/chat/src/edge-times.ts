import type { ChatRecord } from './chat-record';
import type { StreamTracker } from './stream-tracker';

/** The times of the records at the edges of what has arrived of one stream: between them lies what is missing. */
export class EdgeTimes {
  readonly #times = new Map<number, number>();

  /** Takes in records that were counted. */
  note(streams: StreamTracker, from: string, stream: string, records: readonly ChatRecord[]): void {
    const isInside = (n: number) =>
      streams.has(from, stream, n - 1) && streams.has(from, stream, n + 1);
    for (const { n, at } of records) {
      if (n === null) continue;
      this.#times.set(n, at);
      for (const near of [n - 1, n, n + 1]) if (isInside(near)) this.#times.delete(near);
    }
  }

  /** When a record at an edge was sent, `null` where that is not known. */
  at(n: number): number | null {
    return this.#times.get(n) ?? null;
  }
}
