import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  type OnChanges,
  Renderer2,
  type SimpleChanges,
} from '@angular/core';
import type { RichText } from './rich-text';
import { TextElements } from './text-elements';

/**
 * A text with its formatting: see `messageText`. The elements are built by hand, of text nodes: a text never becomes markup, and
 * it works under `require-trusted-types-for 'script'`.
 */
@Component({
  selector: 'rtm-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  styleUrl: './rtm-text.scss',
  host: { ngSkipHydration: 'true' },
})
export class RtmText implements OnChanges {
  readonly text = input.required<RichText>();

  /** Whether its links can be reached with Tab. In a list with one tab stop: only while the message has the focus. */
  readonly isReachable = input(true);

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #elements = new TextElements(inject(Renderer2));

  // No effect, which for a text in each of many rows costs more than the text.
  ngOnChanges({ text }: SimpleChanges<RtmText>): void {
    if (text) {
      this.#host.replaceChildren();
      this.#elements.fill(this.#host, this.text());
    }
    const isReachable = this.isReachable();
    for (const link of this.#host.querySelectorAll('a')) {
      if (isReachable) link.removeAttribute('tabindex');
      else link.tabIndex = -1;
    }
  }
}
