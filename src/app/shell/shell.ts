import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import type { RtmErrorCode } from 'ngx-agora-rtm';
import { ConnectionBanner } from '../connection/connection-banner';
import { StorageBanner } from '../connection/storage-banner';
import { ConversationList } from '../conversation-list/conversation-list';
import { CurrentConversation } from '../conversation/current-conversation';
import { OpenConversation } from '../open-conversation/open-conversation';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

/**
 * The desk: conversations on one side, the one at hand on the other. On a narrow screen they are two views, of which the
 * route says which one.
 */
@Component({
  selector: 'desk-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConnectionBanner, ConversationList, OpenConversation, RouterOutlet, StorageBanner],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  host: {
    '[class.has-conversation]': 'hasConversation()',
    '(window:online)': 'comeBack()',
  },
})
export class Shell {
  readonly #session = inject(DeskSession);
  readonly #current = inject(CurrentConversation);

  protected readonly words = inject(WORDS);
  protected readonly hasConversation = computed(() => this.#current.target() !== null);

  /** The network is back: a login that failed for the lack of it is worth another try. */
  protected comeBack(): void {
    const code = this.#session.failure()?.code;
    const lacksNetwork: RtmErrorCode[] = ['timeout', 'connection-lost', 'token-unavailable'];
    if (code && lacksNetwork.includes(code)) void this.#session.reconnect();
  }
}
