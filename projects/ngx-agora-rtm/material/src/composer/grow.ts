import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';

/**
 * Lets a field grow with its text in browsers that cannot do that by themselves (`field-sizing`). How far is up to the style: its
 * `max-block-size` holds.
 */
@Directive({ selector: 'textarea[rtmGrow]' })
export class Grow {
  /** What is shown in the field. */
  readonly text = input.required<string>({ alias: 'rtmGrow' });

  constructor() {
    const element = inject<ElementRef<HTMLTextAreaElement>>(ElementRef).nativeElement;
    afterRenderEffect({
      mixedReadWrite: () => {
        this.text();
        if (!CSS.supports('field-sizing', 'content')) growToFit(element);
      },
    });
  }
}

/** Gives a field the height of its text. */
export function growToFit(element: HTMLTextAreaElement): void {
  // It only tells how much it needs when it is smaller than that.
  element.style.blockSize = '0';
  element.style.blockSize = `${element.scrollHeight}px`;
}
