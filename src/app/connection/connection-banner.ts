import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiAlertCircleOutline, mdiSync } from '@mdi/js';
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
      <div class="banner" [class]="[notice.kind, state()]">
        <desk-icon [path]="notice.kind === 'act' ? icons.alert : icons.wait" />
        <p>
          <strong>{{ notice.title }}</strong> {{ notice.advice }}
        </p>
        @if (notice.button) {
          <button matButton="filled" type="button" (click)="reconnect()">
            {{ notice.button }}
          </button>
        }
      </div>
    }
  `,
  styleUrl: './banner.scss',
})
export class ConnectionBanner {
  readonly #session = inject(DeskSession);
  readonly #config = inject(DESK_CONFIG);
  readonly #words = inject(WORDS);
  readonly #connection = this.#session.connection;

  protected readonly icons = { alert: mdiAlertCircleOutline, wait: mdiSync };
  protected readonly state = computed(() => this.#connection().state);
  protected readonly notice = computed(() =>
    connectionNotice(this.#connection(), this.#session.failure(), this.#config, this.#words),
  );

  protected reconnect(): void {
    void this.#session.reconnect();
  }
}
