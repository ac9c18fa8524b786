import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiClose } from '@mdi/js';
import { type ChatMessage, conversationKey } from 'ngx-agora-rtm/chat';
import { type ConversationSummary, RtmChat } from 'ngx-agora-rtm/store';
import { Avatar } from '../avatar/avatar';
import { CurrentConversation } from '../conversation/current-conversation';
import { FocusRequest } from '../conversation/focus-request';
import { linkTo, titleOf } from '../conversation/title';
import { Icon } from '../icon/icon';
import { excerptOf } from '../message-log/message-content';
import { timeOf } from '../message-log/times';
import { WORDS } from '../words';

/** The conversations that are open, the one with the latest message first. */
@Component({
  selector: 'desk-conversation-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, MatIconButton, RouterLink],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.scss',
})
export class ConversationList {
  readonly #chat = inject(RtmChat);
  readonly #router = inject(Router);
  readonly #current = inject(CurrentConversation);
  readonly #focus = inject(FocusRequest);

  protected readonly words = inject(WORDS);
  protected readonly icons = { close: mdiClose };
  protected readonly conversations = this.#chat.conversations;
  protected readonly titleOf = titleOf;
  protected readonly linkTo = linkTo;
  protected readonly timeOf = timeOf;

  protected isCurrent({ key }: ConversationSummary): boolean {
    const target = this.#current.target();
    return target !== null && conversationKey(target) === key;
  }

  protected excerpt(message: ChatMessage): string {
    return excerptOf(message, this.words);
  }

  /** What to say of a message that has not gone out. */
  protected trouble({ status }: ChatMessage): string | null {
    if (status === 'failed') return this.words.conversations.unsent;
    return status === 'queued' ? this.words.conversations.waiting : null;
  }

  /** Into the composer, since whoever picks a conversation is about to write. */
  protected requestFocus({ key }: ConversationSummary): void {
    this.#focus.request(key);
  }

  protected async close(conversation: ConversationSummary): Promise<void> {
    // First, because the page of a conversation is what opens it.
    if (this.isCurrent(conversation)) await this.#router.navigate(['/']);
    await this.#chat.conversation(conversation.ref).close();
  }
}
