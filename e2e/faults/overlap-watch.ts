import type { TcpProxy } from '../tcp-proxy.ts';

/** How often is looked, in milliseconds. */
const EVERY_MS = 5;

/** Measures for how long there was more than one connection through a proxy at a time. */
export class OverlapWatch {
  readonly #timer: ReturnType<typeof setInterval>;
  #since: number | null = null;
  #longest = 0;

  constructor(proxy: TcpProxy) {
    this.#timer = setInterval(() => {
      this.#since = proxy.connections > 1 ? (this.#since ?? Date.now()) : null;
      if (this.#since !== null) this.#longest = Math.max(this.#longest, Date.now() - this.#since);
    }, EVERY_MS);
  }

  /** @returns The longest time at a stretch, in milliseconds. */
  stop(): number {
    clearInterval(this.#timer);
    return this.#longest;
  }
}
