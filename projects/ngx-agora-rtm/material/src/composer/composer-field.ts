import { Directive, effect, ElementRef, inject, input, output, signal } from '@angular/core';
import { replacing, type TextEdit, type TextRange } from './text-edit';

/**
 * The field of a composer: shows a text without getting in the way of the caret or of an input method, and changes it so that
 * the user can undo that.
 */
@Directive({
  selector: 'textarea[rtmComposerField]',
  host: {
    '(input)': 'onInput()',
    '(compositionstart)': 'isComposing.set(true)',
    '(compositionend)': 'onCompositionEnd()',
  },
})
export class ComposerField {
  readonly text = input.required<string>({ alias: 'rtmComposerField' });

  /** What is there now, whenever the user has changed it. */
  readonly typed = output<string>();

  /** An input method has finished. */
  readonly composed = output();

  /** Whether an input method is at it. */
  readonly isComposing = signal(false);

  readonly #element = inject<ElementRef<HTMLTextAreaElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      const text = this.text();
      if (!this.isComposing()) this.show(text);
    });
  }

  get selection(): TextRange {
    const { selectionStart, selectionEnd } = this.#element;
    return { start: selectionStart, end: selectionEnd };
  }

  get hasFocus(): boolean {
    return this.#element.ownerDocument.activeElement === this.#element;
  }

  focus(): void {
    this.#element.focus();
  }

  select({ start, end }: TextRange): void {
    this.#element.setSelectionRange(start, end);
  }

  /** Shows a text that the user has not written. Left alone where it is there already, since the caret would jump to the end. */
  show(text: string): void {
    // A field keeps every end of a line as one character.
    const shown = text.replace(/\r\n?/g, '\n');
    if (this.#element.value !== shown) this.#element.value = shown;
  }

  /** Puts a text in the place of what is selected. */
  insert(text: string): void {
    this.apply(replacing(this.selection, text));
  }

  /** Changes the text as if the user did. */
  apply({ start, end, insert, select }: TextEdit): void {
    const element = this.#element;
    if (element.readOnly) return;
    element.focus();
    element.setSelectionRange(start, end);
    if (!typeInto(element.ownerDocument, insert)) {
      element.setRangeText(insert);
      element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
    }
    this.select(select);
  }

  protected onInput(): void {
    this.typed.emit(this.#element.value);
  }

  protected onCompositionEnd(): void {
    this.isComposing.set(false);
    this.onInput();
    this.composed.emit();
  }
}

/**
 * Types where the focus is. `setRangeText` would be the modern way, but empties the undo history of the field in every browser;
 * what is deprecated here has no successor that does not.
 *
 * @returns Whether the browser did it.
 */
function typeInto(document: Document, text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  return document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}
