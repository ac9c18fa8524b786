import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import {
  type ChatMessage,
  type ConversationState,
  type Gap,
  type HistoryState,
  timelineOf,
  withGap,
  withoutGap,
  withRecords,
} from 'ngx-agora-rtm/chat';
import { RtmMessageList } from 'ngx-agora-rtm/material';
import {
  recordOf,
  sampleAttendance,
  sampleConversation,
  sampleGap,
  sampleMessage,
  sampleMessages,
} from './sample-talk';

const WHOLE: HistoryState = { status: 'idle', hasOlder: false, error: null };
const LOADING: HistoryState = { status: 'loading', hasOlder: true, error: null };
const FAILED: HistoryState = {
  status: 'failed',
  hasOlder: true,
  error: { code: 'timeout', message: 'No answer.', retryable: true },
};

/** A message list with everything that can happen to it. */
@Component({
  selector: 'play-message-list-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmMessageList],
  templateUrl: './message-list-page.html',
  styleUrl: './message-list-page.scss',
})
export class MessageListPage {
  /** What the list has asked for and told, for the eye and for tests. */
  protected readonly told = signal<readonly string[]>([]);
  protected readonly conversation = signal<ConversationState>(
    sampleConversation(sampleMessages(0, 60), { history: { ...WHOLE, hasOlder: true } }),
  );
  protected readonly newFrom = signal<string | null>(null);
  protected readonly isHidden = signal(false);
  protected readonly isNarrow = signal(false);
  protected readonly isLow = signal(false);
  protected readonly pagesByItself = signal(false);
  protected readonly count = computed(() => this.conversation().timeline.length);
  private readonly list = viewChild.required(RtmMessageList);
  #first = 0;
  #next = 60;
  #stream: ReturnType<typeof setInterval> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearInterval(this.#stream));
  }

  protected add(n: number): void {
    this.#put(sampleMessages(this.#next, this.#next + n));
    this.#next += n;
  }

  protected prepend(n = 50): void {
    this.#put(sampleMessages(this.#first - n, this.#first));
    this.#first -= n;
  }

  /** 200 messages a second, as they come in: a few with each frame. */
  protected toggleStream(): void {
    if (this.#stream === undefined) this.#stream = setInterval(() => this.add(3), 15);
    else {
      clearInterval(this.#stream);
      this.#stream = undefined;
    }
  }

  protected begin(n: number): void {
    this.#first = 0;
    this.#next = n;
    this.conversation.set(
      sampleConversation(sampleMessages(0, n), { history: { ...WHOLE, hasOlder: n > 0 } }),
    );
  }

  protected send(): void {
    const id = `own${this.#next}`;
    const message: ChatMessage = {
      ...sampleMessage(this.#next),
      id,
      from: 'emil',
      own: true,
      status: 'sending',
    };
    this.#next++;
    this.conversation.update((state) => ({ ...state, pending: [...state.pending, message] }));
  }

  /** The backend takes what waits. */
  protected sent(): void {
    this.conversation.update((state) => ({
      ...state,
      timeline: withRecords(state.timeline, state.pending.map(recordOf)),
      pending: [],
    }));
  }

  protected gap(changes: Partial<Gap> = {}): void {
    this.conversation.update((state) => ({
      ...state,
      timeline: withGap(state.timeline, sampleGap(this.#next - 5, changes)),
    }));
  }

  protected closeGap(): void {
    this.conversation.update((state) => ({
      ...state,
      timeline: withoutGap(state.timeline, sampleGap(this.#next - 5).id),
    }));
  }

  protected come(): void {
    const change = sampleAttendance(this.#next - 1);
    this.conversation.update((state) => ({ ...state, attendance: [...state.attendance, change] }));
  }

  protected unreadLine(): void {
    this.newFrom.set(`m${this.#next - 8}`);
  }

  protected history(state: 'whole' | 'older' | 'loading' | 'failed'): void {
    const histories = { whole: WHOLE, older: { ...WHOLE, hasOlder: true }, loading: LOADING, failed: FAILED }; // prettier-ignore
    this.conversation.update((conversation) => ({ ...conversation, history: histories[state] }));
  }

  protected empty(state: 'whole' | 'loading' | 'failed'): void {
    this.conversation.set(sampleConversation([]));
    this.history(state);
  }

  protected show(id: string): void {
    this.#tell(`shown ${id}: ${this.list().showMessage(id)}`);
  }

  protected onOlderWanted(): void {
    this.#tell('older wanted');
    if (this.pagesByItself()) this.prepend();
  }

  protected onSeen(id: string): void {
    this.#tell(`seen ${id}`);
  }

  protected onGapWanted(gap: Gap): void {
    this.#tell(`gap wanted ${gap.id}`);
    this.gap({ status: 'searching' });
  }

  #put(messages: readonly ChatMessage[]): void {
    this.conversation.update((state) => ({
      ...state,
      timeline:
        state.timeline.length === 0
          ? timelineOf(messages)
          : withRecords(state.timeline, messages.map(recordOf)),
    }));
  }

  #tell(what: string): void {
    this.told.update((told) => [what, ...told].slice(0, 20));
  }
}
