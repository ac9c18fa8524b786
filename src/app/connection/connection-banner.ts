import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiAlertCircleOutline, mdiSync } from '@mdi/js';
import { Store } from '@ngrx/store';
import { selectConnection } from 'ngx-agora-rtm/store';
import { DESK_CONFIG } from '../config/desk-config';
import { Icon } from '../icon/icon';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';
import { connectionNotice } from './connection-notice';

/** Says why one is not connected, and what one can do. Not a live region: the status in the toolbar is the one. */
@Component({
  selector: 'desk-connection-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  template: `
    @if (notice(); as notice) {
      <div class="banner" [class]="notice.kind">
        <desk-icon [path]="notice.kind === 'act' ? icons.alert : icons.wait" />
        <p>
          <strong>{{ notice.title }}</strong> {{ notice.advice }}
        </p>
        @if (notice.button) {
          <button matButton="filled" type="button" [disabled]="isPending()" (click)="reconnect()">
            {{ notice.button }}
          </button>
        }
      </div>
    }
  `,
  styleUrl: './connection-banner.scss',
})
export class ConnectionBanner {
  readonly #session = inject(DeskSession);
  readonly #config = inject(DESK_CONFIG);
  readonly #words = inject(WORDS);
  readonly #connection = inject(Store).selectSignal(selectConnection);

  protected readonly icons = { alert: mdiAlertCircleOutline, wait: mdiSync };
  protected readonly isPending = this.#session.isPending;
  protected readonly notice = computed(() =>
    connectionNotice(this.#connection(), this.#session.failure(), this.#config, this.#words),
  );

  protected reconnect(): void {
    void this.#session.reconnect();
  }
}
