import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { mdiClose } from '@mdi/js';
import { RtmIconButton } from '../button/rtm-icon-button';
import { RtmIcon } from '../icon/rtm-icon';

/** What the text of a composer is an answer to, or takes the place of. */
@Component({
  selector: 'rtm-composer-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, RtmIcon],
  template: `
    <rtm-icon [path]="icon()" />
    <div class="words">
      <div class="title">{{ title() }}</div>
      <div class="text">
        <bdi>{{ text() }}</bdi>
      </div>
    </div>
    <button rtmIconButton type="button" [attr.aria-label]="closeLabel()" (click)="closed.emit()">
      <rtm-icon [path]="close" />
    </button>
  `,
  styleUrl: './rtm-composer-bar.scss',
  host: { role: 'group', '[attr.aria-label]': 'title()' },
})
export class RtmComposerBar {
  /** A path of @mdi/js. */
  readonly icon = input.required<string>();
  readonly title = input.required<string>();
  readonly text = input.required<string>();
  readonly closeLabel = input.required<string>();

  readonly closed = output();

  protected readonly close = mdiClose;
}
