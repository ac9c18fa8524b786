import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiAccountMultipleOutline, mdiArrowLeft } from '@mdi/js';
import { RtmService } from 'ngx-agora-rtm';
import { type ChatMessage, type Gap, latestMessageOf } from 'ngx-agora-rtm/chat';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { RTM_ATTENTION, RtmChat } from 'ngx-agora-rtm/store';
import { Avatar } from '../avatar/avatar';
import { Composer } from '../composer/composer';
import { Icon } from '../icon/icon';
import { Members } from '../members/members';
import { MessageLog } from '../message-log/message-log';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';
import { conversationProblem } from './conversation-problem';
import { CurrentConversation } from './current-conversation';
import { FocusRequest } from './focus-request';
import { newMark, type NewMark, type NewMarkSource } from './new-mark';
import { titleOf } from './title';

/** So few messages that there is room for more on a screen. */
const SHORT = 30;

/** The page of one conversation, which the route names. Being here is what opens it. */
@Component({
  selector: 'desk-conversation',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Composer, Icon, MatButton, MatIconButton, Members, MessageLog],
  templateUrl: './conversation.html',
  styleUrl: './conversation.scss',
})
export class ConversationPage {
  readonly #chat = inject(RtmChat);
  readonly #session = inject(DeskSession);
  readonly #router = inject(Router);
  readonly #current = inject(CurrentConversation);
  readonly #capabilities = inject(RtmService).capabilities;
  readonly #focus = inject(FocusRequest);

  /** From the route. */
  readonly type = input.required<RtmTarget['type']>();
  /** From the route. */
  readonly id = input.required<string>();

  protected readonly words = inject(WORDS);
  protected readonly icons = { back: mdiArrowLeft, members: mdiAccountMultipleOutline };
  protected readonly userId = this.#session.userId;
  protected readonly target = computed<RtmTarget>(() => ({ type: this.type(), id: this.id() }));
  protected readonly title = computed(() => titleOf(this.target()));
  protected readonly problem = computed(() =>
    conversationProblem(this.target(), this.userId(), this.#capabilities, this.words),
  );
  /** Bound to what the route names: what is begun here ends here. */
  protected readonly conversation = computed(() => this.#chat.conversation(this.target()));
  protected readonly state = computed(() => this.conversation().state());
  readonly #isThere = computed(() => this.state() !== undefined);
  protected readonly isConnected = computed(() => this.#chat.connection().state === 'connected');

  readonly #newMark = linkedSignal<NewMarkSource, NewMark>({
    source: () => ({
      key: this.conversation().key,
      state: this.state(),
      isCurrent: this.#chat.connection().isCurrent,
    }),
    computation: newMark,
  });
  protected readonly newFrom = computed(() => this.#newMark().id);

  protected readonly joinProblem = computed(() => {
    const error = this.state()?.membership?.error;
    if (!error) return null;
    const words: Partial<Record<string, string>> = this.words.conversation.joinErrors;
    return words[error.code] ?? error.message;
  });
  protected readonly subtitle = computed(() => {
    const { conversation: words } = this.words;
    const membership = this.state()?.membership;
    if (!membership) return words.direct;
    switch (membership.state) {
      case 'waiting':
        return words.waiting;
      case 'joining':
        return words.joining;
      case 'parked':
        return words.parked;
      case 'failed':
        return words.joinFailed;
      case 'joined':
        return words.members(this.state()?.members.length ?? 0);
    }
  });
  protected readonly writing = computed(() =>
    this.words.conversation.writing(this.state()?.typing ?? []),
  );
  protected readonly showsMembers = signal(matchMedia('(width >= 1000px)').matches);

  /** Conversations that were filled up from what is older, once each: whatever there is fits on the screen then. */
  readonly #filled = new Set<string>();
  readonly #isShort = computed(() => {
    const state = this.state();
    if (!state || !this.#chat.connection().isCurrent) return false;
    const { status, hasOlder, error } = state.history;
    return status === 'idle' && hasOlder && error === null && state.timeline.length < SHORT;
  });

  private readonly log = viewChild(MessageLog);
  readonly #hasAttention = toSignal(inject(RTM_ATTENTION).changes$, { initialValue: false });
  readonly #latest = computed(() => {
    const state = this.state();
    return state ? latestMessageOf(state.timeline) : null;
  });

  constructor() {
    effect((onCleanup) => {
      const target = this.target();
      this.#current.show(target);
      onCleanup(() => this.#current.hide(target));
    });
    effect(() => {
      const conversation = this.conversation();
      if (this.problem() !== null || !this.#session.isOpen()) return;
      // Signed out in the meantime, or no room to keep it: the page says either by itself.
      conversation.open().catch(() => undefined);
    });
    effect(() => {
      // Before the count of what is unread is gone.
      this.newFrom();
      const latest = this.#latest();
      const isSeen = this.#hasAttention() && this.log()?.isAtEnd() === true;
      if (!isSeen || !latest || (this.state()?.unread ?? 0) === 0) return;
      this.conversation()
        .seen(latest.id)
        .catch(() => undefined);
    });
    effect(() => {
      if (this.#hasAttention() && this.#isThere()) this.conversation().look();
    });
    effect(() => {
      const key = this.conversation().key;
      if (this.#filled.has(key) || !this.#isShort()) return;
      this.#filled.add(key);
      untracked(() => void this.loadEarlier());
    });
  }

  protected async goBack(): Promise<void> {
    await this.#router.navigate(['/']);
  }

  protected goToEnd(): void {
    // Whoever writes wants to see it, wherever they had been reading.
    this.log()?.goToEnd();
  }

  protected async retry({ id }: ChatMessage): Promise<void> {
    const conversation = this.conversation();
    // The button goes away with what it was for, and the focus must not go with it.
    this.#focus.request(conversation.key);
    await conversation.retry(id);
  }

  protected async discard({ id }: ChatMessage): Promise<void> {
    const conversation = this.conversation();
    this.#focus.request(conversation.key);
    await conversation.cancel(id);
  }

  protected async loadEarlier(): Promise<void> {
    await this.conversation().loadOlder();
  }

  protected async loadGap({ id }: Gap): Promise<void> {
    await this.conversation().loadGap(id);
  }

  protected joinAgain(): void {
    this.conversation().joinAgain();
  }
}
