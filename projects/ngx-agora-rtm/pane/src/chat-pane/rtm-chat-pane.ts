import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { mdiAccountMultipleOutline, mdiMagnify } from '@mdi/js';
import { type ChatMessage, type Gap, type MessageId } from 'ngx-agora-rtm/chat';
import {
  type ComposedMessage,
  type ConnectionRetry,
  type MessageAbilities,
  type MessageAction,
  provideRtmTemplates,
  RTM_ME,
  RtmAttachmentTrays,
  RtmButton,
  RtmComposer,
  RtmConnectionBanner,
  RtmHeader,
  RtmIcon,
  RtmIconButton,
  RtmIntl,
  RtmMessageList,
} from 'ngx-agora-rtm/material';
import { RTM_CHAT_OPTIONS, RTM_CHAT_PLATFORM, RtmChat } from 'ngx-agora-rtm/store';
import type { PanelContext, PanelRequest } from '../panel/panel-context';
import { RtmPanelOutlet } from '../panel/rtm-panel-outlet';
import { conversationInput } from './conversation-input';
import { latestEditable } from './latest-editable';
import { abilitiesOf } from './pane-abilities';
import { type CarriedOut, carryOut } from './pane-actions';
import { PaneNotice } from './pane-notice';
import { PaneReading } from './pane-reading';
import { nextRegion } from './pane-regions';
import { quoteOf } from './pane-tasks';
import { PaneWriting } from './pane-writing';

/**
 * A conversation with a peer or in a channel, whole: its messages, and where to write. Any number can be on a page, each bound to
 * its own conversation. Needs `provideRtmStore()`, and somebody who has logged in with `RtmChat`.
 *
 * The conversation stays open when its pane goes away, so that what is unread goes on being counted:
 * `RtmChat.conversation(...).close()` ends that.
 *
 * @example
 * <rtm-chat-pane channel="support" />
 * <rtm-chat-pane peer="alice" />
 */
@Component({
  selector: 'rtm-chat-pane',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RtmButton,
    RtmComposer,
    RtmConnectionBanner,
    RtmHeader,
    RtmIcon,
    RtmIconButton,
    RtmMessageList,
    RtmPanelOutlet,
  ],
  templateUrl: './rtm-chat-pane.html',
  styleUrl: './rtm-chat-pane.scss',
  providers: [
    provideRtmTemplates(),
    RtmAttachmentTrays,
    { provide: RTM_ME, useFactory: () => inject(RtmChat).userId },
  ],
  host: {
    '(keydown.f6)': 'toNextRegion($event, 1)',
    '(keydown.shift.f6)': 'toNextRegion($event, -1)',
  },
})
export class RtmChatPane {
  /** Name of a channel, which is joined. Set either this or `peer`. */
  readonly channel = input<string>();

  /** User id of a peer. Set either this or `channel`. */
  readonly peer = input<string>();

  /** Level of the heading in the page, from 1 to 6. */
  readonly headingLevel = input(2);

  readonly #chat = inject(RtmChat);
  readonly #trays = inject(RtmAttachmentTrays);
  readonly #editWindow = inject(RTM_CHAT_OPTIONS).editWindow;
  readonly #platform = inject(RTM_CHAT_PLATFORM);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly list = viewChild(RtmMessageList);
  private readonly composer = viewChild(RtmComposer);
  private readonly question = viewChild.required<ElementRef<HTMLDialogElement>>('question');

