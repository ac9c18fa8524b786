import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiLogoutVariant } from '@mdi/js';
import { RtmChat } from 'ngx-agora-rtm/store';
import { Icon } from '../icon/icon';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

type Focusable = ElementRef<HTMLElement>;

/** Signs out. Asks first where that would lose messages, since nothing of a user stays at this desk. */
@Component({
  selector: 'desk-sign-out',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  templateUrl: './sign-out.html',
  styleUrl: './sign-out.scss',
  host: { '(keydown.escape)': 'stay()' },
})
export class SignOut {
  readonly #session = inject(DeskSession);
  readonly #unsent = inject(RtmChat).unsent;
  readonly #injector = inject(Injector);
  private readonly button = viewChild.required<unknown, Focusable>('button', { read: ElementRef });
  private readonly stayButton = viewChild<unknown, Focusable>('stayButton', { read: ElementRef });

  protected readonly words = inject(WORDS);
  protected readonly icons = { signOut: mdiLogoutVariant };
  protected readonly isAsking = signal(false);
  protected readonly question = computed(() => this.words.signingOut.question(this.#unsent()));

  protected async ask(): Promise<void> {
    if (this.#unsent() === 0) {
      await this.signOut();
      return;
    }
    this.isAsking.set(true);
    // On the answer that loses nothing.
    afterNextRender(() => this.stayButton()?.nativeElement.focus(), { injector: this.#injector });
  }

  protected stay(): void {
    if (!this.isAsking()) return;
    this.isAsking.set(false);
    this.button().nativeElement.focus();
  }

  protected async signOut(): Promise<void> {
    await this.#session.signOut();
  }
}
