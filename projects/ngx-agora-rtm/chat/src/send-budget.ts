import { RtmError } from 'ngx-agora-rtm/client';
import { CallWindow, type CallLimit } from './call-window';
import type { SendBudget, SendPriority } from './chat-context';
import type { Clock } from './clock';

/** What part of the backend's rate is used, so that a timer that fires early, or another user of the client, breaks nothing. */
const SAFE_SHARE = 0.9;

/** How long a hint that somebody is writing may wait for its turn, in ms. Later it would be wrong. */
const MAX_TYPING_WAIT = 3000;

/** For how long half the rate is used after the backend has refused a message for its rate, in ms. */
const SLOW_MS = 5000;

const PRIORITIES = ['message', 'receipt', 'typing'] as const satisfies readonly SendPriority[];

interface Waiting {
  readonly start: () => void;
  readonly giveUp: (why: string) => void;
}

/**
 * Keeps to a send rate: the more important ones first, and those of the same importance in the order in which they came. As
 * long as each conversation waits with one message at a time, conversations take turns.
 *
 * Typing hints that have waited for 3 s are given up with `cancelled`.
 */
export class PacedSendBudget implements SendBudget {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #window: CallWindow;
  readonly #waiting = new Map<SendPriority, Set<Waiting>>(
    PRIORITIES.map((priority) => [priority, new Set()]),
  );
  /** Undo of the ends of slow times that are running. Each halves the rate once more. */
  readonly #slow = new Set<() => void>();
  #isClosed = false;

  /** @param rate What the backend takes: `capabilities.sendRate`. */
  constructor(rate: { readonly messages: number; readonly perMs: number }, clock: Clock) {
    this.#clock = clock;
    this.#limit = atLeastOne(rate.messages * SAFE_SHARE);
    this.#window = new CallWindow(clock, rate.perMs, () => this.#go());
  }

  run<T>(priority: SendPriority, send: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const queue = this.#queue(priority);
      let stopWaiting = (): void => undefined;
      const leave = (): void => {
        queue.delete(waiting);
        stopWaiting();
      };
      const waiting: Waiting = {
        start: () => {
          leave();
          this.#send(send).then(resolve, reject);
        },
        giveUp: (why) => {
          leave();
          reject(cancelled(why));
        },
      };
      if (this.#isClosed) return waiting.giveUp('The chat was closed');
      if (priority === 'typing') {
        stopWaiting = this.#clock.after(MAX_TYPING_WAIT, () =>
          waiting.giveUp('More important messages left no room for it'),
        );
      }
      queue.add(waiting);
      this.#go();
    });
  }

  /** Ends all waits with `cancelled`, and takes no more sends. What is under way goes on. */
  close(): void {
    this.#isClosed = true;
    for (const queue of this.#waiting.values()) {
      for (const waiting of queue) waiting.giveUp('The chat was closed before its turn came');
    }
    for (const cancel of this.#slow) cancel();
    this.#slow.clear();
    this.#window.close();
  }

  #go(): void {
    while (!this.#isClosed && this.#window.counted < this.#allowed()) {
      const next = this.#next();
      if (!next) return;
      next.start();
    }
  }

  #next(): Waiting | null {
    for (const priority of PRIORITIES) {
      for (const waiting of this.#queue(priority)) return waiting;
    }
    return null;
  }

  async #send<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await this.#window.run(send);
    } catch (error) {
      if (error instanceof RtmError && error.code === 'rate-limited') this.#slowDown();
      throw error;
    }
  }

  #allowed(): number {
    return atLeastOne(this.#limit / 2 ** this.#slow.size);
  }

  #slowDown(): void {
    if (this.#isClosed) return;
    const end = this.#clock.after(SLOW_MS, () => {
      this.#slow.delete(end);
      this.#go();
    });
    this.#slow.add(end);
  }

  #queue(priority: SendPriority): Set<Waiting> {
    // All three are there from the start.
    return this.#waiting.get(priority) ?? new Set();
  }
}

/** A number of calls: a whole one, and one at least, or nothing would ever go. */
export function atLeastOne(calls: CallLimit['calls']): number {
  return Math.max(1, Math.floor(calls));
}

function cancelled(why: string): RtmError {
  return new RtmError({ code: 'cancelled', operation: 'send-to-channel', message: why });
}
