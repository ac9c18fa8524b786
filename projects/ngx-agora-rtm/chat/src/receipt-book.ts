import type { StoredReceipt } from './chat-storage';
import type { Position } from './content';

/** Most users of one conversation whose receipts are kept. Who was not heard of for longest is forgotten first. */
const MAX_USERS = 200;

/** Most of the own streams for which one user's receipts are kept: one for each installation that the user ever wrote from. */
const MAX_STREAMS_A_USER = 16;

interface Reached {
  readonly delivered: Map<string, number>;
  readonly read: Map<string, number>;
}

/** How far the own messages of one conversation have reached others: the highest of what they said. */
export class ReceiptBook {
  readonly #users = new Map<string, Reached>();
  readonly #userId: string;

  constructor(userId: string, stored: readonly StoredReceipt[] = []) {
    this.#userId = userId;
    for (const { userId: of, delivered, read } of stored) this.merge(of, delivered, read);
  }

  /**
   * Takes in what a user has said.
   *
   * @returns What of it is news about the own messages, or `null` if nothing is.
   */
  merge(
    from: string,
    delivered: readonly Position[],
    read: readonly Position[],
  ): Pick<StoredReceipt, 'delivered' | 'read'> | null {
    const known = this.#users.get(from) ?? { delivered: new Map(), read: new Map() };
    const news = {
      delivered: this.#raise(known.delivered, delivered),
      read: this.#raise(known.read, read),
    };
    if (news.delivered.length === 0 && news.read.length === 0) return null;
    this.#users.delete(from);
    this.#users.set(from, known);
    const [oldest] = this.#users.keys();
    if (this.#users.size > MAX_USERS && oldest !== undefined) this.#users.delete(oldest);
    return news;
  }

  /** All of it, to be kept. */
  stored(): readonly StoredReceipt[] {
    const positions = (reached: ReadonlyMap<string, number>) =>
      [...reached].map(([stream, n]) => ({ from: this.#userId, stream, n }));
    return [...this.#users].map(([userId, { delivered, read }]) => ({
      userId,
      delivered: positions(delivered),
      read: positions(read),
    }));
  }

  #raise(reached: Map<string, number>, positions: readonly Position[]): readonly Position[] {
    return positions.filter(({ from, stream, n }) => {
      if (from !== this.#userId || n <= (reached.get(stream) ?? 0)) return false;
      if (!reached.has(stream) && reached.size >= MAX_STREAMS_A_USER) return false;
      reached.set(stream, n);
      return true;
    });
  }
}
