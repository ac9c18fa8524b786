import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  model,
  output,
} from '@angular/core';
import { mdiClose } from '@mdi/js';
import {
  type ConversationState,
  deliveryOf,
  type Gap,
  type MessageId,
  messageIn,
  threadTimeline,
} from 'ngx-agora-rtm/chat';
import { nextId } from '../ids/next-id';
import { RtmIconButton } from '../button/rtm-icon-button';
import type {
  ComposedMessage,
  ComposerDraft,
  ComposerTyping,
  ExcessBytes,
} from '../composer/composed-message';
import { RtmComposer } from '../composer/rtm-composer';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import type { MessageAbilities, MessageAction } from '../message/message-action';
import { RtmMessage } from '../message/rtm-message';
import { RtmMessageList } from '../message-list/rtm-message-list';
import { provideRtmTemplates } from '../templates/rtm-templates';

/**
 * A thread beside its conversation: the message that it hangs on, the replies, and where to write one. A composer that is put into it
 * takes the place of its own, for files, edits and all that a composer can do more.
 *
 * @example
 * <rtm-thread [conversation]="state" [root]="id" [(text)]="draft" (submitted)="reply($event)" (closed)="close()" />
 */
@Component({
  selector: 'rtm-thread',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, RtmComposer, RtmIcon, RtmMessage, RtmMessageList],
  templateUrl: './rtm-thread.html',
  styleUrl: './rtm-thread.scss',
  providers: [provideRtmTemplates()],
  host: {
    role: 'region',
    '[attr.aria-labelledby]': 'titleId',
    '(keydown.escape)': 'onEscape($event)',
  },
})
export class RtmThread {
  readonly conversation = input.required<ConversationState>();

  /** The message that it hangs on. */
  readonly root = input.required<MessageId>();

  /** What may be done with a message; left out: nothing. */
  readonly abilities = input<MessageAbilities>(() => NOTHING);

  /** Level of the heading in the page, from 1 to 6. */
  readonly headingLevel = input(2);

  /** What is being written: keep it as the draft of the thread. */
  readonly text = model('');

  /** Who can be mentioned: user ids. */
  readonly members = input<readonly string[]>([]);

  /** Tells how long a text may be; left out: that is not checked. */
  readonly excessBytes = input<ExcessBytes | null>(null);

  /** A reply to be sent, or put in the place of what is edited. */
  readonly submitted = output<ComposedMessage>();

  /** As `text`, with where it belongs. */
  readonly drafted = output<ComposerDraft>();

  /** With each key press, and when writing ends. */
  readonly typing = output<ComposerTyping>();
  readonly closed = output();
  readonly acted = output<MessageAction>();
  readonly gapWanted = output<Gap>();

  /** The latest reply that has been on the screen. */
  readonly seen = output<MessageId>();

  readonly #intl = inject(RtmIntl);
  protected readonly titleId = nextId('rtm-thread-');
  protected readonly icons = { close: mdiClose };
  protected readonly all = computed(() => this.#intl.words());
  protected readonly words = computed(() => this.all().thread);
  protected readonly message = computed(() => messageIn(this.conversation(), this.root()));
  protected readonly timeline = computed(() => threadTimeline(this.conversation(), this.root()));
  protected readonly pending = computed(() => {
    const root = this.root();
    return this.conversation().pending.filter(
      ({ content }) => 'thread' in content && content.thread === root,
    );
  });

  protected readonly delivery = computed(() => {
    const message = this.message();
    return message && deliveryOf(this.conversation(), message);
  });

  /** What is inside had the first say: Escape may end an edit, or close a picker. */
  protected onEscape(event: Event): void {
    if (event.defaultPrevented || (event as KeyboardEvent).isComposing) return;
    event.preventDefault();
    this.closed.emit();
  }
}

const NOTHING: ReadonlySet<never> = new Set<never>();
