import { RtmError, type RtmErrorCode, type RtmOperation } from 'ngx-agora-rtm/client';

/** Operations that a test has stopped half way, until it lets them go on. */
export interface HeldOperations {
  /** How many calls are waiting. */
  readonly waiting: number;
  /** Lets the waiting calls go on, and holds no further ones. */
  release(): void;
}

interface Hold {
  readonly gate: Promise<void>;
  waiting: number;
}

/** What shall go wrong, by operation. */
export class FaultScript {
  readonly #failures = new Map<RtmOperation, (() => RtmError)[]>();
  readonly #holds = new Map<RtmOperation, Hold>();

  failNext(operation: RtmOperation, failure: RtmErrorCode | RtmError, times: number): void {
    const make = () =>
      failure instanceof RtmError
        ? failure
        : new RtmError({ code: failure, operation, message: `The test made "${operation}" fail` });
    const queue = this.#failures.get(operation) ?? [];
    for (let i = 0; i < times; i++) queue.push(make);
    this.#failures.set(operation, queue);
  }

  hold(operation: RtmOperation): HeldOperations {
    let open!: () => void;
    const hold: Hold = { gate: new Promise<void>((resolve) => (open = resolve)), waiting: 0 };
    this.#holds.set(operation, hold);
    return {
      get waiting() {
        return hold.waiting;
      },
      release: () => {
        if (this.#holds.get(operation) === hold) this.#holds.delete(operation);
        open();
      },
    };
  }

  /** What every operation passes through: waits while it is held, then throws what the script says. */
  async pass(operation: RtmOperation): Promise<void> {
    const hold = this.#holds.get(operation);
    if (hold) {
      hold.waiting++;
      await hold.gate;
      hold.waiting--;
    } else {
      await Promise.resolve();
    }
    const failure = this.#failures.get(operation)?.shift();
    if (failure) throw failure();
  }
}
