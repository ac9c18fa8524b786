import { ChangeDetectionStrategy, Component } from '@angular/core';
import type { Presence } from 'ngx-agora-rtm/chat';
import { RtmPresenceBadge } from 'ngx-agora-rtm/material';
import { opened } from '../../world/examples';

const minutes = 60_000;

/** Every status, with and without words. */
@Component({
  selector: 'play-presence-badge-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmPresenceBadge],
  template: `
    <h1>Presence badge</h1>
    @for (presence of presences; track $index) {
      <p>
        <rtm-presence-badge [presence]="presence" />
        <rtm-presence-badge hasText [presence]="presence" />
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 1rem;
    }
    p {
      display: grid;
      grid-template-columns: 2rem 1fr;
    }
  `,
})
export class PresenceBadgePage {
  protected readonly presences: readonly Presence[] = [
    { status: 'online', lastSeen: opened },
    { status: 'unreachable', lastSeen: opened },
    { status: 'offline', lastSeen: null },
    { status: 'offline', lastSeen: opened - 5 * minutes },
    { status: 'offline', lastSeen: opened - 26 * 60 * minutes },
    { status: 'unknown', lastSeen: opened - 400 * 24 * 60 * minutes },
    { status: 'unknown', lastSeen: null },
  ];
}
