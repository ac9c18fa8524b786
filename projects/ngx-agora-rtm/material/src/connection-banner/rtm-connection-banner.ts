import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { mdiAlertCircleOutline, mdiCloudOffOutline, mdiSync } from '@mdi/js';
import type { ChatConnection, ChatState, Membership } from 'ngx-agora-rtm/chat';
import { RtmButton } from '../button/rtm-button';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { keepFocus } from '../keyboard/keep-focus';
import { connectionNotice, type ConnectionRetry } from './connection-notice';

/**
 * Says when messages do not go out and come in as they should, why, and what to do. Nothing where all is well.
 *
 * @example
 * <rtm-connection-banner [connection]="chat.connection()" (retried)="login()" />
 */
@Component({
  selector: 'rtm-connection-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmButton, RtmIcon],
  templateUrl: './rtm-connection-banner.html',
  styleUrl: './rtm-connection-banner.scss',
  host: { tabindex: '-1', '[class]': 'notice()?.kind', '[class.late]': 'notice()?.isLate' },
})
export class RtmConnectionBanner {
  readonly connection = input.required<ChatConnection>();

  /** How far the user is into the channel; left out: there is none. */
  readonly membership = input<Membership | null>(null);

  /** Whether what is unsent survives the tab. */
  readonly storage = input<ChatState['storage']>('durable');

  /** The user wants to be connected again. */
  readonly retried = output<ConnectionRetry>();

  readonly #intl = inject(RtmIntl);
  protected readonly icons = {
    passing: mdiSync,
    calm: mdiCloudOffOutline,
    broken: mdiAlertCircleOutline,
  };
  protected readonly words = computed(() => this.#intl.words().connection);
  protected readonly notice = computed(
    () => connectionNotice(this.connection(), this.membership(), this.storage()),
    // What a reader has before them stays as it is while nothing else is to be said.
    { equal: (a, b) => a?.name === b?.name && a?.isLate === b?.isLate },
  );

  constructor() {
    keepFocus(this.notice);
  }
}
