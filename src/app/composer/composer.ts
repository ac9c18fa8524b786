import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
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
import { RtmService } from 'ngx-agora-rtm';
import { utf8Bytes } from 'ngx-agora-rtm/client';
import type { ConversationKey } from 'ngx-agora-rtm/store';
import { FocusRequest } from '../conversation/focus-request';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';
import { Drafts } from './drafts';

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
  readonly key = input.required<ConversationKey>();
  /** Its name as people write it. */
  readonly title = input.required<string>();

  /** The text of a message. */
  readonly submitted = output<string>();

  readonly #drafts = inject(Drafts);
  readonly #focus = inject(FocusRequest);
  readonly #maxBytes = inject(RtmService).capabilities.maxMessageBytes;
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  readonly #wasEmpty = signal(false);

  protected readonly words = inject(WORDS);
  protected readonly icons = { send: mdiSend };
  protected readonly text = linkedSignal(() => this.#drafts.get(this.key()));
  protected readonly problem = computed(() => {
    const excess = utf8Bytes(this.text()) - this.#maxBytes;
    if (excess > 0) return this.words.composer.tooLong(excess);
    return this.#wasEmpty() ? this.words.composer.empty : null;
  });

  constructor() {
    afterRenderEffect(() => {
      if (this.#focus.take(this.key())) untracked(() => this.focus());
    });
  }

  /** Puts the cursor into the field. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected onInput(text: string): void {
    this.#wasEmpty.set(false);
    this.text.set(text);
    this.#drafts.set(this.key(), text);
  }

  /** Whoever goes elsewhere is not trying to send any more. */
  protected forgive(): void {
    this.#wasEmpty.set(false);
  }

  protected onEnter(event: Event): void {
    const { shiftKey, isComposing } = event as KeyboardEvent;
    // Enter also picks a word in an input method: then it is part of writing.
    if (shiftKey || isComposing || isInputMethod(event)) return;
    event.preventDefault();
    this.submit();
  }

  protected submit(): void {
    const text = this.text();
    if (text.trim() === '') this.#wasEmpty.set(true);
    if (this.problem() === null) {
      this.onInput('');
      this.submitted.emit(text);
    }
    this.focus();
  }
}

/** Whether an input method takes the key. Safari tells that by this code alone, which is why a deprecated field is read. */
function isInputMethod(event: Event): boolean {
  return 'keyCode' in event && event.keyCode === 229;
}
