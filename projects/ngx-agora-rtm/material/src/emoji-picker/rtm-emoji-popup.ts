import { inject, Injectable, Injector, PendingTasks } from '@angular/core';

/**
 * Opens the emoji picker beside a button. It is loaded when it is first opened.
 *
 * @example
 * const emoji = await inject(RtmEmojiPopup).open(button);
 * if (emoji !== null) insert(emoji);
 */
@Injectable({ providedIn: 'root' })
export class RtmEmojiPopup {
  readonly #injector = inject(Injector);
  readonly #tasks = inject(PendingTasks);

  /**
   * @returns The emoji that was picked; `null` if it was closed. The focus is back on `origin` by then. Rejects when the picker can
   * not be loaded.
   */
  async open(origin: HTMLElement): Promise<string | null> {
    // Only until it is there: it is no task of the page that somebody looks for an emoji.
    const done = this.#tasks.add();
    const picked = import('./open-emoji-picker')
      .then(({ openEmojiPicker }) => [openEmojiPicker(this.#injector, origin)] as const)
      .finally(done);
    const [emoji] = await picked;
    return emoji;
  }
}
