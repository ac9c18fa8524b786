import { CdkMenu, CdkMenuItem } from '@angular/cdk/menu';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  inject,
  InjectionToken,
  viewChild,
} from '@angular/core';
import { RtmIcon } from '../icon/rtm-icon';
import type { MessageMenuItem } from './message-menu-items';

/** What the menu shows, and whom it tells. */
export interface MessageMenuData {
  readonly label: string;
  readonly items: readonly MessageMenuItem[];
  readonly choose: (item: MessageMenuItem | null) => void;
}

export const MESSAGE_MENU = new InjectionToken<MessageMenuData>('MESSAGE_MENU');

/** What else can be done with a message. */
@Component({
  selector: 'rtm-message-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkMenu, CdkMenuItem, RtmIcon],
  template: `
    <div cdkMenu class="menu" [attr.aria-label]="data.label">
      @for (item of data.items; track item.type) {
        <button
          cdkMenuItem
          [class.dangerous]="item.isDangerous"
          (cdkMenuItemTriggered)="data.choose(item)"
        >
          <rtm-icon [path]="item.icon" />
          {{ item.label }}
        </button>
      }
    </div>
  `,
  styleUrl: './rtm-message-menu.scss',
  host: { '(keydown.tab)': 'data.choose(null)' },
})
export class RtmMessageMenu {
  protected readonly data = inject(MESSAGE_MENU);
  private readonly menu = viewChild.required(CdkMenu);

  constructor() {
    afterNextRender(() => this.menu().focusFirstItem('keyboard'));
  }
}