  protected readonly intl = inject(RtmIntl);
  protected readonly words = computed(() => this.intl.words().pane);
  protected readonly icons = { search: mdiMagnify, members: mdiAccountMultipleOutline };
  protected readonly chat = {
    userId: this.#chat.userId,
    connection: this.#chat.connection,
    storage: computed(() => (this.#platform.isTemporary ? 'durable' : this.#chat.storage())),
  };
  readonly #key = computed(() => this.conversation().key);
  /** Bound to what the inputs name: what is begun here ends here. */
  protected readonly conversation = computed(
    () => this.#chat.conversation(conversationInput(this.channel(), this.peer())),
    { equal: (a, b) => a.key === b.key },
  );
  protected readonly state = computed(() => this.conversation().state());
  protected readonly tray = computed(() => this.#trays.of(this.conversation().ref));
  protected readonly presence = computed(() => {
    const { type, id } = this.conversation().ref;
    return type === 'peer' ? this.#chat.presence(id) : null;
  });
  protected readonly memberCount = computed(() => {
    const state = this.state();
    return state?.membership?.state === 'joined' ? state.members.length : null;
  });
  protected readonly mentionable = computed(() => {
    const { type, id } = this.conversation().ref;
    return type === 'peer' ? [id] : (this.state()?.members ?? []);
  });
  protected readonly excessBytes = computed(() => {
    const conversation = this.conversation();
    return conversation.excessBytes.bind(conversation);
  });

  protected readonly notice = new PaneNotice(this.#platform.clock);
  protected readonly reading = new PaneReading(this.conversation);
  protected readonly writing = new PaneWriting(this.notice);
  protected readonly task = computed(() => this.writing.tasks.of(this.#key()));
  protected readonly draft = computed(() => this.state()?.drafts['text'] ?? '');
  protected readonly editDraft = computed(() => {
    const id = this.task().editing?.id;
    return id === undefined ? null : (this.state()?.drafts[`edit:${id}`] ?? null);
  });
  protected readonly panel = linkedSignal<string, PanelRequest | null>({
    source: this.#key,
    computation: () => null,
  });
  /** Why the conversation is not open: what happened and what to do. */
  protected readonly problem = linkedSignal<string, string | null>({
    source: this.#key,
    computation: () => null,
  });
  readonly #deleted = signal<ChatMessage | null>(null);
  protected readonly abilities = this.#abilitiesIn('timeline');
  protected readonly panelContext: PanelContext = {
    conversation: this.conversation,
    state: this.state,
    request: this.panel,
    members: this.mentionable,
    excessBytes: this.excessBytes,
    abilities: this.#abilitiesIn('thread'),
    act: (action) => void this.act(action),
    send: (message) => void this.send(message),
    keepDraft: (draft) => this.writing.keepDraft(draft),
    tellTyping: (typing) => this.writing.tellTyping(typing),
    loadGap: (gap) => void this.loadGap(gap),
    showMessage: (id) => void this.showMessage(id),
    openThread: (root) => this.panel.set({ type: 'thread', root }),
    close: () => this.closePanel(),
  };

  constructor() {
    effect(() => {
      const conversation = this.conversation();
      if (this.chat.userId() !== null) untracked(() => void this.#open(conversation.key));
    });
  }

  /** Puts the cursor where messages are written. */
  focus(): void {
    this.composer()?.focus();
  }

  /** Takes the reader to a message, loading older ones until it is there. @returns Whether it was found. */
  async showMessage(id: MessageId): Promise<boolean> {
    const key = this.#key();
    const isThere = await this.conversation()
      .reveal(id)
      .catch(() => false);
    if (key !== this.#key()) return isThere;
    const isShown = isThere && this.list()?.showMessage(id) === true;
    if (!isShown) this.notice.say(this.words().notFound);
    return isShown;
  }

  protected async send(message: ComposedMessage): Promise<void> {
    // Whoever writes wants to see it, wherever they had been reading.
    if (message.edits === null && message.thread === null) this.list()?.goToEnd();
    await this.writing.send(message, this.composer);
  }

  protected editLatest(): void {
    const state = this.state();
    const editing = state ? latestEditable(state.timeline, this.abilities) : null;
    if (editing) this.writing.tasks.set(this.#key(), { editing });
  }

  protected async act(action: MessageAction): Promise<void> {
    const { tasks } = this.writing;
    switch (action.type) {
      case 'reply':
        tasks.set(this.#key(), { replyTo: quoteOf(action.message) });
        break;
      case 'edit':
        tasks.set(this.#key(), { editing: action.message });
        break;
      case 'open-thread':
        this.panel.set({ type: 'thread', root: action.message.id });
        break;
      case 'show-quoted':
        await this.showMessage(action.id);
        break;
      case 'delete':
        this.#deleted.set(action.message);
        this.question().nativeElement.showModal();
        break;
      default:
        if (action.type === 'mark-unread') this.reading.keepUnread();
        await this.#carryOut(action);
    }
  }

  protected async answer(isYes: boolean): Promise<void> {
    this.question().nativeElement.close();
    const message = this.#deleted();
    this.#deleted.set(null);
    if (isYes && message) await this.#carryOut({ type: 'delete', message });
  }

  protected async loadOlder(): Promise<void> {
    // What went wrong is in the state, and the list says it.
    await this.conversation()
      .loadOlder()
      .catch(() => undefined);
  }

  protected async loadGap({ id }: Pick<Gap, 'id'>): Promise<void> {
    await this.conversation()
      .loadGap(id)
      .catch((error: unknown) => this.#sayProblem(error));
  }

  protected connectAgain(retry: ConnectionRetry): void {
    const userId = this.chat.userId();
    if (retry === 'membership') this.conversation().joinAgain();
    // The banner says what came of it.
    else if (userId !== null) this.#chat.login(userId).catch(() => undefined);
  }

  protected toggle(type: 'search' | 'members'): void {
    this.panel.update((panel) => (panel?.type === type ? null : { type }));
  }

  protected closePanel(): void {
    this.panel.set(null);
    this.focus();
  }

  protected toNextRegion(event: Event, step: 1 | -1): void {
    const place = nextRegion(this.#host, event.target, step);
    if (place === null) return;
    event.preventDefault();
    place.focus();
  }

  protected async open(): Promise<void> {
    await this.#open(this.#key());
  }

  async #open(key: string): Promise<void> {
    this.problem.set(null);
    try {
      await this.conversation().open();
    } catch (error) {
      if (key === this.#key()) this.problem.set((error as Error).message);
    }
  }

  async #carryOut(action: CarriedOut): Promise<void> {
    try {
      await carryOut(action, this.conversation());
      if (action.type === 'copy') this.notice.say(this.words().copied);
    } catch (error) {
      this.#sayProblem(error);
    }
  }

  #sayProblem(error: unknown): void {
    this.notice.say(`${this.words().notDone} ${(error as Error).message}`);
  }

  #abilitiesIn(place: 'timeline' | 'thread'): MessageAbilities {
    return (message) =>
      abilitiesOf(message, {
        now: this.#platform.clock.now(),
        editWindow: this.#editWindow,
        isPlainText: untracked(this.state)?.isPlainText ?? false,
        isInThread: place === 'thread',
      });
  }
}
