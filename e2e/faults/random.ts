/** Numbers that look random and are the same for the same seed: a run that failed can be run again. */
export class Random {
  #state: number;

  /** @param seed One run has one; @param name Gives each scenario numbers of its own, whichever others run. */
  constructor(seed: number, name: string) {
    this.#state = seed | 0;
    for (let at = 0; at < name.length; at++) {
      this.#state = Math.imul(this.#state ^ name.charCodeAt(at), 16777619);
    }
  }

  /** At least 0, less than 1. Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.between(0, from.length - 1)];
    if (picked === undefined) throw new Error('There is nothing to pick from');
    return picked;
  }
}
