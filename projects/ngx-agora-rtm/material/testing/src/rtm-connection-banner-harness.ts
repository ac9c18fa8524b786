import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Which banners to find. */
export interface RtmConnectionBannerHarnessFilters extends BaseHarnessFilters {
  /** What happened, and what to do. */
  readonly text?: string | RegExp;
}

/** Drives an `rtm-connection-banner` in tests. */
export class RtmConnectionBannerHarness extends ComponentHarness {
  static hostSelector = 'rtm-connection-banner';

  static with(
    options: RtmConnectionBannerHarnessFilters = {},
  ): HarnessPredicate<RtmConnectionBannerHarness> {
    return new HarnessPredicate(RtmConnectionBannerHarness, options).addOption(
      'text',
      options.text,
      (harness, text) => HarnessPredicate.stringMatches(harness.getText(), text),
    );
  }

  readonly #status = this.locatorFor('[role=status]');
  readonly #button = this.locatorForOptional('button');

  /** What happened, and what to do; empty where all is well. */
  async getText(): Promise<string> {
    return (await this.#status()).text();
  }

  /** Whether it is there only if it is not over in a moment. */
  async isLate(): Promise<boolean> {
    return (await this.host()).hasClass('late');
  }

  /** `null` where there is nothing to ask for. */
  async getButtonText(): Promise<string | null> {
    return (await this.#button())?.text() ?? null;
  }

  /** Presses the button. @throws Error if there is none. */
  async retry(): Promise<void> {
    const button = await this.#button();
    if (!button) throw new Error('The banner has no button.');
    await button.focus();
    await button.click();
  }
}
