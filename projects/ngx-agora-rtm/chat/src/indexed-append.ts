import type { ChatRecord } from './chat-record';

/** One call of `append`. */
interface Call {
  readonly records: readonly ChatRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Makes one transaction of all calls of one tick, and of those that come while one is under way. */
export class AppendQueue {
  readonly #keep: (records: readonly ChatRecord[]) => Promise<void>;
  #calls: Call[] = [];
  #running = 0;
  #isScheduled = false;

  /** @param keep Keeps records in one transaction. */
  constructor(keep: (records: readonly ChatRecord[]) => Promise<void>) {
    this.#keep = keep;
  }

  add(records: readonly ChatRecord[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#calls.push({ records, resolve, reject });
      this.#schedule();
    });
  }

  /** Begins with what waits: whatever is asked for after this finds it kept. */
  start(): void {
    const calls = this.#calls;
    if (calls.length > 0) {
      this.#calls = [];
      this.#running++;
      void this.#run(calls).finally(() => {
        this.#running--;
        this.#schedule();
      });
    }
  }

  #schedule(): void {
    if (!this.#isScheduled && this.#running === 0 && this.#calls.length > 0) {
      this.#isScheduled = true;
      queueMicrotask(() => {
        this.#isScheduled = false;
        this.start();
      });
    }
  }

  async #run(calls: readonly Call[]): Promise<void> {
    try {
      await this.#keep(calls.flatMap(({ records }) => records));
      calls.forEach(({ resolve }) => resolve());
    } catch (error) {
      const [only, ...others] = calls;
      if (only && others.length === 0) {
        only.reject(error);
      } else {
        // One that cannot be kept must not take the others with it.
        await Promise.all(calls.map((call) => this.#run([call])));
      }
    }
  }
}
