import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestKey,
} from '@angular/cdk/testing';

/** Which rows of a list of conversations to find. */
export interface RtmConversationRowHarnessFilters extends BaseHarnessFilters {
  readonly title?: string | RegExp;
  readonly isSelected?: boolean;
}

/** Drives a row of an `rtm-conversation-list` in tests. */
export class RtmConversationRowHarness extends ComponentHarness {
  static hostSelector = 'rtm-conversation-row';

  static with(
    options: RtmConversationRowHarnessFilters = {},
  ): HarnessPredicate<RtmConversationRowHarness> {
    return new HarnessPredicate(RtmConversationRowHarness, options)
      .addOption('title', options.title, (harness, title) =>
        HarnessPredicate.stringMatches(harness.getTitle(), title),
      )
      .addOption(
        'isSelected',
        options.isSelected,
        async (harness, isSelected) => (await harness.isSelected()) === isSelected,
      );
  }

  readonly #row = this.locatorFor('button.row');
  readonly #more = this.locatorForOptional('button.more');

  async getTitle(): Promise<string> {
    return (await this.#textOf('.title')) ?? (await this.getText());
  }

  /** Who is writing, or the latest message. */
  async getPreview(): Promise<string> {
    return (await this.#textOf('.preview')) ?? '';
  }

  async getTime(): Promise<string> {
    return (await this.#textOf('time')) ?? '';
  }

  /** All that a screen reader says of it. */
  async getText(): Promise<string> {
    return (await this.#row()).text();
  }

  /** What the badge shows; `null` for none. */
  async getBadge(): Promise<string | null> {
    return this.#textOf('.count [aria-hidden]');
  }

  async isSelected(): Promise<boolean> {
    return (await (await this.#row()).getAttribute('aria-current')) === 'true';
  }

  async isFocused(): Promise<boolean> {
    return (await this.#row()).isFocused();
  }

  /** Whether the Tab key comes to it. */
  async isTabStop(): Promise<boolean> {
    return (await (await this.#row()).getAttribute('tabindex')) === '0';
  }

  async choose(): Promise<void> {
    await (await this.#row()).click();
  }

  async focus(): Promise<void> {
    await (await this.#row()).focus();
  }

  async sendKeys(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.#row()).sendKeys(...keys);
  }

  /** Whether the button that opens the menu is there. */
  async hasMenu(): Promise<boolean> {
    return (await this.#more()) !== null;
  }

  /** Points at it, and opens its menu. @throws Error if it has none. */
  async openMenu(): Promise<void> {
    await (await this.host()).dispatchEvent('pointerenter');
    const more = await this.#more();
    if (!more) throw new Error('There is nothing to be done with this conversation.');
    await more.focus();
    await more.click();
  }

  async #textOf(selector: string): Promise<string | null> {
    return (await this.locatorForOptional(selector)())?.text() ?? null;
  }
}
