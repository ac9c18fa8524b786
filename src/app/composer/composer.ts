import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { mdiSend } from '@mdi/js';
import { RtmError } from 'ngx-agora-rtm';
import type { RtmConversation } from 'ngx-agora-rtm/store';
import { FocusRequest } from '../conversation/focus-request';
import { titleOf } from '../conversation/title';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';

/** What is being written in a conversation, as far as is kept of it. */
interface KeptDraft {
  readonly conversation: RtmConversation;
  readonly text: string;
}

/** Where a message is written. Works without a connection: what becomes of a message is told in the log. */
@Component({
  selector: 'desk-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkTextareaAutosize, Icon, MatIconButton],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  /** The conversation that is written in: each has its own draft. */
  readonly conversation = input.required<RtmConversation>();

  /** A message is on its way. */
  readonly submitted = output();

  readonly #focus = inject(FocusRequest);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  readonly #wasEmpty = signal(false);
  /** Why what was to be sent could not even be kept. */
  readonly #refusal = signal<string | null>(null);

  protected readonly words = inject(WORDS);
  protected readonly icons = { send: mdiSend };
  protected readonly title = computed(() => titleOf(this.conversation().ref));
  protected readonly text = linkedSignal<KeptDraft, string>({
    source: () => {
      const conversation = this.conversation();
      return { conversation, text: conversation.state()?.drafts['text'] ?? '' };
    },
    computation: (kept, previous) => {
      const isSame = previous?.source.conversation.key === kept.conversation.key;
      // What another tab of this user has written must not take the place of what is being written here.
      return isSame && this.#isBeingWritten(previous) ? previous.value : kept.text;
    },
  });
  protected readonly problem = computed(() => {
    const excess = this.conversation().excessBytes(this.text());
    if (excess > 0) return this.words.composer.tooLong(excess);
    return this.#wasEmpty() ? this.words.composer.empty : this.#refusal();
  });

  constructor() {
    afterRenderEffect(() => {
      if (this.#focus.take(this.conversation().key)) untracked(() => this.focus());
    });
    effect((onCleanup) => {
      const conversation = this.conversation();
      this.#wasEmpty.set(false);
      this.#refusal.set(null);
      // Whoever goes elsewhere has stopped writing here.
      onCleanup(() => conversation.type(false));
    });
  }

  /** Puts the cursor into the field. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected onInput(text: string): void {
    this.#wasEmpty.set(false);
    this.#refusal.set(null);
    this.#write(text);
    this.conversation().type(text !== '');
  }

  protected onBlur(): void {
    // Whoever goes elsewhere is not trying to send any more, and not writing.
    this.#wasEmpty.set(false);
    this.conversation().type(false);
  }

  protected onEnter(event: Event): void {
    const { shiftKey, isComposing } = event as KeyboardEvent;
    // Enter also picks a word in an input method: then it is part of writing.
    if (shiftKey || isComposing || isInputMethod(event)) return;
    event.preventDefault();
    void this.submit();
  }

  protected async submit(): Promise<void> {
    const text = this.text();
    this.#refusal.set(null);
    if (text.trim() === '') this.#wasEmpty.set(true);
    this.focus();
    if (this.problem() !== null) return;
    // Bound to its conversation: wherever the reader goes meanwhile, this one is written to.
    const conversation = this.conversation();
    this.onInput('');
    const sent = conversation.send(text);
    this.submitted.emit();
    try {
      await sent;
    } catch (thrown) {
      this.#giveBack(conversation, text, RtmError.from(thrown, 'send-to-channel'));
    }
  }

  /** What could not be kept is in the field again, before whatever was written since. */
  #giveBack(conversation: RtmConversation, text: string, { message }: RtmError): void {
    const isHere = this.conversation().key === conversation.key;
    const since = isHere ? this.text() : (conversation.state()?.drafts['text'] ?? '');
    const both = since === '' ? text : `${text}\n${since}`;
    conversation.draft('text', both);
    if (!isHere) return;
    this.text.set(both);
    this.#refusal.set(this.words.composer.notKept(message));
  }

  #write(text: string): void {
    this.text.set(text);
    this.conversation().draft('text', text);
  }

  /** Whether there is a text of this tab that no other text may replace. */
  #isBeingWritten({
    source,
    value,
  }: {
    readonly source: KeptDraft;
    readonly value: string;
  }): boolean {
    if (value === '') return false;
    const isKept = value === source.text;
    return !isKept || untracked(this.field).nativeElement === document.activeElement;
  }
}

/** Whether an input method takes the key. Safari tells that by this code alone, which is why a deprecated field is read. */
function isInputMethod(event: Event): boolean {
  return 'keyCode' in event && event.keyCode === 229;
}
