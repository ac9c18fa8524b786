import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiFileOutline } from '@mdi/js';
import { type ChatMessage, type Delivery, reactionsByEmoji } from 'ngx-agora-rtm/chat';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { Avatar } from '../avatar/avatar';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';
import { shownMessage } from './message-content';
import { deliveryNotice } from './message-delivery';
import { clockOf, momentOf } from './times';

/** One message: who, what, when, and for own ones how far it has come. */
@Component({
  selector: 'desk-message-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, MatButton],
  templateUrl: './message-row.html',
  styleUrl: './message-row.scss',
  host: {
    '[class.own]': 'message().own',
    '[class.first]': 'isFirst()',
    '[class.note]': "message().content.kind === 'note'",
  },
})
export class MessageRow {
  readonly message = input.required<ChatMessage>();
  /** Whether it begins a group, and so tells the sender. */
  readonly isFirst = input.required<boolean>();
  /** The conversation that it is in. */
  readonly target = input.required<RtmTarget>();
  /** How far it has come by the receipts of others. */
  readonly reached = input.required<Delivery['status']>();
  /** Whether what waits can go out now. */
  readonly isConnected = input.required<boolean>();

  readonly retried = output();
  readonly discarded = output();

  protected readonly words = inject(WORDS);
  protected readonly icons = { file: mdiFileOutline };
  protected readonly sender = computed<RtmTarget>(() => ({
    type: 'peer',
    id: this.message().from,
  }));
  protected readonly time = computed(() => clockOf(this.message().at));
  protected readonly moment = computed(() => momentOf(this.message().at));
  protected readonly isoTime = computed(() => new Date(this.message().at).toISOString());
  protected readonly shown = computed(() => shownMessage(this.message(), this.words));
  protected readonly isEdited = computed(() => {
    const { edited, deleted } = this.message();
    return edited !== null && !deleted;
  });
  protected readonly reactions = computed(() => reactionsByEmoji(this.message().reactions));
  protected readonly delivery = computed(() =>
    deliveryNotice(
      this.message(),
      this.reached(),
      this.target().id,
      this.isConnected(),
      this.words,
    ),
  );
}
