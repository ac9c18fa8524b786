import type { Position } from './content';

/** How far streams have come: the highest number of each. */
export class PositionMap {
  /** By sender, then by stream: neither is a safe part of a combined key. */
  readonly #numbers = new Map<string, Map<string, number>>();

  /** Notes a position, unless a higher one is known. @returns Whether it was news. */
  raise({ from, stream, n }: Position): boolean {
    if (n <= this.numberOf(from, stream)) return false;
    const streams = this.#numbers.get(from) ?? new Map<string, number>();
    this.#numbers.set(from, streams.set(stream, n));
    return true;
  }

  /** The highest number of a stream; 0 for none. */
  numberOf(from: string, stream: string): number {
    return this.#numbers.get(from)?.get(stream) ?? 0;
  }

  /** Positions that are higher than in another map, at most `limit` of them. */
  beyond(other: PositionMap, limit: number): readonly Position[] {
    const beyond: Position[] = [];
    for (const [from, streams] of this.#numbers) {
      for (const [stream, n] of streams) {
        if (beyond.length >= limit) return beyond;
        if (n > other.numberOf(from, stream)) beyond.push({ from, stream, n });
      }
    }
    return beyond;
  }
}
