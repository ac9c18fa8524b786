import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type TestElement,
} from '@angular/cdk/testing';

/** Which messages to find. */
export interface RtmMessageHarnessFilters extends BaseHarnessFilters {
  /** What is seen of the text. */
  readonly text?: string | RegExp;
  /** Name of the sender: only the first message of a group has it. */
  readonly sender?: string | RegExp;
}

/** A reaction as it is shown. */
export interface ShownReaction {
  readonly emoji: string;
  readonly count: number;
  /** Whether the reader is among those who reacted. */
  readonly isOwn: boolean;
  /** Says who reacted. */
  readonly label: string;
}

/** Drives an `rtm-message` in tests. */
export class RtmMessageHarness extends ComponentHarness {
  static hostSelector = 'rtm-message';

  static with(options: RtmMessageHarnessFilters = {}): HarnessPredicate<RtmMessageHarness> {
    return new HarnessPredicate(RtmMessageHarness, options)
      .addOption('text', options.text, (harness, text) =>
        HarnessPredicate.stringMatches(harness.getText(), text),
      )
      .addOption('sender', options.sender, (harness, sender) =>
        HarnessPredicate.stringMatches(harness.getSender(), sender),
      );
  }

  readonly #sender = this.locatorForOptional('.head .name');
  readonly #time = this.locatorForOptional('time');
  readonly #text = this.locatorForOptional('.text:not(:empty)');
  readonly #quote = this.locatorForOptional('.quote');
  readonly #state = this.locatorForOptional('.state title', '.notice bdi');
  readonly #marks = this.locatorForAll('.marks span', '.kind');
  readonly #thread = this.locatorForOptional('.thread');
  readonly #reactions = this.locatorForAll('rtm-reactions button');
  readonly #noticeButtons = this.locatorForAll('.notice button');
  readonly #tools = this.locatorForAll('rtm-message-toolbar button');
  readonly #menuItems = this.documentRootLocatorFactory().locatorForAll('rtm-message-menu button');

  /** @returns `null` where the message is not the first of a group. */
  async getSender(): Promise<string | null> {
    return (await this.#sender())?.text() ?? null;
  }

  async getTime(): Promise<string | null> {
    return (await this.#time())?.text() ?? null;
  }

  /** What is seen of the text, or is said in its place. */
  async getText(): Promise<string> {
    return (await this.#text())?.text() ?? '';
  }

  async isOwn(): Promise<boolean> {
    return (await this.host()).hasClass('own');
  }

  async getQuote(): Promise<string | null> {
    return (await this.#quote())?.text() ?? null;
  }

  /** Jumps to the message that this one answers. */
  async clickQuote(): Promise<void> {
    await found(await this.#quote(), 'a quote').click();
  }

  /** How far an own message has come; `null` for somebody else's. */
  async getState(): Promise<string | null> {
    return (await this.#state())?.text() ?? null;
  }

  /** What it is marked with: edited, pinned, saved, a note. */
  async getMarks(): Promise<readonly string[]> {
    return textsOf(await this.#marks());
  }

  async getReplies(): Promise<string | null> {
    return (await this.#thread())?.text() ?? null;
  }

  async openThread(): Promise<void> {
    await found(await this.#thread(), 'a thread').click();
  }

  async getReactions(): Promise<readonly ShownReaction[]> {
    const buttons = await this.#reactions();
    return Promise.all(buttons.map(shownReaction));
  }

  /** Gives a reaction that is there already, or takes it back. */
  async toggleReaction(emoji: string): Promise<void> {
    for (const button of await this.#reactions()) {
      if ((await shownReaction(button)).emoji === emoji) return button.click();
    }
    throw new Error(`The message has no reaction ${emoji}.`);
  }

  /** Clicks a button of what is said of a message that was not sent. */
  async clickNotice(label: string): Promise<void> {
    for (const button of await this.#noticeButtons()) {
      if ((await button.text()) === label) return button.click();
    }
    throw new Error(`The message has no button "${label}".`);
  }

  /**
   * Puts the focus on the message, as the keyboard does: it then has the toolbar, if anything can be done with it. Rejects where the
   * message has no `tabindex`, which is for the list to give.
   */
  async activate(): Promise<void> {
    const host = await this.host();
    await host.focus();
    if (!(await host.isFocused())) throw new Error('The message has no tabindex.');
  }

  async hasToolbar(): Promise<boolean> {
    return (await this.#tools()).length > 0;
  }

  /** Labels of the buttons of the toolbar. */
  async getActions(): Promise<readonly (string | null)[]> {
    await this.activate();
    return Promise.all((await this.#tools()).map((tool) => tool.getAttribute('aria-label')));
  }

  /** Clicks a button of the toolbar by its label. */
  async clickAction(label: string): Promise<void> {
    await this.activate();
    for (const tool of await this.#tools()) {
      if (plain(await tool.getAttribute('aria-label')) === label) return tool.click();
    }
    throw new Error(`The toolbar has no button "${label}".`);
  }

  /** Labels of the menu that is open. */
  async getMenuItems(): Promise<readonly string[]> {
    return textsOf(await this.#menuItems());
  }

  /** Chooses from the menu that is open. */
  async chooseMenuItem(label: string): Promise<void> {
    for (const item of await this.#menuItems()) {
      if ((await item.text()) === label) return item.click();
    }
    throw new Error(`The menu has no item "${label}".`);
  }
}

async function shownReaction(button: TestElement): Promise<ShownReaction> {
  const [emoji = '', count = ''] = (await button.text()).split(/\s+/);
  return {
    emoji,
    count: Number(count),
    isOwn: (await button.getAttribute('aria-pressed')) === 'true',
    label: (await button.getAttribute('aria-label')) ?? '',
  };
}

function textsOf(elements: readonly TestElement[]): Promise<readonly string[]> {
  return Promise.all(elements.map((element) => element.text()));
}

function found(element: TestElement | null, what: string): TestElement {
  if (!element) throw new Error(`The message has not got ${what}.`);
  return element;
}

/** A label without the marks that isolate what users have written. */
function plain(label: string | null): string | undefined {
  return label?.replace(/[\u2066-\u2069]/g, '');
}
