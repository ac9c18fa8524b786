/** What became of a message that a page was told to write. */
export type Outcome =
  /** Its page went away before it said anything: it may be there, or not. */
  | 'unknown'
  /** The page said that it is kept safe: it must arrive. */
  | 'queued'
  /** The page said that it did not take it: it must not arrive. */
  | 'refused';

/** A message that a page was told to write. */
export interface Written {
  /** Unlike that of any other message of the run. */
  readonly text: string;
  readonly from: string;
  /** Who wrote it, one after the other: the user in one tab. */
  readonly writer: string;
  /** Place in what the writer wrote. */
  readonly seq: number;
  outcome: Outcome;
}

/** All that was written in a scenario. It lives outside of the pages, so that it survives them. */
export class Ledger {
  readonly #written = new Map<string, Written>();
  readonly #counts = new Map<string, number>();

  /** The next texts for a writer to write. */
  plan(from: string, tab: string, count: number): string[] {
    const writer = `${from}/${tab}`;
    return Array.from({ length: count }, () => {
      const seq = (this.#counts.get(writer) ?? 0) + 1;
      this.#counts.set(writer, seq);
      const text = `${writer}/${seq}`;
      this.#written.set(text, { text, from, writer, seq, outcome: 'unknown' });
      return text;
    });
  }

  /** Notes what a page says became of a message. */
  note(text: string, outcome: Outcome): void {
    const written = this.#written.get(text);
    if (written !== undefined) written.outcome = outcome;
  }

  get(text: string): Written | undefined {
    return this.#written.get(text);
  }

  /** All of them, each writer's in the order of writing. */
  all(): readonly Written[] {
    return [...this.#written.values()];
  }

  /** How many have to arrive. */
  get kept(): number {
    return this.all().filter(({ outcome }) => outcome === 'queued').length;
  }
}
