import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';
import { RtmVoicePlayerHarness } from './rtm-voice-player-harness';

/** Drives a picture of a message in tests. */
export class RtmPictureHarness extends ComponentHarness {
  static hostSelector = 'rtm-picture';

  readonly #button = this.locatorFor('button');
  readonly #image = this.locatorForOptional('img');

  /** What is written on it: of a picture that is shown, nothing but how many more there are. */
  async getText(): Promise<string> {
    return (await this.#button()).text();
  }

  /** Its address while it is loading or shown, else `null`. */
  async getSource(): Promise<string | null> {
    return (await (await this.#image())?.getAttribute('src')) ?? null;
  }

  async getAlt(): Promise<string | null> {
    return (await (await this.#image())?.getAttribute('alt')) ?? null;
  }

  /** Does as if it could not be loaded. */
  async fail(): Promise<void> {
    await (await this.#image())?.dispatchEvent('error');
  }

  async click(): Promise<void> {
    await (await this.#button()).click();
  }
}

/** Drives a line for a file of a message in tests. */
export class RtmFileRowHarness extends ComponentHarness {
  static hostSelector = 'rtm-file-row';

  readonly #link = this.locatorForOptional('a');
  readonly #name = this.locatorFor('.name');
  readonly #about = this.locatorFor('.about');

  async getName(): Promise<string> {
    return (await this.#name()).text();
  }

  /** Its size, and what else there is to say. */
  async getAbout(): Promise<string> {
    return (await this.#about()).text();
  }

  /** Where it leads; `null` where it leads nowhere. */
  async getAddress(): Promise<string | null> {
    return (await (await this.#link())?.getAttribute('href')) ?? null;
  }

  /** An attribute of its link. */
  async getLinkAttribute(name: string): Promise<string | null> {
    return (await (await this.#link())?.getAttribute(name)) ?? null;
  }
}

/** Drives an `rtm-attachments` in tests. */
export class RtmAttachmentsHarness extends ComponentHarness {
  static hostSelector = 'rtm-attachments';

  static with(options: BaseHarnessFilters = {}): HarnessPredicate<RtmAttachmentsHarness> {
    return new HarnessPredicate(RtmAttachmentsHarness, options);
  }

  readonly getPictures = this.locatorForAll(RtmPictureHarness);
  readonly getFiles = this.locatorForAll(RtmFileRowHarness);
  readonly getSounds = this.locatorForAll(RtmVoicePlayerHarness);
  readonly #grid = this.locatorForOptional('.pictures');
  readonly #films = this.locatorForAll('video');

  /** How large the room for the pictures is, in CSS pixels. */
  async getGridSize(): Promise<{ width: number; height: number } | null> {
    const grid = await this.#grid();
    if (!grid) return null;
    const { width, height } = await grid.getDimensions();
    return { width: Math.round(width), height: Math.round(height) };
  }

  async getGridLabel(): Promise<string | null> {
    return (await (await this.#grid())?.getAttribute('aria-label')) ?? null;
  }

  /** Names of the films. */
  async getFilms(): Promise<(string | null)[]> {
    return Promise.all((await this.#films()).map((film) => film.getAttribute('aria-label')));
  }

  /** An attribute of the first film. */
  async getFilmAttribute(name: string): Promise<string | null> {
    return (await (await this.#films())[0]?.getAttribute(name)) ?? null;
  }

  /** Does as if the first film could not be loaded. */
  async failFilm(): Promise<void> {
    await (await this.#films())[0]?.dispatchEvent('error');
  }
}
