import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Drives an `rtm-voice-player` in tests. */
export class RtmVoicePlayerHarness extends ComponentHarness {
  static hostSelector = 'rtm-voice-player';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmVoicePlayerHarness> {
    return new HarnessPredicate(RtmVoicePlayerHarness, options);
  }

  readonly #button = this.locatorFor('button');
  readonly #slider = this.locatorFor('input[type=range]');
  readonly #time = this.locatorFor('.time');

  /** The name of its button, which tells whether it plays. */
  async getButton(): Promise<string | null> {
    return (await this.#button()).getAttribute('aria-label');
  }

  /** Plays it, or pauses it. */
  async toggle(): Promise<void> {
    await (await this.#button()).click();
  }

  /** What is shown of the time. */
  async getTime(): Promise<string> {
    return (await this.#time()).text();
  }

  /** Where it is, as a screen reader says it. */
  async getPosition(): Promise<string | null> {
    return (await this.#slider()).getAttribute('aria-valuetext');
  }

  /** Presses a key on the slider. @param key As in `ArrowRight`. */
  async press(key: string): Promise<void> {
    // Not by `sendKeys`, which would empty the slider as if it were a text.
    await (await this.#slider()).dispatchEvent('keydown', { key });
  }

  /** @param seconds From the beginning. */
  async seek(seconds: number): Promise<void> {
    const slider = await this.#slider();
    await slider.setInputValue(String(seconds));
    await slider.dispatchEvent('input');
  }
}
