import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Which heads to find. */
export interface RtmHeaderHarnessFilters extends BaseHarnessFilters {
  readonly title?: string | RegExp;
}

/** Reads an `rtm-header` in tests. */
export class RtmHeaderHarness extends ComponentHarness {
  static hostSelector = 'rtm-header';

  static with(options: RtmHeaderHarnessFilters = {}): HarnessPredicate<RtmHeaderHarness> {
    return new HarnessPredicate(RtmHeaderHarness, options).addOption(
      'title',
      options.title,
      (harness, title) => HarnessPredicate.stringMatches(harness.getTitle(), title),
    );
  }

  readonly #title = this.locatorForOptional('[role=heading]');
  readonly #second = this.locatorForOptional('rtm-typing-indicator, rtm-presence-badge, .members');

  /** Empty where a template takes its place. */
  async getTitle(): Promise<string> {
    return (await this.#title())?.text() ?? '';
  }

  /** Who is writing, whether the peer is there, or how many members there are. */
  async getSecondLine(): Promise<string> {
    return (await this.#second())?.text() ?? '';
  }
}
