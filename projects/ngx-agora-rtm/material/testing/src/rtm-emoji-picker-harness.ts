import { ComponentHarness, TestKey } from '@angular/cdk/testing';

/** Drives the emoji picker that is open: get it from the harness loader of the document. */
export class RtmEmojiPickerHarness extends ComponentHarness {
  static hostSelector = 'rtm-emoji-picker';

  readonly #search = this.locatorFor('input');
  readonly #tone = this.locatorFor('select');
  readonly #groups = this.locatorForAll('rtm-emoji-tabs button');
  readonly #emojis = this.locatorForAll('rtm-emoji-grid button');
  readonly #state = this.locatorForOptional('.state');
  readonly #retry = this.locatorForOptional('.state button');

  /** What is said in the place of the emoji; `null` once they are there. */
  async getState(): Promise<string | null> {
    return (await this.#state())?.text() ?? null;
  }

  /** Loads the emoji again after that has failed. */
  async retry(): Promise<void> {
    await (await this.#retry())?.click();
  }

  /** Labels of the groups. */
  async getGroups(): Promise<readonly (string | null)[]> {
    return Promise.all((await this.#groups()).map((group) => group.getAttribute('aria-label')));
  }

  async showGroup(label: string): Promise<void> {
    for (const group of await this.#groups()) {
      if ((await group.getAttribute('aria-label')) === label) return group.click();
    }
    throw new Error(`The emoji picker has no group "${label}".`);
  }

  async search(query: string): Promise<void> {
    await (await this.#search()).setInputValue(query);
    await (await this.#search()).dispatchEvent('input');
  }

  /** Presses a key where names are written: Enter takes what stands first, Down goes to the others. */
  async pressInSearch(key: TestKey): Promise<void> {
    await (await this.#search()).sendKeys(key);
  }

  /** @param index From 0, for none, to 5, the darkest. */
  async chooseTone(index: number): Promise<void> {
    await (await this.#tone()).selectOptions(index);
  }

  /** The emoji that are shown. */
  async getEmojis(): Promise<readonly string[]> {
    return Promise.all((await this.#emojis()).map((emoji) => emoji.text()));
  }

  /** Presses a key on the emoji that is the tab stop. */
  async pressInGrid(key: TestKey): Promise<void> {
    for (const emoji of await this.#emojis()) {
      if ((await emoji.getAttribute('tabindex')) === '0') return emoji.sendKeys(key);
    }
  }

  /** The emoji that has the focus; `null` if none has. */
  async getFocusedEmoji(): Promise<string | null> {
    for (const emoji of await this.#emojis()) if (await emoji.isFocused()) return emoji.text();
    return null;
  }

  /** Picks an emoji that is shown, which closes the picker. */
  async pick(emoji: string): Promise<void> {
    for (const each of await this.#emojis()) {
      if ((await each.text()) === emoji) return each.click();
    }
    throw new Error(`The emoji picker does not show ${emoji}.`);
  }

  async close(): Promise<void> {
    await (await this.#search()).sendKeys(TestKey.ESCAPE);
  }
}
