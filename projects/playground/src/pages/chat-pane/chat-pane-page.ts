import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RtmChatPane } from 'ngx-agora-rtm/pane';
import { World } from '../../world/world';

/** Two panes on one page, each with a conversation of its own. */
@Component({
  selector: 'play-chat-pane-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmChatPane],
  template: `
    <rtm-chat-pane channel="support" />
    <rtm-chat-pane peer="ben" />
  `,
  styles: `
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 3fr) minmax(0, 2fr);
      block-size: 100%;
    }
    rtm-chat-pane + rtm-chat-pane {
      border-inline-start: 1px solid var(--mat-sys-outline-variant);
    }
    @media (width < 900px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      rtm-chat-pane + rtm-chat-pane {
        display: none;
      }
    }
  `,
})
export class ChatPanePage {
  constructor() {
    void inject(World).begin();
  }
}
