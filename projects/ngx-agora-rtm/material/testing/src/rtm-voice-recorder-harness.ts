import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Drives an `rtm-voice-recorder` in tests. */
export class RtmVoiceRecorderHarness extends ComponentHarness {
  static hostSelector = 'rtm-voice-recorder';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmVoiceRecorderHarness> {
    return new HarnessPredicate(RtmVoiceRecorderHarness, options);
  }

  readonly #status = this.locatorFor('[role=status]');
  readonly #time = this.locatorForOptional('.time');

  /** How it stands, in words. */
  async getStatus(): Promise<string> {
    return (await this.#status()).text();
  }

  /** What has been recorded, as in `0:05`; `null` where nothing has. */
  async getTime(): Promise<string | null> {
    return (await (await this.#time())?.text()) ?? null;
  }

  async finish(): Promise<void> {
    await (await this.locatorFor('.finish')()).click();
  }

  async discard(): Promise<void> {
    await (await this.locatorFor('.discard')()).click();
  }

  async retry(): Promise<void> {
    await (await this.locatorFor('.retry')()).click();
  }
}

/** Drives an `rtm-voice-button` in tests. */
export class RtmVoiceButtonHarness extends ComponentHarness {
  static hostSelector = 'rtm-voice-button';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmVoiceButtonHarness> {
    return new HarnessPredicate(RtmVoiceButtonHarness, options);
  }

  readonly #button = this.locatorForOptional('button');

  /** The recorder; `null` where it is not open. */
  readonly getRecorder = this.locatorForOptional(RtmVoiceRecorderHarness);

  /** Whether there is a button to begin with. */
  async isOffered(): Promise<boolean> {
    return (await this.#button()) !== null;
  }

  async open(): Promise<void> {
    await (await this.#button())?.click();
  }

  /** Whether the button has the focus. */
  async isFocused(): Promise<boolean> {
    return (await (await this.#button())?.isFocused()) ?? false;
  }
}
