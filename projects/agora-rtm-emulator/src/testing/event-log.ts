/** How long a test waits for something that should happen at once, before it fails. */
const PATIENCE_MS = 5_000;

/** Collects what happens, and lets a test wait for what it expects. */
export class EventLog<T> {
  readonly entries: T[] = [];
  readonly #waiting = new Set<() => void>();

  readonly add = (entry: T): void => {
    this.entries.push(entry);
    for (const look of [...this.#waiting]) look();
  };

  /** The first entry, past or future, that satisfies `isWanted`. */
  find(isWanted: (entry: T) => boolean): Promise<T> {
    return this.#when(() => this.entries.find(isWanted));
  }

  /** All entries, once there are `count` of them. */
  async atLeast(count: number): Promise<T[]> {
    await this.#when(() => (this.entries.length >= count ? true : undefined));
    return this.entries;
  }

  #when<R>(look: () => R | undefined): Promise<R> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(tryNow);
        reject(new Error(`Waited in vain; there was ${JSON.stringify(this.entries)}`));
      }, PATIENCE_MS);
      const tryNow = () => {
        const result = look();
        if (result === undefined) return;
        this.#waiting.delete(tryNow);
        clearTimeout(timer);
        resolve(result);
      };
      this.#waiting.add(tryNow);
      tryNow();
    });
  }
}
