import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RtmInbox } from 'ngx-agora-rtm/pane';
import { World } from '../../world/world';

/** All conversations, and the one that is chosen. */
@Component({
  selector: 'play-inbox-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmInbox],
  template: `<rtm-inbox />`,
  styles: `
    :host {
      display: block;
      block-size: 100%;
    }
  `,
})
export class InboxPage {
  constructor() {
    void inject(World).begin();
  }
}
