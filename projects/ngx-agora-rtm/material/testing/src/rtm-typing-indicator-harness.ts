import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Which indicators to find. */
export interface RtmTypingIndicatorHarnessFilters extends BaseHarnessFilters {
  readonly text?: string | RegExp;
}

/** Reads an `rtm-typing-indicator` in tests. */
export class RtmTypingIndicatorHarness extends ComponentHarness {
  static hostSelector = 'rtm-typing-indicator';

  static with(
    options: RtmTypingIndicatorHarnessFilters = {},
  ): HarnessPredicate<RtmTypingIndicatorHarness> {
    return new HarnessPredicate(RtmTypingIndicatorHarness, options).addOption(
      'text',
      options.text,
      (harness, text) => HarnessPredicate.stringMatches(harness.getText(), text),
    );
  }

  /** Who is writing; empty for nobody. */
  async getText(): Promise<string> {
    return (await this.host()).text();
  }
}
