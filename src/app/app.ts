import { ChangeDetectionStrategy, Component, effect, inject, untracked } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterOutlet } from '@angular/router';
import { mdiMessageText } from '@mdi/js';
import { RtmChat } from 'ngx-agora-rtm/store';
import { ConnectionStatus } from './connection/connection-status';
import { CurrentConversation } from './conversation/current-conversation';
import { Icon } from './icon/icon';
import { DeskSession } from './session/desk-session';
import { SignOut } from './sign-out/sign-out';
import { WORDS } from './words';

/** The frame of every page: who one is, and whether one is connected. */
@Component({
  selector: 'desk-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConnectionStatus, Icon, RouterOutlet, SignOut],
  templateUrl: './app.html',
  styleUrl: './app.scss',
})
export class App {
  readonly #router = inject(Router);
  readonly #title = inject(Title);
  readonly #current = inject(CurrentConversation);
  readonly #unread = inject(RtmChat).unread;

  protected readonly words = inject(WORDS);
  protected readonly userId = inject(DeskSession).userId;
  protected readonly icons = { logo: mdiMessageText };

  constructor() {
    effect(() => {
      const unread = this.#unread();
      const subject = this.#current.title();
      const title = subject === null ? this.words.product : `${subject} · ${this.words.product}`;
      this.#title.setTitle(unread > 0 ? `(${unread}) ${title}` : title);
    });
    let wasSignedIn = false;
    effect(() => {
      const isSignedIn = this.userId() !== null;
      const hasLeft = wasSignedIn && !isSignedIn;
      wasSignedIn = isSignedIn;
      if (hasLeft) untracked(() => void this.#router.navigate(['/sign-in']));
    });
  }

  /** By hand, since `href="#content"` would leave the page: links are relative to `<base>`. */
  protected skipToContent(event: Event, frame: HTMLElement): void {
    event.preventDefault();
    const places = [...frame.querySelectorAll<HTMLElement>('#content, .narrow-title')];
    places.find((place) => place.checkVisibility())?.focus();
  }
}
