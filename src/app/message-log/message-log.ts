import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { mdiArrowDown } from '@mdi/js';
import type { Conversation, ConversationMessage } from 'ngx-agora-rtm/store';
import { titleOf } from '../conversation/title';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';
import { logRows } from './log-rows';
import { type LogWindow, PAGE, startOf, TAIL, windowFrom } from './log-window';
import { MessageRow } from './message-row';
import { ScrollKeeper } from './scroll-keeper';
import { dayLabel } from './times';

/** What has been said. Stays at the end for who is at the end, and in place for who is not. */
@Component({
  selector: 'desk-message-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, MatProgressSpinner, MessageRow],
  templateUrl: './message-log.html',
  styleUrl: './message-log.scss',
})
export class MessageLog {
  readonly conversation = input.required<Conversation>();

  /** The message before which the mark of what is new stands; `null` for none. */
  readonly newFrom = input<string | null>(null);

  /** The reader wants what is before the oldest message that is loaded. */
  readonly earlier = output();
  readonly retried = output<ConversationMessage>();
  readonly discarded = output<ConversationMessage>();

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly body = viewChild.required<ElementRef<HTMLElement>>('body');
  readonly #window = linkedSignal<string, LogWindow>({
    source: () => this.conversation().key,
    computation: () => TAIL,
  });
  readonly #isAtEnd = signal(true);
  #keeper: ScrollKeeper | null = null;

  /** Whether the reader sees the latest message. */
  readonly isAtEnd = this.#isAtEnd.asReadonly();

  protected readonly words = inject(WORDS);
  protected readonly icons = { down: mdiArrowDown };
  protected readonly title = computed(() => titleOf(this.conversation().target));
  protected readonly start = computed(() => startOf(this.#window(), this.conversation().messages));
  protected readonly rows = computed(() =>
    logRows({ ...this.conversation(), newFrom: this.newFrom() }, this.start()),
  );
  protected readonly isLoading = computed(() => this.conversation().history.status === 'loading');
  protected readonly hasEarlier = computed(
    () => this.start() > 0 || this.conversation().history.before !== null,
  );
  protected readonly dayLabel = (at: number) => dayLabel(at, this.words.conversation);

  constructor() {
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      const list = this.list().nativeElement;
      this.#keeper = new ScrollKeeper(list, this.body().nativeElement);
      this.#keeper.restore();
      // A phone's keyboard, a wrapping line, a longer composer: sizes change without a change of the rows.
      const sizes = new ResizeObserver(() => this.#keeper?.restore());
      sizes.observe(list);
      destroyRef.onDestroy(() => sizes.disconnect());
    });
    afterRenderEffect(() => {
      this.conversation();
      this.rows();
      this.#keeper?.restore();
    });
  }

  /** Takes the reader to the latest message. */
  goToEnd(): void {
    this.#window.set(TAIL);
    this.#isAtEnd.set(true);
    this.#keeper?.goToEnd();
  }

  protected onScroll(): void {
    const keeper = this.#keeper;
    if (!keeper) return;
    keeper.remember();
    if (keeper.isAtEnd === this.#isAtEnd()) return;
    this.#isAtEnd.set(keeper.isAtEnd);
    // What is on the page stays on it while somebody reads there, and is given up when they come back.
    if (keeper.isAtEnd) this.#window.set(TAIL);
    else if (this.#window().type === 'tail') this.#freeze();
  }

  protected showEarlier(): void {
    this.#keeper?.remember();
    if (this.start() > 0) {
      this.#window.set(windowFrom(this.start() - PAGE, this.conversation().messages));
    } else {
      this.#window.set({ type: 'all' });
      this.earlier.emit();
    }
  }

  #freeze(): void {
    this.#window.set(windowFrom(this.start(), this.conversation().messages));
  }
}
