import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestKey,
} from '@angular/cdk/testing';

/** Which members to find. */
export interface RtmMemberHarnessFilters extends BaseHarnessFilters {
  readonly name?: string | RegExp;
}

/** Drives a row of an `rtm-member-list` in tests. */
export class RtmMemberHarness extends ComponentHarness {
  static hostSelector = '[role=listitem]';

  static with(options: RtmMemberHarnessFilters = {}): HarnessPredicate<RtmMemberHarness> {
    return new HarnessPredicate(RtmMemberHarness, options).addOption(
      'name',
      options.name,
      (harness, name) => HarnessPredicate.stringMatches(harness.getName(), name),
    );
  }

  readonly #row = this.locatorFor('.row');
  readonly #name = this.locatorForOptional('.name');
  readonly #own = this.locatorForOptional('.own');

  async getName(): Promise<string> {
    return (await this.#name())?.text() ?? this.getText();
  }

  /** All that it says: name, presence. */
  async getText(): Promise<string> {
    return (await this.#row()).text();
  }

  async isOwn(): Promise<boolean> {
    return (await this.#own()) !== null;
  }

  async isTabStop(): Promise<boolean> {
    return (await (await this.#row()).getAttribute('tabindex')) === '0';
  }

  async isFocused(): Promise<boolean> {
    return (await this.#row()).isFocused();
  }

  async focus(): Promise<void> {
    await (await this.#row()).focus();
  }

  async choose(): Promise<void> {
    await (await this.#row()).click();
  }

  async sendKeys(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.#row()).sendKeys(...keys);
  }
}

/** Drives an `rtm-member-list` in tests. */
export class RtmMemberListHarness extends ComponentHarness {
  static hostSelector = 'rtm-member-list';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmMemberListHarness> {
    return new HarnessPredicate(RtmMemberListHarness, options);
  }

  readonly #heading = this.locatorFor('[role=heading]');
  readonly #filter = this.locatorForOptional('input[type=search]');
  readonly #nothing = this.locatorForOptional('.nothing');

  async getHeading(): Promise<string> {
    return (await this.#heading()).text();
  }

  /** The members that are in the document, in their order. */
  async getMembers(filter: RtmMemberHarnessFilters = {}): Promise<RtmMemberHarness[]> {
    return this.locatorForAll(RtmMemberHarness.with(filter))();
  }

  async getNames(): Promise<string[]> {
    return Promise.all((await this.getMembers()).map((member) => member.getName()));
  }

  async hasFilter(): Promise<boolean> {
    return (await this.#filter()) !== null;
  }

  /** Types into the filter, in the place of what is there. @throws Error if there is none. */
  async filter(text: string): Promise<void> {
    const input = await this.#filter();
    if (!input) throw new Error('There are too few members for a filter.');
    await input.clear();
    if (text !== '') await input.sendKeys(text);
  }

  /** What is said where nobody is shown; `null` where somebody is. */
  async getNothingText(): Promise<string | null> {
    return (await this.#nothing())?.text() ?? null;
  }
}
