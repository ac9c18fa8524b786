import { computed, linkedSignal, type Signal, untracked } from '@angular/core';
import { type ComposerDraft, withRestored } from './composed-message';
import type { ComposerField } from './composer-field';
import { type ComposerPlace, isSamePlace, placeKey } from './composer-place';
import type { ComposerWords } from './composer-words';
import type { TextEdit, TextRange } from './text-edit';

/** Something that the user has to know: a sentence in the language of the moment. */
export type ComposerNotice = (words: ComposerWords) => string;

/** What the text of a composer is made from. */
export interface ComposerTextSource {
  readonly place: Signal<ComposerPlace>;
  /** What was written before in the place, edits left aside. */
  readonly draft: Signal<string>;
  /** What an edit begins with. */
  readonly edited: Signal<string>;
  readonly field: Signal<ComposerField | undefined>;
  readonly written: (draft: ComposerDraft) => void;
}

/** What is being written in a composer: one text a place, each out of reach of the others. */
export class ComposerText {
  readonly place: Signal<ComposerPlace>;
  readonly #source: ComposerTextSource;
  /** What came back while an input method was at the text. */
  #held: (() => void)[] = [];
  readonly #home = computed(() => placeKey({ ...this.place(), edits: null }));
  /**
   * Begins anew at another place, even with the same text: an input tells nothing of a value that was gone again before it was
   * drawn, and what was written elsewhere must not stay.
   */
  readonly #draft = linkedSignal({
    source: () => ({ text: this.#source.draft(), home: this.#home() }),
    computation: ({ text }) => text,
  });
  readonly #edited = linkedSignal({
    source: () => this.place().edits,
    computation: () => untracked(this.#source.edited),
  });

  /** What is in the field. */
  readonly current = computed(() => (this.place().edits === null ? this.#draft() : this.#edited()));

  /** What the user has to know since they last tried to send; `null` for nothing. */
  readonly notice = linkedSignal<ComposerPlace, ComposerNotice | null>({
    source: () => this.place(),
    computation: () => null,
  });

  constructor(source: ComposerTextSource) {
    this.place = source.place;
    this.#source = source;
  }

  /** The user has written. */
  write(text: string): void {
    const place = this.place();
    (place.edits === null ? this.#draft : this.#edited).set(text);
    this.#source.written({ ...place, text });
  }

  /** Another text stands there, at once: a key that is pressed now must not find the one before. */
  replace(text: string): void {
    this.#field?.show(text);
    this.write(text);
  }

  /** Changes the text as if the user did. */
  apply(edit: TextEdit): void {
    this.#field?.apply(edit);
  }

  select(range: TextRange): void {
    this.#field?.select(range);
  }

  /** Puts a text where the caret is. @returns Whether the composer is still at that place; else nothing is done. */
  insertAt(place: ComposerPlace, text: string): boolean {
    const isHere = isSamePlace(place, this.place());
    if (isHere) this.#field?.insert(text);
    return isHere;
  }

  /** Puts a text back before what has been written since. @returns Whether the composer is still at that place. */
  giveBack(place: ComposerPlace, text: string, notice: ComposerNotice): boolean {
    if (!isSamePlace(place, this.place())) return false;
    const giveBack = () => {
      // What is edited has stayed in the field.
      if (place.edits === null) this.replace(withRestored(text, this.current()));
      this.notice.set(notice);
    };
    if (this.#field?.isComposing()) this.#held.push(giveBack);
    else giveBack();
    return true;
  }

  /** An input method has finished. */
  composed(): void {
    const held = this.#held;
    this.#held = [];
    for (const giveBack of held) giveBack();
  }

  /** Another place: what was held is for the one before. */
  leave(): void {
    this.#held = [];
  }

  get #field(): ComposerField | undefined {
    return untracked(this.#source.field);
  }
}
