/** How many users are kept: those that were heard of last. */
export const MAX_LAST_SEEN = 1000;

/** When users were last heard of: milliseconds since the epoch. */
export class LastSeen {
  /** The latest last. */
  readonly #times = new Map<string, number>();

  /** @param times As they were kept. */
  load(times: readonly (readonly [userId: string, at: number])[]): void {
    for (const [userId, at] of [...times].sort((a, b) => a[1] - b[1])) this.raise(userId, at);
  }

  timeOf(userId: string): number | null {
    return this.#times.get(userId) ?? null;
  }

  /** Notes that a user was heard of, unless later news is known. @returns Whether it was news. */
  raise(userId: string, at: number): boolean {
    if (at <= (this.#times.get(userId) ?? 0)) return false;
    this.#times.delete(userId);
    this.#times.set(userId, at);
    if (this.#times.size > MAX_LAST_SEEN) {
      const [oldest] = this.#times.keys();
      if (oldest !== undefined) this.#times.delete(oldest);
    }
    return true;
  }

  /** All of them, as they are kept. */
  entries(): readonly (readonly [userId: string, at: number])[] {
    return [...this.#times];
  }
}
