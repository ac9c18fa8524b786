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
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { mdiArrowDown } from '@mdi/js';
import {
  type ChatMessage,
  type ConversationState,
  type Delivery,
  deliveryOf,
  entriesBetween,
  type Gap,
} from 'ngx-agora-rtm/chat';
import { titleOf } from '../conversation/title';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';
import { GapRow } from './gap-row';
import { logRows } from './log-rows';
import { type LogWindow, PAGE, startOf, TAIL, windowFrom } from './log-window';
import { MessageRow } from './message-row';
import { ScrollKeeper } from './scroll-keeper';
import { dayLabel } from './times';

/** What has been said. Stays at the end for who is at the end, and in place for who is not. */
@Component({
  selector: 'desk-message-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [GapRow, Icon, MatButton, MatProgressSpinner, MessageRow],
  templateUrl: './message-log.html',
  styleUrl: './message-log.scss',
})
export class MessageLog {
  readonly conversation = input.required<ConversationState>();

  /** The message before which the mark of what is new stands; `null` for none. */
  readonly newFrom = input<string | null>(null);

  /** Whether what waits can go out now. */
  readonly isConnected = input.required<boolean>();

  /** The reader wants what is before the oldest message that is loaded. */
  readonly earlier = output();
  readonly gapRequested = output<Gap>();
  readonly retried = output<ChatMessage>();
  readonly discarded = output<ChatMessage>();

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly body = viewChild.required<ElementRef<HTMLElement>>('body');
  // Computed, since a linked signal begins anew with whatever its source reads, changed or not.
  readonly #key = computed(() => this.conversation().key);
  readonly #window = linkedSignal<string, LogWindow>({
    source: this.#key,
    computation: () => TAIL,
  });
  readonly #isAtEnd = linkedSignal<string, boolean>({
    source: this.#key,
    computation: () => true,
  });
  #keeper: ScrollKeeper | null = null;

  /** Whether the reader sees the latest message. */
  readonly isAtEnd = this.#isAtEnd.asReadonly();

  protected readonly words = inject(WORDS);
  protected readonly icons = { down: mdiArrowDown };
  protected readonly target = computed(() => this.conversation().ref);
  protected readonly title = computed(() => titleOf(this.target()));
  readonly #timeline = computed(() => this.conversation().timeline);
  protected readonly start = computed(() => startOf(this.#window(), this.#timeline()));
  readonly #attendance = computed(() => this.conversation().attendance);
  readonly #pending = computed(() => this.conversation().pending);
  /** Not made anew for what shows in no row, such as somebody writing. */
  protected readonly rows = computed(() => {
    const [timeline, start] = [this.#timeline(), this.start()];
    const entries = entriesBetween(timeline, start, timeline.length);
    const [pending, attendance] = [this.#pending(), this.#attendance()];
    return logRows({ entries, pending, attendance, newFrom: this.newFrom() }, start === 0);
  });
  protected readonly isEmpty = computed(
    () => this.#timeline().length + this.#pending().length === 0,
  );
  protected readonly isLoading = computed(() => this.conversation().history.status === 'loading');
  protected readonly hasEarlier = computed(
    () => this.start() > 0 || this.conversation().history.hasOlder,
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
    let shownKey: string | null = null;
    afterRenderEffect(() => {
      const key = this.#key();
      this.conversation();
      this.rows();
      // Where one was reading in another conversation says nothing about this one.
      if (key === shownKey) this.#keeper?.restore();
      else this.#keeper?.goToEnd();
      shownKey = key;
    });
  }

  protected reached(message: ChatMessage): Delivery['status'] {
    return deliveryOf(this.conversation(), message).status;
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
      this.#window.set(windowFrom(this.start() - PAGE, this.#timeline()));
    } else {
      this.#window.set({ type: 'all' });
      this.earlier.emit();
    }
  }

  #freeze(): void {
    this.#window.set(windowFrom(this.start(), this.#timeline()));
  }
}
