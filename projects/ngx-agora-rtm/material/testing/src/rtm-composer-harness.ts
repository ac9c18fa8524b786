import {
  type BaseHarnessFilters,
  ComponentHarness,
  HarnessPredicate,
  type ModifierKeys,
  type TestElement,
  type TestKey,
} from '@angular/cdk/testing';

/** Which composers to find. */
export interface RtmComposerHarnessFilters extends BaseHarnessFilters {
  /** Text of the label. */
  readonly label?: string | RegExp;
}

/** What a bar above the text says. */
export interface ComposerBarContent {
  /** "Replying to Ana". */
  readonly title: string;
  readonly text: string;
}

/** Drives an `rtm-composer` in tests. */
export class RtmComposerHarness extends ComponentHarness {
  static hostSelector = 'rtm-composer';

  static with(options: RtmComposerHarnessFilters = {}): HarnessPredicate<RtmComposerHarness> {
    return new HarnessPredicate(RtmComposerHarness, options).addOption(
      'label',
      options.label,
      (harness, label) => HarnessPredicate.stringMatches(harness.getLabel(), label),
    );
  }

  readonly #input = this.locatorFor('textarea');
  readonly #send = this.locatorFor('.send');
  readonly #options = this.locatorForAll('[role=option]');
  readonly #bar = this.locatorForOptional('rtm-composer-bar');

  async getLabel(): Promise<string | null> {
    return (await this.#input()).getAttribute('aria-label');
  }

  async getText(): Promise<string> {
    return (await this.#input()).getProperty<string>('value');
  }

  /** What is selected of the text. */
  async getSelection(): Promise<string> {
    const input = await this.#input();
    const [text, start, end] = await Promise.all([
      input.getProperty<string>('value'),
      input.getProperty<number>('selectionStart'),
      input.getProperty<number>('selectionEnd'),
    ]);
    return text.slice(start, end);
  }

  /** Puts a text in the place of what is there. */
  async setText(text: string): Promise<void> {
    const input = await this.#input();
    await input.clear();
    if (text !== '') await input.sendKeys(text);
  }

  /** Writes behind what is there, letter by letter. */
  async type(text: string): Promise<void> {
    await (await this.#input()).sendKeys(text);
  }

  /** Presses a key: `TestKey.ENTER`, or a letter together with Ctrl. */
  async press(key: TestKey | string, modifiers: ModifierKeys = {}): Promise<void> {
    await (await this.#input()).sendKeys(modifiers, key);
  }

  /** Presses the button that sends. */
  async send(): Promise<void> {
    await (await this.#send()).click();
  }

  /** The name of the button that sends: "Send", "Save", "Add note". */
  async getSendLabel(): Promise<string | null> {
    return (await this.#send()).getAttribute('aria-label');
  }

  /** Whether there is a reason that nothing can be sent. */
  async isDisabled(): Promise<boolean> {
    return (await (await this.#send()).getAttribute('aria-disabled')) === 'true';
  }

  /** Whether nothing can be written. */
  async isReadonly(): Promise<boolean> {
    return (await this.#input()).getProperty<boolean>('readOnly');
  }

  async isFocused(): Promise<boolean> {
    return (await this.#input()).isFocused();
  }

  async focus(): Promise<void> {
    await (await this.#input()).focus();
  }

  async blur(): Promise<void> {
    await (await this.#input()).blur();
  }

  /** Whether it is for notes, which only colleagues see. */
  async isNote(): Promise<boolean> {
    return (await this.host()).hasClass('note');
  }

  /** Why the text cannot be sent, or what came back; `null` for nothing. */
  async getProblem(): Promise<string | null> {
    return this.#textOf('.problem');
  }

  /** How many bytes are left, in words; `null` while there are plenty. */
  async getCounter(): Promise<string | null> {
    return this.#textOf('.bytes');
  }

  /** What is read out. */
  async getAnnouncement(): Promise<string> {
    return (await this.locatorFor('[role=status]')()).text();
  }

  /** Whether people or commands are offered. */
  async isListOpen(): Promise<boolean> {
    return (await this.#options()).length > 0;
  }

  /** Texts of what is offered. */
  async getOptions(): Promise<string[]> {
    return Promise.all((await this.#options()).map(textOfOption));
  }

  /** Text of the option that Enter takes; `null` while nothing is offered. */
  async getActiveOption(): Promise<string | null> {
    const id = await (await this.#input()).getAttribute('aria-activedescendant');
    return id === null ? null : textOfOption(await this.locatorFor(`[id="${id}"]`)());
  }

  /** Clicks the first option whose text has this in it. */
  async pickOption(text: string): Promise<void> {
    for (const option of await this.#options()) {
      if ((await option.text()).includes(text)) return option.click();
    }
    throw new Error(
      `No option has "${text}" in it. There are: ${(await this.getOptions()).join(', ')}.`,
    );
  }

  /** The bar of what is answered or edited; `null` for none. */
  async getBar(): Promise<ComposerBarContent | null> {
    if (!(await this.#bar())) return null;
    const [title, text] = await Promise.all([
      this.#textOf('rtm-composer-bar .title'),
      this.#textOf('rtm-composer-bar .text'),
    ]);
    return { title: title ?? '', text: text ?? '' };
  }

  /** Presses the cross of the bar. */
  async closeBar(): Promise<void> {
    await (await this.locatorFor('rtm-composer-bar button')()).click();
  }

  /** Whether files can be attached. */
  async canAttach(): Promise<boolean> {
    return (await this.locatorForOptional('input[type=file]')()) !== null;
  }

  /** Presses the button that lets files be chosen. */
  async attach(): Promise<void> {
    await (await this.locatorFor('.attach')()).click();
  }

  async openEmoji(): Promise<void> {
    await (await this.locatorFor('.emoji')()).click();
  }

  async #textOf(selector: string): Promise<string | null> {
    return (await (await this.locatorForOptional(selector)())?.text()) ?? null;
  }
}

/** Without the picture, which is only decoration. */
function textOfOption(option: TestElement): Promise<string> {
  return option.text({ exclude: 'rtm-avatar' });
}
