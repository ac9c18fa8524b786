import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestKey,
} from '@angular/cdk/testing';
import {
  RtmConversationRowHarness,
  type RtmConversationRowHarnessFilters,
} from './rtm-conversation-row-harness';

/** Drives an `rtm-conversation-list` in tests. */
export class RtmConversationListHarness extends ComponentHarness {
  static hostSelector = 'rtm-conversation-list';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmConversationListHarness> {
    return new HarnessPredicate(RtmConversationListHarness, options);
  }

  readonly #filter = this.locatorFor('input[type=search]');
  readonly #nothing = this.locatorForOptional('.nothing p');
  readonly #skeleton = this.locatorForOptional('.skeleton');
  readonly #menuItems = this.locatorForAll('rtm-menu [role=menuitem]');

  /** The rows that are in the document, in their order. */
  async getRows(
    filter: RtmConversationRowHarnessFilters = {},
  ): Promise<RtmConversationRowHarness[]> {
    return this.locatorForAll(RtmConversationRowHarness.with(filter))();
  }

  /** @throws Error if there is none. */
  async getRow(filter: RtmConversationRowHarnessFilters): Promise<RtmConversationRowHarness> {
    return this.locatorFor(RtmConversationRowHarness.with(filter))();
  }

  /** Titles of the rows that are in the document. */
  async getTitles(): Promise<string[]> {
    const rows = await this.getRows();
    return Promise.all(rows.map((row) => row.getTitle()));
  }

  /** Types into the filter, in the place of what is there. */
  async filter(text: string): Promise<void> {
    const input = await this.#filter();
    await input.clear();
    if (text !== '') await input.sendKeys(text);
  }

  /** Presses keys in the filter. */
  async sendKeysToFilter(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.#filter()).sendKeys(...keys);
  }

  /** What is said where no row is shown; `null` where one is. */
  async getNothingText(): Promise<string | null> {
    return (await this.#nothing())?.text() ?? null;
  }

  async isLoading(): Promise<boolean> {
    return (await this.#skeleton()) !== null;
  }

  /** What the menu of a row offers. It stays open. */
  async getActions(filter: RtmConversationRowHarnessFilters): Promise<string[]> {
    await (await this.getRow(filter)).openMenu();
    const items = await this.#menuItems();
    return Promise.all(items.map((item) => item.text()));
  }

  /** Picks from the menu of a row. @throws Error if it does not offer that. */
  async act(filter: RtmConversationRowHarnessFilters, action: string): Promise<void> {
    const labels = await this.getActions(filter);
    const item = (await this.#menuItems())[labels.indexOf(action)];
    if (!item) throw new Error(`The menu has no "${action}", only: ${labels.join(', ')}.`);
    await item.click();
  }
}
