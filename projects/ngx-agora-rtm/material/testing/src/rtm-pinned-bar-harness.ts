import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestKey,
} from '@angular/cdk/testing';

/** Drives an `rtm-pinned-bar` in tests. Pins are numbered from 0, the latest. */
export class RtmPinnedBarHarness extends ComponentHarness {
  static hostSelector = 'rtm-pinned-bar';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmPinnedBarHarness> {
    return new HarnessPredicate(RtmPinnedBarHarness, options);
  }

  readonly #pins = this.locatorForAll('button.jump');
  readonly #unpins = this.locatorForAll('button[rtmIconButton]');
  readonly #all = this.locatorForOptional('button.all');

  /** What is shown of the pins: of the latest, or of all where the list is open. */
  async getTexts(): Promise<string[]> {
    return Promise.all((await this.#pins()).map((pin) => pin.text()));
  }

  /** What the button says that opens the list; `null` where there is none. */
  async getAllText(): Promise<string | null> {
    return (await this.#all())?.getAttribute('aria-label') ?? null;
  }

  /** Opens or closes the list of all. @throws Error if there is but one. */
  async toggleAll(): Promise<void> {
    const all = await this.#all();
    if (!all) throw new Error('There is no list: at most one message is pinned.');
    await all.click();
  }

  async jump(index = 0): Promise<void> {
    await (await this.#at(this.#pins, index)).click();
  }

  /** @throws Error if the user may not. */
  async unpin(index = 0): Promise<void> {
    const button = await this.#at(this.#unpins, index);
    await button.focus();
    await button.click();
  }

  async focus(index = 0): Promise<void> {
    await (await this.#at(this.#pins, index)).focus();
  }

  async isFocused(index = 0): Promise<boolean> {
    return (await this.#at(this.#pins, index)).isFocused();
  }

  async sendKeys(index: number, ...keys: (string | TestKey)[]): Promise<void> {
    await (await this.#at(this.#pins, index)).sendKeys(...keys);
  }

  async #at<Element>(all: () => Promise<Element[]>, index: number): Promise<Element> {
    const element = (await all())[index];
    if (!element) throw new Error(`There is no button ${index}: open the list first?`);
    return element;
  }
}
