import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RtmMemberList } from 'ngx-agora-rtm/material';
import { RtmChat } from 'ngx-agora-rtm/store';
import { PanelFrame } from './panel-frame';
import type { PanelContext } from './panel-context';

/** Who is in the channel. */
@Component({
  selector: 'rtm-members-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PanelFrame, RtmMemberList],
  template: `
    <rtm-panel-frame (closed)="context().close()">
      <rtm-member-list
        [members]="context().state()?.members ?? []"
        [ownId]="chat.userId()"
        [presence]="presence"
        [headingLevel]="3"
      />
    </rtm-panel-frame>
  `,
})
export class MembersPanel {
  readonly context = input.required<PanelContext>();

  protected readonly chat = inject(RtmChat);
  protected readonly presence = (userId: string) => this.chat.presence(userId);
}
