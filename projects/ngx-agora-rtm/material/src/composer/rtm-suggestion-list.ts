import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { RtmAvatar } from '../avatar/rtm-avatar';
import { RtmIntl } from '../intl/rtm-intl';
import type { Suggestion } from './suggestion';

/** The options that a composer offers. The focus stays in the text: its field says which option is active. */
@Component({
  selector: 'rtm-suggestion-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmAvatar],
  templateUrl: './rtm-suggestion-list.html',
  styleUrl: './rtm-suggestion-list.scss',
  host: {
    role: 'listbox',
    '[id]': 'listId()',
    '[attr.aria-label]': 'label()',
    // A click must not take the focus from the text.
    '(mousedown)': '$event.preventDefault()',
  },
})
export class RtmSuggestionList {
  readonly listId = input.required<string>();
  readonly options = input.required<readonly Suggestion[]>();
  /** Index of the option that the keyboard is at. */
  readonly active = input.required<number>();

  readonly picked = output<Suggestion>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #intl = inject(RtmIntl);
  protected readonly words = computed(() => this.#intl.words().composer);
  protected readonly label = computed(() =>
    this.options()[0]?.type === 'mention' ? this.words().people : this.words().commands,
  );

  constructor() {
    afterRenderEffect(() => {
      this.#host.nativeElement.children[this.active()]?.scrollIntoView({ block: 'nearest' });
    });
  }
}
