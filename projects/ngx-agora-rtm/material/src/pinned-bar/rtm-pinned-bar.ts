import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { mdiChevronDown, mdiPin, mdiPinOff } from '@mdi/js';
import { type ConversationState, type MessageId, messageIn } from 'ngx-agora-rtm/chat';
import { nextId } from '../ids/next-id';
import { RtmButton } from '../button/rtm-button';
import { RtmIconButton } from '../button/rtm-icon-button';
import { RtmIcon } from '../icon/rtm-icon';
import { heard } from '../intl/grammar';
import { RtmIntl } from '../intl/rtm-intl';
import { focusBeside } from '../keyboard/focus-beside';
import { keepFocus } from '../keyboard/keep-focus';
import { rowAfterKey } from '../keyboard/list-keys';
import { RTM_PEOPLE } from '../people/rtm-people';
import { messagePreview } from '../preview/message-preview';

/**
 * The pinned messages of a conversation: the latest one, and all of them on demand. Nothing where none is.
 *
 * @example
 * <rtm-pinned-bar canUnpin [conversation]="state" (jumped)="show($event)" (unpinned)="unpin($event)" />
 */
@Component({
  selector: 'rtm-pinned-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmButton, RtmIconButton, RtmIcon],
  templateUrl: './rtm-pinned-bar.html',
  styleUrl: './rtm-pinned-bar.scss',
  host: { tabindex: '-1' },
})
export class RtmPinnedBar {
  readonly conversation = input.required<ConversationState>();

  /** Whether the user may unpin. */
  readonly canUnpin = input(false, { transform: (value: boolean | '') => value !== false });

  /** The reader wants to see a message where it stands. */
  readonly jumped = output<MessageId>();
  readonly unpinned = output<MessageId>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #people = inject(RTM_PEOPLE);
  readonly #focused = signal(0);
  protected readonly intl = inject(RtmIntl);
  protected readonly icons = { all: mdiChevronDown, pin: mdiPin, unpin: mdiPinOff };
  protected readonly listId = nextId('rtm-pinned-');
  protected readonly words = computed(() => this.intl.words().pinned);
  protected readonly isOpen = signal(false);

  protected readonly pins = computed(() => {
    const conversation = this.conversation();
    const words = this.intl.words();
    return conversation.pins.flatMap((id) => {
      const message = messageIn(conversation, id);
      if (message?.deleted) return [];
      if (!message) return [{ id, name: '', text: words.pinned.notLoaded }];
      const text = messagePreview(message, words.preview);
      return [{ id, name: this.#people(message.from).name, text }];
    });
  });

  /** Without the messages, only which they are: the focus is looked after when one goes. */
  readonly #ids = computed(() => this.pins().map(({ id }) => id), {
    equal: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
  });

  /** Those in the list: all but the latest, which stands above it. */
  protected readonly others = computed(() => (this.isOpen() ? this.pins().slice(1) : []));
  protected readonly tabStop = computed(() => Math.min(this.#focused(), this.others().length - 1));

  constructor() {
    keepFocus(this.#ids, () => this.#jumpButtons()[0] ?? null);
  }

  protected label({ name, text }: { readonly name: string; readonly text: string }): string | null {
    return name === '' ? null : heard(this.words().jump(name, text));
  }

  protected toggle(): void {
    this.isOpen.update((isOpen) => !isOpen);
  }

  protected onFocus(index: number): void {
    this.#focused.set(index);
  }

  protected onKeydown(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (focusBeside(event.target as Element)) event.preventDefault();
      return;
    }
    const to = rowAfterKey(event.key, this.tabStop(), this.others().length);
    if (to === null) return;
    event.preventDefault();
    // The first one is that of the bar.
    this.#jumpButtons()[to + 1]?.focus();
  }

  #jumpButtons(): readonly HTMLElement[] {
    return Array.from(this.#host.querySelectorAll<HTMLElement>('button.jump'));
  }
}
