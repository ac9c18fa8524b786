import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  inject,
  viewChild,
} from '@angular/core';
import { mdiForumOutline } from '@mdi/js';
import { Icon } from '../icon/icon';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

/** What stands where a conversation will: says how to begin. */
@Component({
  selector: 'desk-welcome',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <span class="picture"><desk-icon [path]="icon" /></span>
    <h1 #heading tabindex="-1">
      <bdi>{{ words.welcome.title(userId() ?? '') }}</bdi>
    </h1>
    <p>{{ words.welcome.lead }}</p>
    <ul>
      @for (step of words.welcome.steps; track $index) {
        <li>{{ step }}</li>
      }
    </ul>
  `,
  styleUrl: './welcome.scss',
})
export class Welcome {
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = inject(WORDS);
  protected readonly userId = inject(DeskSession).userId;
  protected readonly icon = mdiForumOutline;

  constructor() {
    afterNextRender(() => {
      // Whoever is at work in a field or list keeps the focus; whoever came from another page is told where they are.
      const { activeElement, body } = document;
      if (activeElement !== null && activeElement !== body) return;
      const heading = this.heading().nativeElement;
      // On a narrow screen it is the list that is shown, with a heading of its own.
      const shown = heading.checkVisibility() ? heading : document.querySelector('nav h1');
      (shown as HTMLElement | null)?.focus();
    });
  }
}
