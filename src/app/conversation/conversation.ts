import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiAccountMultipleOutline, mdiArrowLeft } from '@mdi/js';
import { Store } from '@ngrx/store';
import { RtmService } from 'ngx-agora-rtm';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import {
  conversationActions,
  conversationKey,
  type ConversationMessage,
  selectConversation,
  type WithRtm,
} from 'ngx-agora-rtm/store';
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
import { titleOf } from './title';

/** The page of one conversation, which the route names. Being here is what opens it. */
@Component({
  selector: 'desk-conversation',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Composer, Icon, MatButton, MatIconButton, Members, MessageLog],
  templateUrl: './conversation.html',
  styleUrl: './conversation.scss',
  host: { '(document:visibilitychange)': 'look()' },
})
export class ConversationPage {
  readonly #store = inject<Store<WithRtm>>(Store);
  readonly #router = inject(Router);
  readonly #current = inject(CurrentConversation);
  readonly #capabilities = inject(RtmService).capabilities;
  readonly #document = inject(DOCUMENT);
  readonly #focus = inject(FocusRequest);

  /** From the route. */
  readonly type = input.required<RtmTarget['type']>();
  /** From the route. */
  readonly id = input.required<string>();

  protected readonly words = inject(WORDS);
  protected readonly icons = { back: mdiArrowLeft, members: mdiAccountMultipleOutline };
  protected readonly userId = inject(DeskSession).userId;
  protected readonly target = computed<RtmTarget>(() => ({ type: this.type(), id: this.id() }));
  protected readonly key = computed(() => conversationKey(this.target()));
  protected readonly title = computed(() => titleOf(this.target()));
  protected readonly problem = computed(() =>
    conversationProblem(this.target(), this.userId(), this.#capabilities, this.words),
  );

  readonly #state = this.#store.selectSignal((state) => state);
  protected readonly conversation = computed(() => selectConversation(this.key())(this.#state()));
  /** The first message that was unread when the reader came: its mark stays until they leave. */
  protected readonly newFrom = linkedSignal<string, string | null>({
    source: () => this.key(),
    computation: () => {
      const { messages, unread } = untracked(this.conversation) ?? { messages: [], unread: 0 };
      const others = messages.filter(({ own }) => !own);
      return unread > 0 ? (others.at(-unread)?.id ?? null) : null;
    },
  });
  protected readonly joinProblem = computed(() => {
    const error = this.conversation()?.membership?.error;
    return error && (this.words.conversation.joinErrors[error.code] ?? error.message);
  });
  protected readonly subtitle = computed(() => {
    const { words } = this;
    const membership = this.conversation()?.membership;
    if (!membership) return words.conversation.direct;
    switch (membership.state) {
      case 'waiting':
        return words.conversation.waiting;
      case 'joining':
        return words.conversation.joining;
      case 'failed':
        return words.conversation.joinFailed;
      case 'joined':
        return words.conversation.members(this.conversation()?.members.length ?? 0);
    }
  });
  protected readonly showsMembers = signal(matchMedia('(width >= 1000px)').matches);

  private readonly log = viewChild(MessageLog);
  readonly #isVisible = signal(this.#document.visibilityState === 'visible');

  constructor() {
    effect((onCleanup) => {
      const target = this.target();
      if (this.problem() === null) this.#store.dispatch(conversationActions.opened({ target }));
      this.#current.show(target);
      onCleanup(() => this.#current.hide(target));
    });
    effect(() => {
      // Before the count of what is unread is gone.
      this.newFrom();
      const isSeen = this.#isVisible() && this.log()?.isAtEnd() === true;
      if (isSeen && (this.conversation()?.unread ?? 0) > 0) {
        this.#store.dispatch(conversationActions.read({ target: this.target() }));
      }
    });
  }

  protected look(): void {
    this.#isVisible.set(this.#document.visibilityState === 'visible');
  }

  protected async goBack(): Promise<void> {
    await this.#router.navigate(['/']);
  }

  protected send(text: string): void {
    this.#store.dispatch(conversationActions.messageSubmitted(this.target(), text));
    // Whoever writes wants to see it, wherever they had been reading.
    this.log()?.goToEnd();
  }

  protected retry({ id, content }: ConversationMessage): void {
    if (typeof content !== 'string') return;
    this.#store.dispatch(conversationActions.messageRetried(this.target(), id, content));
    // The button goes away with what it was for, and the focus must not go with it.
    this.#focus.request(this.key());
  }

  protected discard({ id }: ConversationMessage): void {
    this.#store.dispatch(conversationActions.messageDiscarded({ target: this.target(), id }));
    this.#focus.request(this.key());
  }

  protected loadEarlier(): void {
    const before = this.conversation()?.history.before ?? null;
    if (before === null) return;
    this.#store.dispatch(conversationActions.earlierRequested({ target: this.target(), before }));
  }

  protected joinAgain(): void {
    this.#store.dispatch(conversationActions.joinRetried({ target: this.target() }));
  }
}
