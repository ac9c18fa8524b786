import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { mdiBookmark, mdiCommentTextMultipleOutline, mdiPin } from '@mdi/js';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { RtmAttachments } from '../attachments/rtm-attachments';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmReactions } from '../reactions/rtm-reactions';
import type { MessageAction, MessageActionType } from './message-action';
import type { DeliveryNotice } from './message-delivery';

/** What stands below the text of a message: files, marks, reactions, its thread, and what went wrong. Few messages have any. */
@Component({
  selector: 'rtm-message-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmAttachments, RtmIcon, RtmReactions],
  templateUrl: './rtm-message-details.html',
  styleUrl: './rtm-message-details.scss',
})
export class RtmMessageDetails {
  readonly message = input.required<ChatMessage>();
  readonly notice = input.required<DeliveryNotice | null>();
  readonly able = input.required<ReadonlySet<MessageActionType>>();
  readonly replies = input.required<number>();
  readonly isPinned = input.required<boolean>();
  readonly isSaved = input.required<boolean>();
  readonly isReachable = input.required<boolean>();

  readonly acted = output<MessageAction>();

  protected readonly intl = inject(RtmIntl);
  protected readonly icons = {
    pinned: mdiPin,
    saved: mdiBookmark,
    thread: mdiCommentTextMultipleOutline,
  };
  protected readonly words = computed(() => this.intl.words().message);
  protected readonly hasFiles = computed(() => {
    const { content, deleted } = this.message();
    return !deleted && content.kind === 'file';
  });
  protected readonly edited = computed(() => {
    const { edited, deleted } = this.message();
    return deleted ? null : edited;
  });
  protected readonly hasReactions = computed(() => {
    const { reactions, deleted } = this.message();
    return !deleted && reactions.some(({ on }) => on);
  });
  /** What an icon is not enough for. */
  protected readonly loudNotice = computed(() => {
    const notice = this.notice();
    return notice?.tone === 'quiet' ? null : notice;
  });
  protected readonly tabIndex = computed(() => (this.isReachable() ? null : -1));

  protected act(type: 'retry' | 'cancel' | 'open-thread'): void {
    this.acted.emit({ type, message: this.message() });
  }

  protected react(emoji: string, on: boolean): void {
    this.acted.emit({ type: 'react', message: this.message(), emoji, on });
  }
}
