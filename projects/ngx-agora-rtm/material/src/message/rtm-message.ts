import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { mdiDotsHorizontal, mdiLockOutline } from '@mdi/js';
import type { ChatMessage, Delivery, Quote } from 'ngx-agora-rtm/chat';
import { RtmAvatar } from '../avatar/rtm-avatar';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RTM_PEOPLE } from '../people/rtm-people';
import { RtmTemplates } from '../templates/rtm-templates';
import { isBigEmoji } from '../text/big-emoji';
import { MessageTexts } from '../text/message-texts';
import { RtmText } from '../text/rtm-text';
import { ActiveMessage, type ToolbarPlace } from './active-message';
import type { MessageAbilities, MessageAction } from './message-action';
import { shownMessage } from './message-content';
import { deliveryNotice } from './message-delivery';
import { PointerKind } from './pointer-kind';
import { RtmMessageDetails } from './rtm-message-details';
import { RtmMessageTools } from './rtm-message-tools';

/**
 * One message: who, what, when, and for own ones how far it has come. What can be done with it is offered while it is under the
 * pointer or has the focus.
 *
 * It is an article without a label: `messageLabel` makes one.
 */
@Component({
  selector: 'rtm-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmAvatar, RtmIcon, RtmMessageDetails, RtmMessageTools, RtmText],
  templateUrl: './rtm-message.html',
  styleUrl: './rtm-message.scss',
  host: {
    role: 'article',
    '[class.own]': 'message().own',
    '[class.first]': 'isFirst()',
    '[class.note]': "message().content.kind === 'note'",
    '[class.system]': 'isSystem()',
    '[class.active]': 'isActive()',
  },
})
export class RtmMessage implements ToolbarPlace {
  readonly message = input.required<ChatMessage>();

  /** Whether it begins a group: another sender than before, or a pause. */
  readonly isFirst = input(true);

  /** How far an own message has come: `deliveryOf(conversation, message)`. */
  readonly delivery = input.required<Delivery>();

  /** What may be done with it; left out: nothing. */
  readonly abilities = input<MessageAbilities>(nothing);

  /** How many replies its thread has. */
  readonly replies = input(0);

  readonly isPinned = input(false);
  readonly isSaved = input(false);

  /** Whether what is in it can be reached with Tab only while it has the focus: for a list with one tab stop. */
  readonly isRoving = input(false);

  readonly acted = output<MessageAction>();

  // Rows are made by the hundred: what is cheap to tell is a method and no signal, and what few rows have is a component.
  readonly #people = inject(RTM_PEOPLE);
  readonly #texts = inject(MessageTexts);
  readonly #templates = inject(RtmTemplates, { optional: true });
  readonly #active = inject(ActiveMessage);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly intl = inject(RtmIntl);
  protected readonly isCoarse = inject(PointerKind).isCoarse;
  protected readonly icons = ICONS;
  protected readonly isActive = signal(false);
  protected readonly shown = computed(() => shownMessage(this.message(), this.words()));
  protected readonly rich = computed(() => {
    const { content, deleted } = this.message();
    return deleted ? null : this.#texts.of(content, this.#people);
  });
  protected readonly notice = computed(() =>
    deliveryNotice(this.message(), this.delivery(), this.words()),
  );

  constructor() {
    inject(DestroyRef).onDestroy(this.#active.watch(this.#host, this));
  }

  /** For {@link ActiveMessage}. */
  setActive(isActive: boolean): void {
    this.isActive.set(isActive);
  }

  protected words() {
    return this.intl.words().message;
  }

  protected person() {
    return this.#people(this.message().from);
  }

  protected name(): string {
    return this.message().own ? this.intl.words().common.you : this.person().name;
  }

  protected isSystem(): boolean {
    return this.message().content.kind === 'system';
  }

  protected template() {
    return this.#templates?.find('message') ?? null;
  }

  protected templateContext() {
    const message = this.message();
    const [delivery, isFirst] = [this.delivery(), this.isFirst()];
    return { $implicit: message, person: this.person(), delivery, isFirst };
  }

  /** What is said as it is, without formatting. */
  protected plain(): string {
    return this.rich() || this.template() ? '' : this.shown().text || this.shown().placeholder;
  }

  protected isBig(): boolean {
    return isBigEmoji(this.shown().text);
  }

  protected able() {
    return this.abilities()(this.message());
  }

  protected nameOf(quote: Quote): string {
    return this.#people(quote.from).name;
  }

  /** What an icon is enough for. */
  protected quietNotice() {
    const notice = this.notice();
    return notice?.tone === 'quiet' && !this.template() ? notice : null;
  }

  /** Whether there is more to it than a plain text and its state. */
  protected hasMore(): boolean {
    return (this.rich() !== null || this.hasDetails()) && !this.template();
  }

  protected hasDetails(): boolean {
    const { content, edited, deleted, reactions } = this.message();
    const isMore = edited !== null || reactions.length > 0 || content.kind === 'file';
    const isMarked = this.isPinned() || this.isSaved() || this.replies() > 0;
    return (isMore && !deleted) || isMarked || (this.notice()?.tone ?? 'quiet') !== 'quiet';
  }

  protected isReachable(): boolean {
    return !this.isRoving() || this.isActive();
  }

  protected showQuoted({ id }: Quote): void {
    this.acted.emit({ type: 'show-quoted', message: this.message(), id });
  }

  protected showToolbar(): void {
    this.#active.activate(this.#host);
  }
}

const ICONS = { note: mdiLockOutline, more: mdiDotsHorizontal };

const NOTHING: ReadonlySet<never> = new Set<never>();
const nothing: MessageAbilities = () => NOTHING;
