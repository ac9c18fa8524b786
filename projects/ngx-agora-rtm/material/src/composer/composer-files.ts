import { computed, type Signal } from '@angular/core';
import type { AttachmentTray } from '../attachments/attachment-tray';

/** The files of one composer, in the tray of whatever conversation it is at. */
export class ComposerFiles {
  readonly #tray: Signal<AttachmentTray | null>;
  /** The tray that was there as the user began to choose files. */
  #choosingFor: AttachmentTray | null = null;

  /** For a file input. */
  readonly accept: Signal<string>;
  /** Whether there is one that can go with a message. */
  readonly isThere: Signal<boolean>;
  /** Whether one was not uploaded: what the user sees as part of the message must not go without it. */
  readonly isFailed: Signal<boolean>;

  constructor(tray: Signal<AttachmentTray | null>) {
    this.#tray = tray;
    const items = computed(() => tray()?.items() ?? []);
    this.accept = computed(() => tray()?.uploader.types.join(',') ?? '');
    this.isThere = computed(() =>
      items().some(({ status }) => status === 'uploading' || status === 'done'),
    );
    this.isFailed = computed(() => items().some(({ status }) => status === 'failed'));
  }

  /** Lets the user choose files. */
  choose(input: HTMLInputElement): void {
    this.#choosingFor = this.#tray();
    input.click();
  }

  /** The user has chosen: for where they began to, wherever they are by now. */
  takeChosen(input: HTMLInputElement): void {
    this.#choosingFor?.add(Array.from(input.files ?? []));
    this.#choosingFor = null;
    // So that the same file can be chosen again.
    input.value = '';
  }

  /** @returns Whether they can go with the message. */
  add(files: readonly File[]): boolean {
    this.#tray()?.add(files);
    return this.#tray() !== null;
  }

  /** Empties the tray into a message; `null` where there is none. */
  take(): ReturnType<AttachmentTray['take']> | null {
    return this.isThere() ? (this.#tray()?.take() ?? null) : null;
  }
}
