import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MessageTexts, RTM_PEOPLE, RtmText } from 'ngx-agora-rtm/material';

/** Try a text. */
@Component({
  selector: 'play-text-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmText],
  template: `
    <label>
      A text
      <textarea rows="14" [value]="text()" (input)="onInput($event)"></textarea>
    </label>
    @if (rich(); as rich) {
      <rtm-text [text]="rich" />
    } @else {
      <p dir="auto">{{ text() }}</p>
    }
  `,
  styleUrl: './text-page.scss',
})
export class TextPage {
  readonly #texts = inject(MessageTexts);
  readonly #people = inject(RTM_PEOPLE);
  protected readonly text = signal(EXAMPLE);
  protected readonly rich = computed(() =>
    this.#texts.of({ kind: 'text', text: this.text(), mentions: ['bob'] }, this.#people),
  );

  protected onInput(event: Event): void {
    this.text.set((event.target as HTMLTextAreaElement).value);
  }
}

const EXAMPLE = `Hello @bob, *bold*, _italic_ and \`code\`.
See https://example.com or write to help@example.com.
- one
- two
7. seven
> quoted
> twice
\`\`\`ts
const safe = '<b>text</b>';
\`\`\`
snake_case and 2*3*4 stay, and so does __init__.
http://paypal.com@evil.example/login says where it leads.`;
