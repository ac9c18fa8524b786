import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ConversationRef, Presence } from 'ngx-agora-rtm/chat';
import { RtmConversationAvatar } from '../conversation-avatar/rtm-conversation-avatar';
import { RtmIntl } from '../intl/rtm-intl';
import { RTM_TITLES } from '../people/rtm-titles';
import { RtmPresenceBadge } from '../presence-badge/rtm-presence-badge';
import { RtmTemplates } from '../templates/rtm-templates';
import { RtmTypingIndicator } from '../typing-indicator/rtm-typing-indicator';

/**
 * The head of a conversation: what it is called, and who is there or writing. What is put into it stands at its end; with the
 * attribute `rtmStart`, at its beginning.
 *
 * @example
 * <rtm-header [conversation]="ref" [memberCount]="members().length" [typing]="typing()">
 *   <button rtmStart rtmIconButton aria-label="Back" (click)="back()">…</button>
 *   <button rtmIconButton aria-label="Call" (click)="call()">…</button>
 * </rtm-header>
 */
@Component({
  selector: 'rtm-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmConversationAvatar, RtmPresenceBadge, RtmTypingIndicator],
  templateUrl: './rtm-header.html',
  styleUrl: './rtm-header.scss',
})
export class RtmHeader {
  readonly conversation = input.required<ConversationRef>();

  /** Of the peer; `null`: not shown. */
  readonly presence = input<Presence | null>(null);

  /** How many are in the channel; `null`: not shown. */
  readonly memberCount = input<number | null>(null);

  /** User ids of those who are writing. */
  readonly typing = input<readonly string[]>([]);

  /** Level of the heading in the page, from 1 to 6. */
  readonly headingLevel = input(2);

  readonly #intl = inject(RtmIntl);
  readonly #titles = inject(RTM_TITLES);
  readonly #templates = inject(RtmTemplates, { optional: true });
  protected readonly members = computed(() => {
    const count = this.memberCount();
    return count === null ? '' : this.#intl.words().header.members(count);
  });
  protected readonly title = computed(() => this.#titles(this.conversation()));
  protected readonly template = computed(() => this.#templates?.find('header') ?? null);
  protected readonly context = computed(() => ({ $implicit: this.conversation() }));
}
