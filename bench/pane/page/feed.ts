/** Messages that are handed over in one task at most, so that a slow pane still gets its frames. */
const AT_ONCE = 50;
const TICK_MS = 4;

/** What became due within so long is not late yet: a frame, and a tick after it. */
const ON_TIME_MS = 21;

/** Hands over messages one by one, at a steady pace, until it is ended. */
export class Feed {
  readonly #messages: readonly unknown[];
  readonly #perSecond: number;
  readonly #push: (message: unknown) => void;
  readonly #start = performance.now();
  #sent = 0;
  #isOver = false;

  constructor(messages: readonly unknown[], perSecond: number, push: (message: unknown) => void) {
    this.#messages = messages;
    this.#perSecond = perSecond;
    this.#push = push;
    this.#tick();
  }

  end(): { readonly sent: number; readonly behind: number; readonly unsent: number } {
    this.#isOver = true;
    const unsent = this.#messages.length - this.#sent;
    const onTime = (this.#perSecond * ON_TIME_MS) / 1_000;
    const behind = Math.max(0, this.#due() - this.#sent - Math.ceil(onTime));
    return { sent: this.#sent, behind, unsent };
  }

  #tick(): void {
    if (this.#isOver) return;
    const until = Math.min(this.#due(), this.#sent + AT_ONCE);
    for (; this.#sent < until; this.#sent += 1) this.#push(this.#messages[this.#sent]);
    setTimeout(() => this.#tick(), TICK_MS);
  }

  #due(): number {
    const due = Math.floor(((performance.now() - this.#start) * this.#perSecond) / 1_000);
    return Math.min(due, this.#messages.length);
  }
}
