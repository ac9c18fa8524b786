import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Which badges to find. */
export interface RtmPresenceBadgeHarnessFilters extends BaseHarnessFilters {
  /** What it says, to screen readers at least. */
  readonly text?: string | RegExp;
}

/** Reads an `rtm-presence-badge` in tests. */
export class RtmPresenceBadgeHarness extends ComponentHarness {
  static hostSelector = 'rtm-presence-badge';

  static with(
    options: RtmPresenceBadgeHarnessFilters = {},
  ): HarnessPredicate<RtmPresenceBadgeHarness> {
    return new HarnessPredicate(RtmPresenceBadgeHarness, options).addOption(
      'text',
      options.text,
      (harness, text) => HarnessPredicate.stringMatches(harness.getText(), text),
    );
  }

  readonly #dot = this.locatorForOptional('.dot');

  /** What it says, to screen readers at least. Empty where nothing is known. */
  async getText(): Promise<string> {
    return (await this.host()).text();
  }

  async hasDot(): Promise<boolean> {
    return (await this.#dot()) !== null;
  }
}
