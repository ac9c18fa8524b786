import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestElement,
  type TestKey,
} from '@angular/cdk/testing';

/** A file in a tray, as it is shown. */
export interface ShownAttachment {
  readonly name: string;
  /** Its size, or what is wrong. */
  readonly about: string;
  /** What a screen reader is told of how far it is. */
  readonly state: string;
  readonly hasPicture: boolean;
}

/** Drives an `rtm-attachment-tray` in tests. */
export class RtmAttachmentTrayHarness extends ComponentHarness {
  static hostSelector = 'rtm-attachment-tray';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmAttachmentTrayHarness> {
    return new HarnessPredicate(RtmAttachmentTrayHarness, options);
  }

  readonly #list = this.locatorForOptional('ul');
  readonly #names = this.locatorForAll('.name');
  readonly #abouts = this.locatorForAll('.about');
  readonly #states = this.locatorForAll('.said');
  readonly #pictures = this.locatorForAll('li > img, li > .kind');
  readonly #buttons = this.locatorForAll('button');

  /** Names the list; `null` where the tray is empty. */
  async getLabel(): Promise<string | null> {
    return (await (await this.#list())?.getAttribute('aria-label')) ?? null;
  }

  async getFiles(): Promise<ShownAttachment[]> {
    const text = (elements: TestElement[]) => Promise.all(elements.map((one) => one.text()));
    const [names, abouts, states] = await Promise.all([
      text(await this.#names()),
      text(await this.#abouts()),
      text(await this.#states()),
    ]);
    const pictures = await Promise.all(
      (await this.#pictures()).map((one) => one.matchesSelector('img')),
    );
    return names.map((name, n) => ({
      name,
      about: abouts[n] ?? '',
      state: states[n] ?? '',
      hasPicture: pictures[n] ?? false,
    }));
  }

  /** Names of the buttons, in order. */
  async getButtons(): Promise<(string | null)[]> {
    return Promise.all((await this.#buttons()).map((button) => button.getAttribute('aria-label')));
  }

  /** The name of the button that has the focus, else `null`. */
  async getFocused(): Promise<string | null> {
    for (const button of await this.#buttons()) {
      if (await button.isFocused()) return button.getAttribute('aria-label');
    }
    return null;
  }

  /** Names of the buttons that the tab key leads to. */
  async getTabStops(): Promise<(string | null)[]> {
    const stops: (string | null)[] = [];
    for (const button of await this.#buttons()) {
      const isStop = (await button.getAttribute('tabindex')) !== '-1';
      if (isStop) stops.push(await button.getAttribute('aria-label'));
    }
    return stops;
  }

  /** @param name Part of the name of a button, as in `Remove`. */
  async click(name: string): Promise<void> {
    await (await this.#button(name)).click();
  }

  async focus(name: string): Promise<void> {
    await (await this.#button(name)).focus();
  }

  /** Sends keys to the button that has the focus. */
  async sendKeys(...keys: (string | TestKey)[]): Promise<void> {
    const focused = await this.#button((await this.getFocused()) ?? '');
    await focused.sendKeys(...keys);
  }

  async #button(name: string): Promise<TestElement> {
    for (const button of await this.#buttons()) {
      if ((await button.getAttribute('aria-label'))?.includes(name) === true) return button;
    }
    throw new Error(`No button "${name}"; there are: ${(await this.getButtons()).join(', ')}`);
  }
}
