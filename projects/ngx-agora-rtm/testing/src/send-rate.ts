import { type RtmCapabilities, RtmError, type RtmOperation } from 'ngx-agora-rtm/client';

/** Refuses what is over the send rate, as the SDKs do. */
export class SendRate {
  readonly #rate: RtmCapabilities['sendRate'];
  readonly #now: () => number;
  /** When the latest messages were sent. */
  #sends: number[] = [];

  constructor(rate: RtmCapabilities['sendRate'], now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** @throws RtmError of code `rate-limited`. */
  count(operation: RtmOperation): void {
    const { messages, perMs } = this.#rate;
    const now = this.#now();
    this.#sends = this.#sends.filter((at) => at > now - perMs);
    if (this.#sends.length >= messages) {
      const message = `More than ${messages} messages in ${perMs} ms`;
      throw new RtmError({ code: 'rate-limited', operation, message });
    }
    this.#sends.push(now);
  }
}
