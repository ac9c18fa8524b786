/** Counts open sockets by address, so that one page in a loop does not take them all. */
export class AddressQuota {
  readonly #max: number;
  readonly #open = new Map<string, number>();

  /** @param max Sockets one address may have open. */
  constructor(max: number) {
    this.#max = max;
  }

  hasRoom(address: string | undefined): boolean {
    return (this.#open.get(address ?? '') ?? 0) < this.#max;
  }

  /** Counts one socket; the result gives its place back. */
  take(address: string): () => void {
    this.#open.set(address, (this.#open.get(address) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    };
  }
}
