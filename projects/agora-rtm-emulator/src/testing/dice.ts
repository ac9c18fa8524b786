import { seededRandom } from '../server/faults/seeded-random.ts';

/** Choices at random that a seed repeats. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** @throws when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T {
    const index = this.below(from.length);
    if (index >= from.length) throw new Error('Nothing to pick from.');
    return from[index] as T;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** Text of any UTF-16 units, those that are no character included. */
  text(maxLength: number): string {
    const units = this.chance(0.5) ? 0x80 : 0x10000;
    return String.fromCharCode(
      ...Array.from({ length: this.below(maxLength + 1) }, () => this.below(units)),
    );
  }

  /** A value that JSON can hold. */
  json(depth: number): unknown {
    const kind = this.below(depth > 0 ? 9 : 7);
    if (kind === 0) return null;
    if (kind === 1) return this.chance(0.5);
    if (kind === 2) return this.below(1_000) - 500;
    if (kind === 3) return this.pick([1e308, -1e308, 0.1, 2 ** 53, -(2 ** 53), 1e-300]);
    if (kind < 7) return this.text(12);
    const size = this.below(4);
    if (kind === 7) return Array.from({ length: size }, () => this.json(depth - 1));
    return Object.fromEntries(
      Array.from({ length: size }, () => [this.text(6), this.json(depth - 1)]),
    );
  }
}
