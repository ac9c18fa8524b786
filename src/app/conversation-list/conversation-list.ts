import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiClose } from '@mdi/js';
import { Store } from '@ngrx/store';
import {
  conversationActions,
  conversationKey,
  type ConversationMessage,
  type ConversationSummary,
  selectConversationList,
} from 'ngx-agora-rtm/store';
import { Avatar } from '../avatar/avatar';
import { CurrentConversation } from '../conversation/current-conversation';
import { FocusRequest } from '../conversation/focus-request';
import { linkTo, titleOf } from '../conversation/title';
import { Icon } from '../icon/icon';
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
  readonly #store = inject(Store);
  readonly #router = inject(Router);
  readonly #current = inject(CurrentConversation);
  readonly #focus = inject(FocusRequest);

  protected readonly words = inject(WORDS);
  protected readonly icons = { close: mdiClose };
  protected readonly conversations = this.#store.selectSignal(selectConversationList);
  protected readonly titleOf = titleOf;
  protected readonly linkTo = linkTo;
  protected readonly timeOf = timeOf;

  protected isCurrent({ key }: ConversationSummary): boolean {
    const target = this.#current.target();
    return target !== null && conversationKey(target) === key;
  }

  protected excerpt({ content }: ConversationMessage): string {
    return typeof content === 'string' ? content : this.words.conversation.bytes(content.bytes);
  }

  /** What to say of a message that may not have gone out. */
  protected trouble({ status }: ConversationMessage): string | null {
    if (status === 'failed') return this.words.conversations.unsent;
    return status === 'unconfirmed' ? this.words.conversations.unconfirmed : null;
  }

  /** Into the composer, since whoever picks a conversation is about to write. */
  protected requestFocus({ key }: ConversationSummary): void {
    this.#focus.request(key);
  }

  protected async close(conversation: ConversationSummary): Promise<void> {
    // First, because the page of a conversation is what opens it.
    if (this.isCurrent(conversation)) await this.#router.navigate(['/']);
    this.#store.dispatch(conversationActions.closed({ target: conversation.target }));
  }
}
