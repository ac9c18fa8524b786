import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiDatabaseOffOutline } from '@mdi/js';
import { RtmChat } from 'ngx-agora-rtm/store';
import { Icon } from '../icon/icon';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

/** Says that this browser keeps nothing, so that unsent messages go with the tab. Can be put away until the next sign-in. */
@Component({
  selector: 'desk-storage-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  template: `
    @if (isShown()) {
      <div class="banner wait" role="note">
        <desk-icon [path]="icon" />
        <p>
          <strong>{{ words.storageLost.title }}</strong> {{ words.storageLost.advice }}
        </p>
        <button matButton type="button" (click)="isHidden.set(true)">
          {{ words.storageLost.hide }}
        </button>
      </div>
    }
  `,
  styleUrl: './banner.scss',
})
export class StorageBanner {
  readonly #storage = inject(RtmChat).storage;
  readonly #isOpen = inject(DeskSession).isOpen;

  protected readonly words = inject(WORDS);
  protected readonly icon = mdiDatabaseOffOutline;
  protected readonly isHidden = signal(false);
  protected readonly isShown = computed(
    () => this.#isOpen() && this.#storage() === 'memory' && !this.isHidden(),
  );
}
