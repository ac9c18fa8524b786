import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { mdiPound } from '@mdi/js';
import type { ConversationRef, Presence } from 'ngx-agora-rtm/chat';
import { RtmAvatar } from '../avatar/rtm-avatar';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmPresenceBadge } from '../presence-badge/rtm-presence-badge';

/** The picture of a conversation: of a peer theirs, with their presence; of a channel a sign. Its title stands beside it. */
@Component({
  selector: 'rtm-conversation-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmAvatar, RtmIcon, RtmPresenceBadge],
  template: `
    @if (conversation().type === 'peer') {
      <rtm-avatar [userId]="conversation().id" />
      @if (presence(); as presence) {
        <rtm-presence-badge [presence]="presence" />
      }
    } @else {
      <rtm-icon [path]="channel" />
    }
  `,
  styles: `
    :host {
      position: relative;
      display: inline-grid;
      flex: none;
    }
    rtm-presence-badge {
      position: absolute;
      inset-block-end: -2px;
      inset-inline-end: -2px;
      padding: 2px;
      border-radius: 50%;
      background: var(--mat-sys-surface);
    }
    rtm-presence-badge.unknown {
      padding: 0;
    }
    rtm-icon {
      box-sizing: border-box;
      inline-size: var(--rtm-avatar-size, 2.25rem);
      block-size: var(--rtm-avatar-size, 2.25rem);
      padding: calc(var(--rtm-avatar-size, 2.25rem) * 0.22);
      border-radius: 50%;
      background: var(--mat-sys-surface-container-highest);
      color: var(--mat-sys-on-surface-variant);
    }
    @media (forced-colors: active) {
      rtm-icon {
        border: 1px solid;
      }
    }
  `,
})
export class RtmConversationAvatar {
  readonly conversation = input.required<ConversationRef>();

  /** Of the peer; `null`: not shown. */
  readonly presence = input<Presence | null>(null);

  protected readonly channel = mdiPound;
}
