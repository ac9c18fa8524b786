import { RtmError } from 'ngx-agora-rtm/client';
import { type CallLimit, CallWindow } from './call-window';
import type { QueryBudget } from './chat-context';
import type { Clock } from './clock';

/**
 * What queries and joins of the chat may take. Agora allows 20 API calls a second for a client and ignores what is beyond; two
 * are left to the application.
 */
export const QUERY_LIMIT: CallLimit = { calls: 18, perMs: 1000 };

/** How many queries run at a time. More would only wait inside the SDK, where what became urgent cannot overtake them. */
const MAX_RUNNING = 4;

interface Waiting {
  readonly start: () => void;
  readonly giveUp: () => void;
}

/** Keeps queries to a rate and to a few at a time, in the order in which they come. Rejects with `cancelled` when closed. */
export class PacedQueryBudget implements QueryBudget {
  readonly #limit: CallLimit;
  readonly #maxRunning: number;
  readonly #window: CallWindow;
  readonly #waiting = new Set<Waiting>();
  #isClosed = false;

  constructor(clock: Clock, limit: CallLimit = QUERY_LIMIT, maxRunning: number = MAX_RUNNING) {
    this.#limit = limit;
    this.#maxRunning = maxRunning;
    this.#window = new CallWindow(clock, limit.perMs, () => this.#go());
  }

  run<T>(query: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          this.#waiting.delete(waiting);
          this.#window.run(query).then(resolve, reject);
        },
        giveUp: () => {
          this.#waiting.delete(waiting);
          reject(closed());
        },
      };
      if (this.#isClosed) return waiting.giveUp();
      this.#waiting.add(waiting);
      this.#go();
    });
  }

  /** Ends all waits with `cancelled`, and takes no more queries. What is under way goes on. */
  close(): void {
    this.#isClosed = true;
    for (const waiting of this.#waiting) waiting.giveUp();
    this.#window.close();
  }

  #go(): void {
    for (const waiting of this.#waiting) {
      const { counted, running } = this.#window;
      if (counted >= this.#limit.calls || running >= this.#maxRunning) return;
      waiting.start();
    }
  }
}

function closed(): RtmError {
  return new RtmError({
    code: 'cancelled',
    operation: 'history',
    message: 'The chat was closed before the turn of the query came',
  });
}
