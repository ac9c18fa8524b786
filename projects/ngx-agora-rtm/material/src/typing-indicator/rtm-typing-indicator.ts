import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RtmIntl } from '../intl/rtm-intl';
import { RTM_PEOPLE } from '../people/rtm-people';
import { typingSentence } from './typing-sentence';

/**
 * Who is writing. It keeps its place where nobody is, so that nothing on the page moves when somebody begins; and it is no live
 * region, as a busy channel would never let a screen reader finish.
 *
 * @example
 * <rtm-typing-indicator [typing]="conversation.typing()" />
 */
@Component({
  selector: 'rtm-typing-indicator',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (sentence(); as sentence) {
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span class="sentence">{{ sentence }}</span>
    }
  `,
  styleUrl: './rtm-typing-indicator.scss',
})
export class RtmTypingIndicator {
  /** User ids of those who are writing. */
  readonly typing = input.required<readonly string[]>();

  readonly #intl = inject(RtmIntl);
  readonly #people = inject(RTM_PEOPLE);
  protected readonly sentence = computed(() =>
    typingSentence(this.typing(), this.#people, this.#intl.words().typing),
  );
}
