import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { MatButton } from '@angular/material/button';
import { Router, RouterOutlet } from '@angular/router';
import { mdiLogoutVariant, mdiMessageText } from '@mdi/js';
import { Store } from '@ngrx/store';
import { selectUnread } from 'ngx-agora-rtm/store';
import { ConnectionStatus } from './connection/connection-status';
import { Icon } from './icon/icon';
import { DeskSession } from './session/desk-session';
import { CurrentConversation } from './conversation/current-conversation';
import { WORDS } from './words';

/** The frame of every page: who one is, and whether one is connected. */
@Component({
  selector: 'desk-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConnectionStatus, Icon, MatButton, RouterOutlet],
  templateUrl: './app.html',
  styleUrl: './app.scss',
})
export class App {
  readonly #session = inject(DeskSession);
  readonly #router = inject(Router);
  readonly #title = inject(Title);
  readonly #current = inject(CurrentConversation);
  readonly #unread = inject(Store).selectSignal(selectUnread);

  protected readonly words = inject(WORDS);
  protected readonly userId = this.#session.userId;
  protected readonly icons = { logo: mdiMessageText, signOut: mdiLogoutVariant };

  constructor() {
    effect(() => {
      const unread = this.#unread();
      const subject = this.#current.title();
      const title = subject === null ? this.words.product : `${subject} · ${this.words.product}`;
      this.#title.setTitle(unread > 0 ? `(${unread}) ${title}` : title);
    });
  }

  protected async signOut(): Promise<void> {
    const done = this.#session.signOut();
    await this.#router.navigate(['/sign-in']);
    await done;
  }

  /** By hand, since `href="#content"` would leave the page: links are relative to `<base>`. */
  protected skipToContent(event: Event, frame: HTMLElement): void {
    event.preventDefault();
    const places = [...frame.querySelectorAll<HTMLElement>('#content, .narrow-title')];
    places.find((place) => place.checkVisibility())?.focus();
  }
}
