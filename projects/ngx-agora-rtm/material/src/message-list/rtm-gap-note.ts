import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { mdiDotsVertical } from '@mdi/js';
import type { Gap } from 'ngx-agora-rtm/chat';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RTM_PEOPLE } from '../people/rtm-people';
import { RtmTemplates } from '../templates/rtm-templates';
import { gapText } from './gap-words';

/** Says that something is missing here, so that nobody takes the talk for whole. */
@Component({
  selector: 'rtm-gap-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmIcon],
  template: `
    @if (template(); as template) {
      <ng-container *ngTemplateOutlet="template; context: { $implicit: gap() }" />
    } @else {
      <rtm-icon [path]="icon" />
      <span>{{ text() }}</span>
      @if (gap().status === 'lost') {
        <button type="button" (click)="wanted.emit()">{{ action() }}</button>
      }
    }
  `,
  styleUrl: './rtm-gap-note.scss',
  host: { '[attr.aria-label]': 'text()' },
})
export class RtmGapNote {
  readonly gap = input.required<Gap>();

  /** The reader wants to see what is missing. */
  readonly wanted = output();

  readonly #intl = inject(RtmIntl);
  readonly #people = inject(RTM_PEOPLE);
  readonly #templates = inject(RtmTemplates, { optional: true });
  readonly #words = computed(() => this.#intl.words().list.gaps);
  protected readonly icon = mdiDotsVertical;
  protected readonly template = computed(() => this.#templates?.find('gap') ?? null);
  protected readonly action = computed(() =>
    this.gap().reason === 'history' ? this.#words().load : this.#words().lookAgain,
  );
  protected readonly text = computed(() =>
    gapText(this.gap(), this.#words(), this.#intl, (userId) => this.#people(userId).name),
  );
}
