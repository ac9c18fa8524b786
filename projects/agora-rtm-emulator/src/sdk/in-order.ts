/** Runs asynchronous work one after the other, in the order it was handed in. */
export class InOrder {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as `work` does; work that fails does not stop what follows. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
