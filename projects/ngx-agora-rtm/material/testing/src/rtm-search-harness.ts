import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestKey,
} from '@angular/cdk/testing';

/** Which hits to find. */
export interface RtmSearchHitHarnessFilters extends BaseHarnessFilters {
  readonly text?: string | RegExp;
}

/** Drives a hit of an `rtm-search` in tests. */
export class RtmSearchHitHarness extends ComponentHarness {
  static hostSelector = '[role=listitem]';

  static with(options: RtmSearchHitHarnessFilters = {}): HarnessPredicate<RtmSearchHitHarness> {
    return new HarnessPredicate(RtmSearchHitHarness, options).addOption(
      'text',
      options.text,
      (harness, text) => HarnessPredicate.stringMatches(harness.getText(), text),
    );
  }

  readonly #button = this.locatorFor('button.hit');
  readonly #text = this.locatorFor('.text');
  readonly #head = this.locatorFor('.head');
  readonly #marks = this.locatorForAll('mark');
  readonly #files = this.locatorForAll('.file');

  /** The text of the message, cut to what is around the first word that was found. */
  async getText(): Promise<string> {
    return (await this.#text()).text();
  }

  /** Who wrote it, where and when. */
  async getHead(): Promise<string> {
    return (await this.#head()).text();
  }

  /** What is marked in the text and the names of its files. */
  async getMarks(): Promise<string[]> {
    return Promise.all((await this.#marks()).map((mark) => mark.text()));
  }

  async getFiles(): Promise<string[]> {
    return Promise.all((await this.#files()).map((file) => file.text()));
  }

  async isFocused(): Promise<boolean> {
    return (await this.#button()).isFocused();
  }

  async isTabStop(): Promise<boolean> {
    return (await (await this.#button()).getAttribute('tabindex')) === '0';
  }

  async jump(): Promise<void> {
    await (await this.#button()).click();
  }

  async sendKeys(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.#button()).sendKeys(...keys);
  }
}

/** Drives an `rtm-search` in tests. */
export class RtmSearchHarness extends ComponentHarness {
  static hostSelector = 'rtm-search';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmSearchHarness> {
    return new HarnessPredicate(RtmSearchHarness, options);
  }

  readonly #field = this.locatorFor('input');
  readonly #status = this.locatorFor('.status');
  readonly #retry = this.locatorFor('.status button');

  /** Types into the field, in the place of what is there. */
  async setQuery(text: string): Promise<void> {
    const field = await this.#field();
    await field.clear();
    if (text !== '') await field.sendKeys(text);
  }

  /** Presses keys in the field. */
  async sendKeys(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.#field()).sendKeys(...keys);
  }

  async isFieldFocused(): Promise<boolean> {
    return (await this.#field()).isFocused();
  }

  /** What it says of the search: how many were found, or why none. */
  async getStatus(): Promise<string> {
    return (await this.#status()).text();
  }

  async getHits(filter: RtmSearchHitHarnessFilters = {}): Promise<RtmSearchHitHarness[]> {
    return this.locatorForAll(RtmSearchHitHarness.with(filter))();
  }

  /** After a search that did not work. @throws Error if it did. */
  async tryAgain(): Promise<void> {
    await (await this.#retry()).click();
  }
}
