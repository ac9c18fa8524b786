import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { conversationKey } from 'ngx-agora-rtm/chat';
import { Avatar } from '../avatar/avatar';
import { FocusRequest } from '../conversation/focus-request';
import { linkTo } from '../conversation/title';
import { WORDS } from '../words';

/** Who is in a channel; each leads to a direct conversation. */
@Component({
  selector: 'desk-members',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, RouterLink],
  templateUrl: './members.html',
  styleUrl: './members.scss',
})
export class Members {
  readonly #focus = inject(FocusRequest);

  /** User ids. */
  readonly members = input.required<readonly string[]>();
  readonly userId = input.required<string | null>();

  protected readonly words = inject(WORDS);
  protected readonly linkTo = linkTo;

  /** Into the composer, since whoever picks a member is about to write. */
  protected requestFocus(id: string): void {
    this.#focus.request(conversationKey({ type: 'peer', id }));
  }
}
