import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RtmTarget } from 'ngx-agora-rtm/client';

/** A coloured initial for a user or a channel: the same one always, so that people are told apart at a glance. */
@Component({
  selector: 'desk-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `{{ initial() }}`,
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: var(--desk-avatar-size, 2.25rem);
      block-size: var(--desk-avatar-size, 2.25rem);
      border-radius: 50%;
      background: light-dark(hsl(var(--hue) 65% 90%), hsl(var(--hue) 28% 27%));
      color: light-dark(hsl(var(--hue) 60% 24%), hsl(var(--hue) 70% 88%));
      font-size: calc(var(--desk-avatar-size, 2.25rem) * 0.42);
      font-weight: 600;
      line-height: 1;
      user-select: none;
    }
    :host(.channel) {
      border-radius: 30%;
    }
    @media (forced-colors: active) {
      :host {
        border: 1px solid;
      }
    }
  `,
  host: {
    'aria-hidden': 'true',
    '[class.channel]': "target().type === 'channel'",
    '[style.--hue]': 'hue()',
  },
})
export class Avatar {
  readonly target = input.required<RtmTarget>();

  protected readonly initial = computed(() => {
    const { type, id } = this.target();
    return type === 'channel' ? '#' : (Array.from(id)[0]?.toUpperCase() ?? '?');
  });

  protected readonly hue = computed(() => {
    let hash = 0;
    for (const character of this.target().id) hash = (hash * 31 + character.charCodeAt(0)) | 0;
    // By the golden angle, which spreads neighbouring numbers widest.
    return Math.round(Math.abs(hash) * 137.508) % 360;
  });
}
