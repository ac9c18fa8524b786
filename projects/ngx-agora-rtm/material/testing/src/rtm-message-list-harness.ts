import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  TestKey,
} from '@angular/cdk/testing';

/** Which lists of messages to find. */
export interface RtmMessageListHarnessFilters extends BaseHarnessFilters {
  /** Text of the label, as in `Messages in support`. */
  readonly label?: string | RegExp;
}

/**
 * Drives an `rtm-message-list` in tests. It draws what is seen: what is scrolled out of sight is not there to be found. Scroll with
 * keys: `pressKey(TestKey.HOME)`.
 */
export class RtmMessageListHarness extends ComponentHarness {
  static hostSelector = 'rtm-message-list';

  static with(options: RtmMessageListHarnessFilters = {}): HarnessPredicate<RtmMessageListHarness> {
    return new HarnessPredicate(RtmMessageListHarness, options).addOption(
      'label',
      options.label,
      (harness, label) => HarnessPredicate.stringMatches(harness.getLabel(), label),
    );
  }

  readonly #scroller = this.locatorFor('.scroller');
  readonly #feed = this.locatorFor('.feed');
  readonly #head = this.locatorFor('.head');
  readonly #messages = this.locatorForAll('rtm-message');
  readonly #texts = this.locatorForAll('rtm-message .text');
  readonly #articles = this.locatorForAll('.article');
  readonly #days = this.locatorForAll('.row .day');
  readonly #events = this.locatorForAll('.event');
  readonly #gaps = this.locatorForAll('rtm-gap-note');
  readonly #toLatest = this.locatorForOptional('.to-latest');
  readonly #announcer = this.locatorFor('.announcer');

  async getLabel(): Promise<string | null> {
    return (await this.#feed()).getAttribute('aria-label');
  }

  /** How many messages are drawn: those that are seen, and a few around them. */
  async countMessages(): Promise<number> {
    return (await this.#messages()).length;
  }

  /** The labels of the messages that are drawn, as screen readers read them, in order. */
  async getMessageLabels(): Promise<readonly string[]> {
    const messages = await this.#messages();
    return Promise.all(
      messages.map(async (message) => (await message.getAttribute('aria-label')) ?? ''),
    );
  }

  /** The texts of the messages that are drawn, in order. */
  async getMessageTexts(): Promise<readonly string[]> {
    return textsOf(await this.#texts());
  }

  /** The separators of days, in order. */
  async getDays(): Promise<readonly string[]> {
    return textsOf(await this.#days());
  }

  /** What applications say, and who came and went, in order. */
  async getEvents(): Promise<readonly string[]> {
    return textsOf(await this.#events());
  }

  /** The label of the message before which the line "New" stands; `null` where there is none. */
  async getFirstNew(): Promise<string | null> {
    const first = await this.locatorForOptional('.new ~ .article')();
    return first ? first.getAttribute('aria-label') : null;
  }

  /** What is said where messages are missing, in order. */
  async getGaps(): Promise<readonly string[]> {
    return Promise.all(
      (await this.#gaps()).map(async (gap) => (await gap.getAttribute('aria-label')) ?? ''),
    );
  }

  /** Asks for what is missing. @param index Which of the gaps that can be asked for. */
  async askForGap(index = 0): Promise<void> {
    const button = (await this.locatorForAll('rtm-gap-note button')())[index];
    if (!button)
      throw new Error(
        'There is no gap that can be asked for: it is being looked for, or not drawn.',
      );
    await button.click();
  }

  /** What stands above the first message: that more is loaded, the beginning, or that there is nothing yet. */
  async getHeadText(): Promise<string> {
    return (await (await this.#head()).text()).trim();
  }

  /** Wants another attempt, after older messages could not be loaded. */
  async tryAgain(): Promise<void> {
    await (await this.locatorFor('.head button')()).click();
  }

  /** What the button that leads to the latest message says of new ones: '' for nothing, `null` where there is no button. */
  async getToLatestText(): Promise<string | null> {
    const button = await this.#toLatest();
    return button ? (await button.text()).trim() : null;
  }

  async goToLatest(): Promise<void> {
    const button = await this.#toLatest();
    if (!button) throw new Error('There is no button to the latest message: the reader is there.');
    await button.click();
  }

  /** How far the list is scrolled, in CSS pixels from the top. */
  async getScrollTop(): Promise<number> {
    return (await this.#scroller()).getProperty<number>('scrollTop');
  }

  /** The label of the message in focus; `null` for none. */
  async getFocusedLabel(): Promise<string | null> {
    for (const article of await this.#articles()) {
      if (await article.isFocused()) return article.getAttribute('aria-label');
    }
    return null;
  }

  /** Presses a key on the message in focus, or on the list. */
  async pressKey(key: TestKey): Promise<void> {
    for (const article of await this.#articles()) {
      if (await article.isFocused()) return article.sendKeys(key);
    }
    await (await this.#scroller()).sendKeys(key);
  }

  /** What was announced to screen readers last. */
  async getAnnouncement(): Promise<string> {
    return (await (await this.#announcer()).text()).trim();
  }
}

async function textsOf(
  elements: readonly { text(): Promise<string> }[],
): Promise<readonly string[]> {
  return Promise.all(elements.map(async (element) => (await element.text()).trim()));
}
