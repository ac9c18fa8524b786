import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiAlertCircle, mdiCheck, mdiCheckAll, mdiClockOutline, mdiTrayArrowDown } from '@mdi/js';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import type { ConversationMessage } from 'ngx-agora-rtm/store';
import { Avatar } from '../avatar/avatar';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';
import { clockOf, momentOf } from './times';

interface Delivery {
  /** `quiet`: an icon says it, words only for who cannot see. */
  readonly tone: 'quiet' | 'note' | 'problem';
  readonly icon: string;
  readonly text: string;
}

/** One message: who, what, when, and for own ones how far it has come. */
@Component({
  selector: 'desk-message-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, MatButton],
  templateUrl: './message-row.html',
  styleUrl: './message-row.scss',
  host: { '[class.own]': 'message().own', '[class.first]': 'isFirst()' },
})
export class MessageRow {
  readonly message = input.required<ConversationMessage>();
  /** Whether it begins a group, and so tells the sender. */
  readonly isFirst = input.required<boolean>();
  /** The conversation that it is in. */
  readonly target = input.required<RtmTarget>();

  readonly retried = output();
  readonly discarded = output();

  protected readonly words = inject(WORDS);
  protected readonly sender = computed<RtmTarget>(() => ({
    type: 'peer',
    id: this.message().from,
  }));
  protected readonly time = computed(() => clockOf(this.message().sentAt));
  protected readonly moment = computed(() => momentOf(this.message().sentAt));
  protected readonly isoTime = computed(() => new Date(this.message().sentAt).toISOString());
  protected readonly text = computed(() => {
    const { content } = this.message();
    return typeof content === 'string' ? content : null;
  });
  protected readonly placeholder = computed(() => {
    const { content } = this.message();
    return typeof content === 'string' ? '' : this.words.conversation.bytes(content.bytes);
  });

  protected readonly delivery = computed<Delivery | null>(() => {
    const { status, delivery } = this.message();
    const { words, icons } = this;
    const peer = this.target().id;
    switch (status) {
      case 'received':
        return null;
      case 'sending':
        return { tone: 'quiet', icon: icons.sending, text: words.delivery.sending };
      case 'failed':
        return { tone: 'problem', icon: icons.problem, text: this.#failure() };
      case 'unconfirmed':
        return { tone: 'problem', icon: icons.problem, text: words.delivery.unconfirmed };
      case 'sent':
        if (delivery === 'missed') {
          return { tone: 'problem', icon: icons.problem, text: words.delivery.missed(peer) };
        }
        if (delivery === 'stored') {
          return { tone: 'note', icon: icons.stored, text: words.delivery.stored(peer) };
        }
        return delivery === 'delivered'
          ? { tone: 'quiet', icon: icons.delivered, text: words.delivery.delivered }
          : { tone: 'quiet', icon: icons.sent, text: words.delivery.sent };
    }
  });

  protected readonly icons = {
    sending: mdiClockOutline,
    sent: mdiCheck,
    delivered: mdiCheckAll,
    stored: mdiTrayArrowDown,
    problem: mdiAlertCircle,
  };

  #failure(): string {
    const { failed, errors } = this.words.delivery;
    const { error } = this.message();
    return error ? `${failed} ${errors[error.code] ?? error.message}` : failed;
  }
}
