import { RtmError } from 'ngx-agora-rtm/client';

/** One wish to be logged in as a user, from the call until it is fulfilled, fails or is taken back. */
export class LoginIntent {
  readonly userId: string;
  /** Settles with the login. Set by the queue as soon as the intent has its turn. */
  promise: Promise<void> = Promise.resolve();
  /** How far it has come: `asking` while the client's own login is under way, `waiting` before and between attempts. */
  phase: 'waiting' | 'asking' | 'settled' = 'waiting';
  /** Rejects when the intent is taken back; never resolves. */
  readonly cancelled: Promise<never>;
  #reject!: (error: RtmError) => void;
  #cancellation: RtmError | null = null;

  constructor(userId: string) {
    this.userId = userId;
    this.cancelled = new Promise<never>((_, reject) => (this.#reject = reject));
    // Nobody may be waiting at the time.
    this.cancelled.catch(() => undefined);
  }

  /** Takes the intent back. @param by What took its place, for the message. */
  cancel(by: string): void {
    const message = `The login as "${this.userId}" was cancelled by ${by}`;
    this.#cancellation = new RtmError({ code: 'cancelled', operation: 'login', message });
    this.#reject(this.#cancellation);
  }

  /** Lets time pass. Rejects as soon as the intent is taken back. @param ms How long. */
  async wait(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const passed = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
    try {
      await Promise.race([passed, this.cancelled]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Throws if the intent has been taken back. */
  throwIfCancelled(): void {
    if (this.#cancellation) throw this.#cancellation;
  }
}
