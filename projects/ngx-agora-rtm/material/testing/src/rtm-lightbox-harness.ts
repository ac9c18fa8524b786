import { ComponentHarness, type TestKey } from '@angular/cdk/testing';

/** Drives the lightbox that pictures open in. Find it with the loader of the document root. */
export class RtmLightboxHarness extends ComponentHarness {
  static hostSelector = 'rtm-lightbox';

  readonly #name = this.locatorFor('.name');
  readonly #place = this.locatorForOptional('.place');
  readonly #image = this.locatorForOptional('.stage img');
  readonly #level = this.locatorFor('.level');
  readonly #ask = this.locatorForOptional('.ask');

  /** The name of the picture that is shown. */
  async getName(): Promise<string> {
    return (await this.#name()).text();
  }

  /** As in `2 of 5`; `null` for one alone. */
  async getPlace(): Promise<string | null> {
    return (await (await this.#place())?.text()) ?? null;
  }

  async getSource(): Promise<string | null> {
    return (await (await this.#image())?.getAttribute('src')) ?? null;
  }

  /** As in `150 %`. */
  async getZoom(): Promise<string> {
    return (await this.#level()).text();
  }

  /** Does as if the picture could not be loaded. */
  async fail(): Promise<void> {
    await (await this.#image())?.dispatchEvent('error');
  }

  /** Presses the button in the place of a picture that was not asked for, or could not be loaded. */
  async ask(): Promise<void> {
    await (await this.#ask())?.click();
  }

  /** @param button Which of its buttons. */
  async click(button: 'close' | 'previous' | 'next' | 'zoom-in' | 'zoom-out'): Promise<void> {
    await (await this.locatorFor(`.${button}`)()).click();
  }

  async sendKeys(...keys: (string | TestKey)[]): Promise<void> {
    await (await this.locatorFor('.close')()).sendKeys(...keys);
  }
}
