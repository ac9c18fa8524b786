import { ChangeDetectionStrategy, Component, linkedSignal, signal } from '@angular/core';
import type { ConversationKey } from 'ngx-agora-rtm/chat';
import {
  type ConversationAbilities,
  type ConversationAction,
  type ConversationItem,
  RtmConversationList,
} from 'ngx-agora-rtm/material';
import { item, message, names, presenceOf } from '../../world/examples';

const file = { url: 'about:blank', name: 'offer.pdf', type: 'application/pdf', size: 1 };
const day = 24 * 60;

const examples: readonly ConversationItem[] = [
  item({ type: 'peer', id: names[0] }, message(names[0], 'Can you look at the invoice?'), {
    unread: 3,
    mentions: 1,
  }),
  item(
    { type: 'channel', id: 'support' },
    message(names[2], 'شكرا جزيلا، سأراجع الملف غدا وأرد عليكم', { minutes: 30 }),
    { unread: 1204 },
  ),
  item(
    { type: 'peer', id: names[1] },
    message('me', 'On my way', { own: true, status: 'failed', minutes: 60 }),
  ),
  item({ type: 'channel', id: 'design-and-research-of-the-coming-year' }, null, {
    typing: [names[3], names[4]],
  }),
  item(
    { type: 'peer', id: names[5] },
    message('me', 'See you tomorrow', { own: true, status: 'sent', minutes: day }),
    { hasDraft: true },
  ),
  item(
    { type: 'peer', id: names[6] },
    message(names[6], 'turned\u202E around', { minutes: 2 * day }),
    { isMuted: true, unread: 12 },
  ),
  item(
    { type: 'peer', id: names[7] },
    message(names[7], { kind: 'file', text: '', files: [file] }, { minutes: 40 * day }),
    { isMarkedUnread: true },
  ),
  item(
    { type: 'channel', id: 'off-topic' },
    message(names[3], '', { deleted: true, minutes: 400 * day }),
  ),
];

/** A list of any length, with every kind of row. */
@Component({
  selector: 'play-conversation-list-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmConversationList],
  template: `
    <header>
      <h1>Conversation list</h1>
      <label>
        Conversations
        <select #count (change)="length.set(+count.value)">
          <option>8</option>
          <option>0</option>
          <option>1000</option>
          <option>10000</option>
        </select>
      </label>
      <label>
        <input #loading type="checkbox" (change)="isLoading.set(loading.checked)" /> Loading
      </label>
      <button type="button" (click)="arrive()">Message in the last one</button>
      <output>{{ acted() }}</output>
    </header>
    <rtm-conversation-list
      hasFilter
      [conversations]="conversations()"
      [presence]="presenceOf"
      [abilities]="abilities"
      [isLoading]="isLoading()"
      [(selected)]="selected"
      (acted)="act($event)"
    />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      block-size: 100%;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      gap: 0 1rem;
      align-items: center;
      padding-inline: 1rem;
    }
    rtm-conversation-list {
      inline-size: 100%;
      max-inline-size: 24rem;
      border-inline-end: 1px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class ConversationListPage {
  protected readonly presenceOf = presenceOf;
  protected readonly abilities: ConversationAbilities = () =>
    new Set(['mute', 'mark-unread', 'close'] as const);
  protected readonly selected = signal<ConversationKey | null>(examples[1]?.key ?? null);
  protected readonly isLoading = signal(false);
  protected readonly acted = signal('');
  protected readonly length = signal(8);
  protected readonly conversations = linkedSignal<readonly ConversationItem[]>(() =>
    Array.from({ length: this.length() }, (_, i) => nth(i)),
  );

  protected arrive(): void {
    const all = this.conversations();
    const last = all.at(-1);
    if (!last) return;
    const latest = message(last.ref.id, 'Something new', { minutes: 0 });
    const changed = { ...last, latest, activeAt: latest.at, unread: last.unread + 1 };
    this.conversations.set([changed, ...all.slice(0, -1)]);
  }

  protected act(action: ConversationAction): void {
    const { type, item: subject } = action;
    this.acted.set(`${type} ${subject.key}`);
    this.conversations.set(
      this.conversations().flatMap((each) => {
        if (each.key !== subject.key) return [each];
        if (action.type === 'close') return [];
        return action.type === 'mute'
          ? [{ ...each, isMuted: action.on }]
          : [{ ...each, isMarkedUnread: action.on, unread: 0, mentions: 0 }];
      }),
    );
  }
}

function nth(i: number): ConversationItem {
  const example = examples[i];
  return (
    example ??
    item(
      { type: 'peer', id: `User ${i}` },
      message(`User ${i}`, `Message number ${i}`, { minutes: i * 10 }),
    )
  );
}
