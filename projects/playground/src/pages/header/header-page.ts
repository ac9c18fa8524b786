import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { mdiArrowLeft, mdiMagnify } from '@mdi/js';
import type { Presence } from 'ngx-agora-rtm/chat';
import { RtmHeader, RtmIcon } from 'ngx-agora-rtm/material';
import { names, opened } from '../../world/examples';

/** A channel and a peer, with and without what can be known of them. */
@Component({
  selector: 'play-header-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatIconButton, RtmHeader, RtmIcon],
  template: `
    <h1>Header</h1>
    <rtm-header [conversation]="{ type: 'channel', id: 'support' }" [memberCount]="128">
      <button matIconButton type="button" aria-label="Search"><rtm-icon [path]="search" /></button>
    </rtm-header>
    <rtm-header
      [conversation]="{ type: 'channel', id: 'support' }"
      [memberCount]="128"
      [typing]="typing"
    >
      <button rtmStart matIconButton type="button" aria-label="Back">
        <rtm-icon class="directional" [path]="back" />
      </button>
    </rtm-header>
    <rtm-header [conversation]="{ type: 'peer', id: long }" [presence]="online">
      <button matIconButton type="button" aria-label="Search"><rtm-icon [path]="search" /></button>
    </rtm-header>
    <rtm-header [conversation]="{ type: 'peer', id: arabic }" [presence]="away" />
    <rtm-header [conversation]="{ type: 'peer', id: 'just a name' }" />
  `,
  styles: `
    h1 {
      padding-inline: 1rem;
    }
  `,
})
export class HeaderPage {
  protected readonly back = mdiArrowLeft;
  protected readonly search = mdiMagnify;
  protected readonly long = names[5];
  protected readonly arabic = names[2];
  protected readonly typing = names.slice(0, 2);
  protected readonly online: Presence = { status: 'online', lastSeen: opened };
  protected readonly away: Presence = { status: 'offline', lastSeen: opened - 3 * 3_600_000 };
}
