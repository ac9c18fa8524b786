import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { mdiAt, mdiBellOff, mdiDotsVertical, mdiPencil } from '@mdi/js';
import type { Presence } from 'ngx-agora-rtm/chat';
import { RtmIconButton } from '../button/rtm-icon-button';
import { RtmConversationAvatar } from '../conversation-avatar/rtm-conversation-avatar';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmMinute } from '../intl/rtm-minute';
import { RTM_PEOPLE } from '../people/rtm-people';
import { RtmTemplates } from '../templates/rtm-templates';
import type { ConversationItem } from './conversation-item';
import { conversationPreview } from './conversation-preview';

/** One conversation in a list. Only the list makes these. */
@Component({
  selector: 'rtm-conversation-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, NgTemplateOutlet, RtmConversationAvatar, RtmIcon],
  templateUrl: './rtm-conversation-row.html',
  styleUrl: './rtm-conversation-row.scss',
  host: {
    role: 'listitem',
    '[class.selected]': 'isSelected()',
    '[class.unread]': 'isUnread()',
    '[class.acting]': 'hasActions()',
  },
})
export class RtmConversationRow {
  readonly item = input.required<ConversationItem>();
  readonly title = input.required<string>();
  readonly isSelected = input.required<boolean>();
  /** Whether the Tab key comes here: true of one row of a list. */
  readonly isTabStop = input.required<boolean>();
  /** Whether there is something to be done with it, and it is pointed at, focused or selected. */
  readonly hasActions = input.required<boolean>();
  /** `null`: not of one user. */
  readonly presence = input.required<Presence | null>();

  readonly chosen = output();
  /** Beside what the menu shall open. */
  readonly menuWanted = output<DOMRect>();

  readonly #people = inject(RTM_PEOPLE);
  readonly #templates = inject(RtmTemplates, { optional: true });
  readonly #minute = inject(RtmMinute);
  protected readonly buttonView = viewChild.required<ElementRef<HTMLElement>>('button');
  protected readonly intl = inject(RtmIntl);
  protected readonly icons = {
    draft: mdiPencil,
    mention: mdiAt,
    more: mdiDotsVertical,
    muted: mdiBellOff,
  };
  protected readonly words = computed(() => this.intl.words().conversations);
  protected readonly isUnread = computed(
    () => this.item().unread > 0 || this.item().isMarkedUnread,
  );
  protected readonly preview = computed(() =>
    conversationPreview(this.item(), this.#people, this.intl.words()),
  );
  protected readonly time = computed(() => {
    const { activeAt } = this.item();
    return activeAt > 0 ? this.intl.brief(activeAt, this.#minute.now()) : '';
  });
  protected readonly template = computed(() => this.#templates?.find('conversation') ?? null);
  protected readonly context = computed(() => ({
    $implicit: this.item(),
    title: this.title(),
    preview: [this.preview().lead, this.preview().text].join(' ').trim(),
    isSelected: this.isSelected(),
  }));

  get button(): HTMLElement {
    return this.buttonView().nativeElement;
  }

  protected openMenu(event: Event): void {
    this.menuWanted.emit((event.currentTarget as HTMLElement).getBoundingClientRect());
  }
}
