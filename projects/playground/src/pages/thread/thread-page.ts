import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { timelineOf } from 'ngx-agora-rtm/chat';
import { RtmThread } from 'ngx-agora-rtm/material';
import { conversation, message, names } from '../../world/examples';

const root = message(names[0], 'Who can take the late shift on Friday?', { minutes: 90 });
const replies = [
  message(names[1], 'I can, if somebody takes my Saturday.', { minutes: 60 }),
  message(names[2], 'أستطيع أن أعمل يوم السبت', { minutes: 30 }),
  message('me', 'Thanks, both of you!', { own: true, status: 'sent', minutes: 5 }),
];

/** A thread, and one whose first message is not loaded. */
@Component({
  selector: 'play-thread-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmThread],
  template: `
    <rtm-thread
      [conversation]="state"
      [root]="root"
      (submitted)="last.set($event.text)"
      (closed)="last.set('closed')"
    />
    <rtm-thread [conversation]="state" root="not loaded" />
    <output>{{ last() }}</output>
  `,
  styles: `
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) auto / repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
      block-size: 100%;
    }
    rtm-thread {
      border-inline-end: 1px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class ThreadPage {
  protected readonly root = root.id;
  protected readonly last = signal('');
  protected readonly state = conversation({ type: 'channel', id: 'support' }, [root], {
    threads: { [`thread:${root.id}` as const]: { root: root.id, timeline: timelineOf(replies) } },
  });
}
