import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import type { ChatConnection, ChatState, Membership } from 'ngx-agora-rtm/chat';
import { RtmConnectionBanner } from 'ngx-agora-rtm/material';
import { opened } from '../../world/examples';

interface Case {
  readonly connection: ChatConnection;
  readonly membership: Membership | null;
  readonly storage: ChatState['storage'];
}

const reasons: readonly (readonly [ChatConnection['state'], ChatConnection['reason']])[] = [
  ['disconnected', 'initial'],
  ['connecting', 'login'],
  ['reconnecting', 'network'],
  ['suspended', 'network'],
  ['disconnected', 'logout'],
  ['disconnected', 'login-timeout'],
  ['disconnected', 'login-refused'],
  ['failed', 'replaced'],
  ['failed', 'banned'],
  ['failed', 'token-expired'],
  ['failed', 'app-id-mismatch'],
  ['failed', 'server'],
];

const connected: ChatConnection = {
  state: 'connected',
  reason: 'login',
  since: opened,
  isCurrent: true,
};

const well: Case = { connection: connected, membership: null, storage: 'durable' };

/** Every banner there is. */
@Component({
  selector: 'play-connection-banner-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmConnectionBanner],
  template: `
    <h1>Connection banner</h1>
    <p>Asked for: {{ asked() }}</p>
    @for (each of cases; track $index) {
      <small>
        {{ each.connection.state }}, {{ each.connection.reason }}, {{ each.membership?.state }}
        {{ each.storage }}
      </small>
      <rtm-connection-banner
        [connection]="each.connection"
        [membership]="each.membership"
        [storage]="each.storage"
        (retried)="asked.set($event)"
      />
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 1rem;
    }
    small {
      display: block;
      margin-block-start: 0.5rem;
    }
  `,
})
export class ConnectionBannerPage {
  protected readonly asked = signal('nothing');
  protected readonly cases: readonly Case[] = [
    well,
    ...reasons.map(([state, reason]) => ({
      ...well,
      connection: { state, reason, since: opened, isCurrent: false },
    })),
    { ...well, connection: { ...connected, isCurrent: false } },
    { ...well, membership: { state: 'joining', error: null } },
    { ...well, membership: { state: 'parked', error: null } },
    { ...well, membership: { state: 'failed', error: null } },
    {
      ...well,
      membership: {
        state: 'failed',
        error: { code: 'refused', message: 'No access.', retryable: false },
      },
    },
    { ...well, storage: 'memory' },
  ];
}
