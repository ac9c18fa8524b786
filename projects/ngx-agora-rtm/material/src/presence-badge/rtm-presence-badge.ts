import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Presence } from 'ngx-agora-rtm/chat';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmMinute } from '../intl/rtm-minute';

/**
 * Whether a user is there: a dot with a shape of its own for each status, and the words for it. Nothing where it is not known.
 *
 * @example
 * <rtm-presence-badge [presence]="presence()" hasText />
 */
@Component({
  selector: 'rtm-presence-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (presence().status !== 'unknown') {
      <span class="dot"></span>
    }
    @if (words(); as words) {
      <span [class.visually-hidden]="!hasText()">{{ words }}</span>
    }
  `,
  styleUrl: './rtm-presence-badge.scss',
  host: { '[class]': 'presence().status' },
})
export class RtmPresenceBadge {
  readonly presence = input.required<Presence>();

  /** Whether the words are shown. Else they are for screen readers only. */
  readonly hasText = input(false, { transform: (value: boolean | '') => value !== false });

  readonly #intl = inject(RtmIntl);
  readonly #minute = inject(RtmMinute);
  protected readonly words = computed(() => {
    const { status, lastSeen } = this.presence();
    const words = this.#intl.words().presence;
    if (status === 'online' || status === 'unreachable') return words[status];
    // Who is not there is best described by when they were.
    if (lastSeen !== null) return words.lastSeen(this.#intl.ago(lastSeen, this.#minute.now()));
    return status === 'offline' ? words.offline : '';
  });
}
