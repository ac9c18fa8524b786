import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  model,
  viewChild,
} from '@angular/core';
import { mdiArrowLeft } from '@mdi/js';
import { conversationRef, type ConversationKey } from 'ngx-agora-rtm/chat';
import {
  type ConversationAction,
  type ConversationActionType,
  provideRtmTemplates,
  RtmConversationList,
  RtmIcon,
  RtmIconButton,
  RtmIntl,
} from 'ngx-agora-rtm/material';
import { RtmChat } from 'ngx-agora-rtm/store';
import { RtmChatPane } from '../chat-pane/rtm-chat-pane';

/**
 * All open conversations, and the one that is chosen of them. Where there is no room for both, one at a time.
 *
 * @example
 * <rtm-inbox />
 * <rtm-inbox [(selected)]="key" />
 */
@Component({
  selector: 'rtm-inbox',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmChatPane, RtmConversationList, RtmIcon, RtmIconButton],
  templateUrl: './rtm-inbox.html',
  styleUrl: './rtm-inbox.scss',
  providers: [provideRtmTemplates()],
})
export class RtmInbox {
  /** The conversation that is shown; `null` for none. */
  readonly selected = model<ConversationKey | null>(null);

  /** Level of the heading of a conversation in the page, from 1 to 6. */
  readonly headingLevel = input(2);

  readonly #chat = inject(RtmChat);
  readonly #injector = inject(Injector);
  private readonly list = viewChild.required(RtmConversationList);
  private readonly pane = viewChild(RtmChatPane);
  protected readonly intl = inject(RtmIntl);
  protected readonly words = computed(() => this.intl.words().pane);
  protected readonly icons = { back: mdiArrowLeft };
  protected readonly conversations = this.#chat.conversations;
  protected readonly chosen = computed(() => {
    const selected = this.selected();
    return selected && conversationRef(selected);
  });
  protected readonly presence = (userId: string) => this.#chat.presence(userId);
  protected readonly abilities = () => ABILITIES;

  /** Writes in the one that is chosen. */
  focus(): void {
    this.pane()?.focus();
  }

  protected back(): void {
    this.selected.set(null);
    // The button has gone with what it stood above.
    afterNextRender(() => this.list().focus(), { injector: this.#injector });
  }

  protected async act(action: ConversationAction): Promise<void> {
    const { key, ref, latest } = action.item;
    const conversation = this.#chat.conversation(ref);
    switch (action.type) {
      case 'close':
        if (this.selected() === key) this.selected.set(null);
        await conversation.close();
        break;
      case 'mute':
        await conversation.prefer({ isMuted: action.on });
        break;
      case 'mark-unread':
        if (latest)
          await (action.on ? conversation.markUnread(latest.id) : conversation.seen(latest.id));
    }
  }
}

const ABILITIES: ReadonlySet<ConversationActionType> = new Set(['close', 'mute', 'mark-unread']);
