import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RtmTypingIndicator } from 'ngx-agora-rtm/material';
import { names } from '../../world/examples';

/** Nobody, one, two, several. */
@Component({
  selector: 'play-typing-indicator-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmTypingIndicator],
  template: `
    <h1>Typing indicator</h1>
    @for (typing of cases; track $index) {
      <rtm-typing-indicator [typing]="typing" />
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 1rem;
    }
    rtm-typing-indicator {
      margin-block: 0.5rem;
      border: 1px dashed var(--mat-sys-outline-variant);
    }
  `,
})
export class TypingIndicatorPage {
  protected readonly cases: readonly (readonly string[])[] = [
    [],
    names.slice(0, 1),
    names.slice(2, 3),
    names.slice(5, 7),
    names.slice(2, 4),
    names,
  ];
}
