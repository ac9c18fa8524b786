import { NgTemplateOutlet } from '@angular/common';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  PendingTasks,
  signal,
} from '@angular/core';
import {
  mdiCommentTextMultipleOutline,
  mdiDotsHorizontal,
  mdiEmoticonOutline,
  mdiPlus,
  mdiReplyOutline,
} from '@mdi/js';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { RtmEmojiPopup } from '../emoji-picker/rtm-emoji-popup';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmTemplates } from '../templates/rtm-templates';
import { ActiveMessage } from './active-message';
import type { MessageAction, MessageActionType } from './message-action';
import { messageMenuItems } from './message-menu-items';
import { RTM_ME } from './rtm-me';
import { RTM_QUICK_REACTIONS } from './quick-reactions';
import { RovingButtons } from '../keyboard/roving-buttons';

/** What can be done with a message: the frequent at once, the rest in a menu. There while the message is pointed at or has the focus. */
@Component({
  selector: 'rtm-message-toolbar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmIcon],
  templateUrl: './rtm-message-toolbar.html',
  styleUrl: './rtm-message-toolbar.scss',
  host: {
    role: 'toolbar',
    '[attr.aria-label]': 'words().actions',
    '(keydown)': 'onKey($event)',
    '(focusin)': 'buttons.onFocus($event)',
  },
})
export class RtmMessageToolbar {
  readonly message = input.required<ChatMessage>();
  readonly able = input.required<ReadonlySet<MessageActionType>>();
  readonly isPinned = input.required<boolean>();
  readonly isSaved = input.required<boolean>();

  /** Is told what the user chose. A function, since whoever creates it by its type cannot listen to an output. */
  readonly act = input.required<(action: MessageAction) => void>();

  readonly #intl = inject(RtmIntl);
  readonly #injector = inject(Injector);
  readonly #tasks = inject(PendingTasks);
  readonly #active = inject(ActiveMessage);
  readonly #emoji = inject(RtmEmojiPopup);
  readonly #me = inject(RTM_ME);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly template = inject(RtmTemplates, { optional: true })?.find('messageActions');
  protected readonly quick = inject(RTM_QUICK_REACTIONS);
  protected readonly buttons = new RovingButtons(this.#host);
  protected readonly icons = {
    react: mdiEmoticonOutline,
    reply: mdiReplyOutline,
    thread: mdiCommentTextMultipleOutline,
    more: mdiDotsHorizontal,
    moreEmoji: mdiPlus,
  };
  protected readonly isReacting = signal(false);
  protected readonly isMenuOpen = signal(false);
  protected readonly words = computed(() => this.#intl.words().message);
  protected readonly menu = computed(() =>
    messageMenuItems(
      this.able(),
      { isPinned: this.isPinned(), isSaved: this.isSaved() },
      this.words(),
    ),
  );
  /** Emoji of the reader that stand. */
  protected readonly given = computed(() => {
    const me = this.#me();
    const own = this.message().reactions.filter(({ on, from }) => on && from === me);
    return new Set(own.map(({ emoji }) => emoji));
  });

  constructor() {
    afterRenderEffect(() => {
      this.menu();
      this.isReacting();
      this.buttons.update();
    });
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (this.isReacting()) this.#endReacting();
      else this.#host.closest<HTMLElement>('[role=article]')?.focus();
    } else if (this.buttons.onKey(event)) event.stopPropagation();
  }

  protected do(type: 'reply' | 'open-thread'): void {
    this.act()({ type, message: this.message() });
  }

  protected react(emoji: string): void {
    this.#endReacting();
    this.act()({ type: 'react', message: this.message(), emoji, on: !this.given().has(emoji) });
  }

  protected toggleReacting(): void {
    this.isReacting.update((isReacting) => !isReacting);
  }

  protected async pickEmoji({ currentTarget }: Event): Promise<void> {
    const emoji = await this.#held(() => this.#emoji.open(currentTarget as HTMLElement));
    if (emoji !== null) this.react(emoji);
  }

  protected async openMenu({ currentTarget }: Event): Promise<void> {
    if (this.isMenuOpen()) return;
    const origin = currentTarget as HTMLElement;
    this.isMenuOpen.set(true);
    const data = { label: this.words().more, items: this.menu() };
    const item = await this.#held(async () => {
      // Only until it is there: it is no task of the page that somebody makes up their mind.
      const done = this.#tasks.add();
      const [chosen] = await import('./open-message-menu')
        .then(({ openMessageMenu }) => [openMessageMenu(this.#injector, origin, data)] as const)
        .finally(done);
      return chosen;
    });
    this.isMenuOpen.set(false);
    if (item) this.#choose(item.type);
  }

  #choose(type: ReturnType<typeof this.menu>[number]['type']): void {
    const message = this.message();
    if (type === 'pin') this.act()({ type, message, on: !this.isPinned() });
    else if (type === 'save') this.act()({ type, message, on: !this.isSaved() });
    else this.act()({ type, message });
  }

  /** Keeps the toolbar while something is open that belongs to it. */
  async #held<T>(open: () => Promise<T | null>): Promise<T | null> {
    const release = this.#active.hold();
    try {
      return await open();
    } finally {
      release();
    }
  }

  #endReacting(): void {
    this.isReacting.set(false);
    // What has the focus goes away with the emoji.
    this.#host.querySelector<HTMLElement>('.react')?.focus();
  }
}
