/** How long a key counts as the next letter of what was typed: milliseconds, as in the lists of operating systems. */
const PAUSE = 700;

/** Finds rows by their first letters, as they are typed. */
export class TypeAhead {
  #typed = '';
  #at = 0;

  /** Whether a key is taken as a letter: a space only inside of what is being typed, as it presses a button else. */
  takes({ key, ctrlKey, metaKey, altKey, timeStamp }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey || Array.from(key).length !== 1) return false;
    return key !== ' ' || (this.#typed !== '' && timeStamp - this.#at < PAUSE);
  }

  /**
   * @param labels What the rows are found by.
   * @param from Index of the row that has the focus.
   * @returns Index of the row that is meant: the next one for the same letter again; `null` for none.
   */
  find({ key, timeStamp }: KeyboardEvent, labels: readonly string[], from: number): number | null {
    const letter = key.toLocaleLowerCase();
    const isContinued = timeStamp - this.#at < PAUSE;
    this.#at = timeStamp;
    this.#typed = isContinued ? this.#typed + letter : letter;
    const isSameAgain = Array.from(this.#typed).every((each) => each === letter);
    const start = isSameAgain ? letter : this.#typed;
    // The same letter again, and the first one, go on from the row; further letters may mean the row itself.
    const skipped = isSameAgain ? 1 : 0;
    for (let i = skipped; i < labels.length + skipped; i++) {
      const index = (from + i) % labels.length;
      if (labels[index]?.toLocaleLowerCase().startsWith(start)) return index;
    }
    return null;
  }
}
