import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';
import { RtmComposerHarness } from './rtm-composer-harness';

/** Drives an `rtm-thread` in tests. */
export class RtmThreadHarness extends ComponentHarness {
  static hostSelector = 'rtm-thread';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmThreadHarness> {
    return new HarnessPredicate(RtmThreadHarness, options);
  }

  readonly #close = this.locatorFor('header button');
  readonly #root = this.locatorFor('.root');
  readonly #replies = this.locatorFor('.replies');

  /** What the message that it hangs on says; or that it is not loaded. */
  async getRootText(): Promise<string> {
    return (await this.#root()).text();
  }

  /** How many replies there are, in words; empty for none. */
  async getRepliesText(): Promise<string> {
    return (await this.#replies()).text();
  }

  async getComposer(): Promise<RtmComposerHarness> {
    return this.locatorFor(RtmComposerHarness)();
  }

  async close(): Promise<void> {
    await (await this.#close()).click();
  }
}
