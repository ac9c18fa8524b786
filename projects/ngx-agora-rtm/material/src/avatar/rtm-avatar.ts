import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RTM_PEOPLE } from '../people/rtm-people';
import { RtmTemplates } from '../templates/rtm-templates';

/**
 * The picture of a user, or the first letter of their name on a colour that is always the same, so that people are told apart at a
 * glance. Decoration: their name stands beside it.
 */
@Component({
  selector: 'rtm-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  template: `
    @if (template(); as template) {
      <ng-container *ngTemplateOutlet="template; context: context()" />
    } @else if (person().picture) {
      <img [src]="person().picture" alt="" loading="lazy" referrerpolicy="no-referrer" />
    } @else {
      {{ initial() }}
    }
  `,
  styleUrl: './rtm-avatar.scss',
  host: { 'aria-hidden': 'true', '[style.--rtm-hue]': 'hue()' },
})
export class RtmAvatar {
  readonly userId = input.required<string>();

  readonly #people = inject(RTM_PEOPLE);
  readonly #templates = inject(RtmTemplates, { optional: true });
  protected readonly template = computed(() => this.#templates?.find('avatar') ?? null);
  protected readonly person = computed(() => this.#people(this.userId()));
  protected readonly context = computed(() => ({
    $implicit: this.userId(),
    person: this.person(),
  }));
  protected readonly initial = computed(
    () => Array.from(this.person().name)[0]?.toLocaleUpperCase() ?? '?',
  );
  protected readonly hue = computed(() => hueOf(this.userId()));
}

/** A hue in degrees. */
function hueOf(userId: string): number {
  let hash = 0;
  for (const character of userId) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  // By the golden angle, which spreads neighbouring numbers widest.
  return Math.round(Math.abs(hash) * 137.508) % 360;
}
