import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { mdiArrowDown } from '@mdi/js';
import {
  type Attendance,
  type ChatMessage,
  type ConversationState,
  type Gap,
  type MessageId,
  type Timeline,
} from 'ngx-agora-rtm/chat';
import { RtmIcon } from '../icon/rtm-icon';
import { dayOf, RtmIntl } from '../intl/rtm-intl';
import type { MessageAbilities, MessageAction } from '../message/message-action';
import { RtmMessage } from '../message/rtm-message';
import { RTM_PEOPLE } from '../people/rtm-people';
import { provideRtmTemplates, RtmTemplates } from '../templates/rtm-templates';
import { arrivals } from './arrivals';
import { attendanceText } from './attendance-words';
import { ListGeometry, type RowRange } from './list-geometry';
import { ListFocus } from './list-focus';
import { MessageAnnouncer } from './message-announcer';
import { ListScroller } from './list-scroller';
import { attendanceByMessage, type ListRow, MessageRows, type RowContext } from './message-rows';
import { OlderRequest } from './older-request';
import { RtmGapNote } from './rtm-gap-note';
import { rowChanges, rowCount, rowOfMessage, type RowSource } from './row-source';
import { SeenWatch } from './seen-watch';
import { messageLabels, spokenText } from './spoken-message';

/**
 * What has been said in a conversation or a thread. Draws the rows that are seen, however many there are; stays at the end for who
 * is at the end, and in place for who is not.
 *
 * @example
 * <rtm-message-list [conversation]="state" (olderWanted)="loadOlder()" (seen)="markSeen($event)" />
 */
@Component({
  selector: 'rtm-message-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmGapNote, RtmIcon, RtmMessage],
  templateUrl: './rtm-message-list.html',
  styleUrl: './rtm-message-list.scss',
  providers: [provideRtmTemplates()],
})
export class RtmMessageList {
  readonly conversation = input.required<ConversationState>();

  /** Left out: the conversation's own. For a thread, its timeline. */
  readonly timeline = input<Timeline>();

  /** What waits to be sent. Left out: the conversation's own, without replies in threads. For a thread, those in it. */
  readonly pending = input<readonly ChatMessage[]>();

  /** The message before which the line "New" stands; `null` for none. */
  readonly newFrom = input<MessageId | null>(null);

  /** What may be done with a message; left out: nothing. */
  readonly abilities = input<MessageAbilities>(() => NOTHING);

  /** The reader came near the oldest message that is loaded, or wants another attempt. */
  readonly olderWanted = output();
  readonly gapWanted = output<Gap>();
  readonly acted = output<MessageAction>();

  /** The latest message that has been on the screen. */
  readonly seen = output<MessageId>();

  readonly #intl = inject(RtmIntl);
  readonly #people = inject(RTM_PEOPLE);
  readonly #templates = inject(RtmTemplates);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly space = viewChild.required<ElementRef<HTMLElement>>('space');
  private readonly window = viewChild.required<ElementRef<HTMLElement>>('window');
  private readonly feed = viewChild.required<ElementRef<HTMLElement>>('feed');
  private readonly past = viewChild.required<ElementRef<HTMLElement>>('past');
  private readonly head = viewChild.required<ElementRef<HTMLElement>>('head');

  readonly #key = computed(() => this.conversation().key);
  readonly #timeline = computed(() => this.timeline() ?? this.conversation().timeline);
  readonly #pending = computed(() => this.pending() ?? withoutReplies(this.conversation().pending));
  readonly #history = computed(() => this.conversation().history);
  readonly #receipts = computed(() => this.conversation().receipts);
  readonly #attendance = computed(() => this.conversation().attendance);
  readonly #source = computed<RowSource>(() => ({
    timeline: this.#timeline(),
    pending: this.#pending(),
  }));
  readonly #context = computed<RowContext>(() => ({
    receipts: this.#receipts(),
    attendance: attendanceByMessage(this.#attendance()),
    newFrom: this.newFrom(),
    isBeginning: !this.#history().hasOlder,
  }));

  readonly #geometry = new ListGeometry();
  readonly #rows = new MessageRows();
  readonly #isAtEnd = signal(true);
  readonly #announcement = signal('');
  readonly #announcer = new MessageAnnouncer(
    {
      one: (message) => this.#announceOne(message),
      many: (n, senders) => this.#announceMany(n, senders),
    },
    (text) => this.#announcement.set(text),
  );
  readonly #older = new OlderRequest(this.#geometry);
  readonly #seen = new SeenWatch(
    this.#geometry,
    () => untracked(this.#source),
    (id) => this.seen.emit(id),
  );
  readonly #focus = new ListFocus({
    scroller: () => this.scroller().nativeElement,
    feed: () => this.feed().nativeElement,
    past: () => this.past().nativeElement,
    rows: () => this.#onPage,
    source: () => untracked(this.#source),
    geometry: this.#geometry,
    draw: () => this.#moved(),
  });
  readonly #topDay = signal<number | null>(null);
  readonly #fresh = signal(0);
  readonly #shownKey = signal<string | null>(null);
  #shownTimer: ReturnType<typeof setTimeout> | undefined;
  #shown: Shown | null = null;
  #scroller: ListScroller | null = null;
  #range: RowRange = NO_ROWS;
  /** What the page has drawn of `rows`. */
  #onPage: readonly ListRow[] = [];

  protected readonly words = computed(() => this.#intl.words().list);
  protected readonly intl = this.#intl;
  protected readonly icons = { down: mdiArrowDown };
  protected readonly skeleton = SKELETON;
  protected readonly ref = computed(() => this.conversation().ref);
  protected readonly rows = signal<readonly ListRow[]>([]);
  /** A row that is on the page though it is not seen: it has the focus. */
  protected readonly kept = signal(-1);
  protected readonly announcement = this.#announcement.asReadonly();
  protected readonly isAtEnd = this.#isAtEnd.asReadonly();
  protected readonly topDay = this.#topDay.asReadonly();
  /** Messages of others that came in below what is seen. */
  protected readonly fresh = this.#fresh.asReadonly();
  /** The row that was jumped to. */
  protected readonly shownKey = this.#shownKey.asReadonly();
  protected readonly emptyTemplate = computed(() => this.#templates.find('empty'));
  protected readonly dayTemplate = computed(() => this.#templates.find('day'));
  protected readonly isLoading = computed(() => this.#history().status === 'loading');
  protected readonly isFirstOnPage = computed(() => (this.rows()[0]?.index ?? 0) === 0);
  protected readonly setSize = computed(() =>
    this.#history().hasOlder && !this.timeline() ? -1 : rowCount(this.#source()),
  );
  protected readonly headState = computed(() => {
    const isEmpty = rowCount(this.#source()) === 0;
    // What is before a thread is not before it in the history.
    if (this.timeline()) return 'nothing';
    const { status, hasOlder } = this.#history();
    if (status === 'failed') return 'failed';
    if (status === 'loading') return isEmpty ? 'loading' : 'loading-older';
    if (hasOlder) return 'older';
    return isEmpty ? 'empty' : 'beginning';
  });
  protected readonly labelOf = computed(() =>
    messageLabels(
      this.#intl.words(),
      (at) => this.#intl.time(at),
      (userId) => this.#nameOf(userId),
    ),
  );

  readonly #pins = computed(() => this.conversation().pins);
  protected readonly pinned = computed(() => new Set(this.#pins()));
  readonly #threads = computed(() => this.conversation().threads);

  constructor() {
    effect(() => {
      this.#context();
      const [key, source] = [this.#key(), this.#source()];
      untracked(() => this.#take(key, source));
    });
    afterNextRender(() => {
      this.#scroller = new ListScroller(
        {
          scroller: this.scroller().nativeElement,
          space: this.space().nativeElement,
          window: this.window().nativeElement,
          rows: this.feed().nativeElement,
          head: this.head().nativeElement,
        },
        this.#geometry,
        { moved: () => this.#moved() },
      );
    });
    afterRenderEffect(() => {
      this.#onPage = this.rows();
      this.#scroller?.rendered(this.#range, untracked(this.kept));
      this.#focus.rendered();
    });
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('visibilitychange', () => this.#seen.look(), { signal });
    document.addEventListener('keydown', (event) => this.#focus.keyPressed(event), {
      signal,
      capture: true,
    });
    inject(DestroyRef).onDestroy(() => {
      this.#scroller?.destroy();
      listening.abort();
      this.#announcer.reset();
      clearTimeout(this.#shownTimer);
      this.#seen.reset();
    });
  }

  /** Takes the reader to a message that is loaded, and marks it for a moment. @returns Whether it is there. */
  showMessage(id: MessageId): boolean {
    const index = rowOfMessage(untracked(this.#source), id);
    if (index === -1) return false;
    this.#geometry.goTo(index, this.#geometry.viewport / 3);
    this.#shownKey.set(id);
    clearTimeout(this.#shownTimer);
    this.#shownTimer = setTimeout(() => this.#shownKey.set(null), SHOWN_MS);
    this.#moved();
    return true;
  }

  /** Takes the reader to the latest message. */
  goToEnd(): void {
    this.#geometry.goToEnd();
    this.#moved();
  }

  protected repliesOf(id: MessageId): number {
    return this.#threads()[`thread:${id}`]?.timeline.length ?? 0;
  }

  protected onFocusIn(event: FocusEvent): void {
    this.#focus.focusIn(event);
  }

  protected onFocusOut(event: FocusEvent): void {
    this.#focus.focusOut(event);
  }

  protected onKeyDown(event: KeyboardEvent): void {
    this.#focus.keyDown(event);
  }

  protected attendance(changes: readonly Attendance[]): string {
    return attendanceText(changes, this.words(), (userId) => this.#nameOf(userId));
  }

  /** Other rows than before: puts them where they belong. */
  #take(key: string, source: RowSource): void {
    const before = this.#shown;
    const { status, hasOlder } = untracked(this.#history);
    this.#shown = {
      key,
      source,
      isWhole: status === 'idle' && !hasOlder,
      isPaging: status === 'loading',
    };
    if (before?.key !== key) {
      this.#announcer.reset();
      this.#focus.reset();
      this.#seen.reset();
      this.#older.reset();
      this.#fresh.set(0);
      this.#geometry.reset(rowCount(source));
    } else {
      const splices = rowChanges(before.source, source);
      const isBegin = rowCount(before.source) === 0;
      if (isBegin) this.#geometry.reset(rowCount(source));
      else this.#geometry.apply(splices);
      this.#focus.apply(splices, source);
      const news =
        isBegin && !before.isWhole
          ? []
          : arrivals(before.source, source, splices, before.isPaging || status === 'loading');
      this.#announcer.add(news);
      if (!this.#geometry.isAtEnd) this.#fresh.update((n) => n + news.length);
    }
    this.#draw();
  }

  /** Something else is seen than before. */
  #moved(): void {
    this.#draw();
    this.#seen.look();
    const [history, timeline] = [untracked(this.#history), untracked(this.#timeline)];
    // What is before a thread is not before it in the history.
    if (untracked(this.timeline)) return;
    if (this.#older.isDue(history, timeline)) this.olderWanted.emit();
  }

  /** Puts those rows on the page that belong there. */
  #draw(): void {
    const geometry = this.#geometry;
    const source = untracked(this.#source);
    this.#range = geometry.range(this.#range);
    const { start: from, end: to } = this.#range;
    const focused = this.#focus.keptIndex;
    const kept = focused >= from && focused < to ? -1 : focused;
    this.kept.set(kept);
    const rows = this.#rows.of(source, this.#range, untracked(this.#context), kept);
    // Rows that are new are placed when they are on the page and measured.
    if (rows === untracked(this.rows)) this.#scroller?.place();
    else this.rows.set(rows);
    const { start, end } = geometry.visible();
    const first = rows.find(({ index }) => index === start);
    const hasDayInSight = first?.day !== null && geometry.offsetOf(start) > -DAY_HEIGHT;
    const isDayShown = first && !geometry.isAtEnd && !hasDayInSight;
    this.#topDay.set(
      isDayShown ? dayOf(first.kind === 'gap' ? first.gap.at : first.message.at) : null,
    );
    this.#fresh.update((n) => (geometry.isAtEnd ? 0 : Math.min(n, rowCount(source) - end)));
    this.#isAtEnd.set(geometry.isAtEnd);
  }

  #announceOne(message: ChatMessage): string {
    const text = spokenText(message, this.#intl.words().message);
    return this.words().newFrom(this.#nameOf(message.from), text);
  }

  #announceMany(n: number, senders: readonly string[]): string {
    const named = senders.slice(0, NAMED).map((userId) => this.#nameOf(userId));
    return this.words().newFromMany(n, named, senders.length - named.length);
  }

  #nameOf(userId: string): string {
    return this.#people(userId).name;
  }
}

/** What the list drew last. */
interface Shown {
  readonly key: string;
  readonly source: RowSource;
  /** Whether there was nothing more to load. */
  readonly isWhole: boolean;
  /** Whether a page of the history was being loaded. */
  readonly isPaging: boolean;
}

/** How many senders are named in an announcement. */
const NAMED = 2;

/** How long a message that was jumped to is marked, in ms. */
const SHOWN_MS = 2_000;

/** Height of the separator of a day, in CSS pixels. */
const DAY_HEIGHT = 16;

/** Widths of what stands for messages while they are loaded, in percent. */
const SKELETON = [60, 85, 40, 72, 55, 90, 48];

const NO_ROWS: RowRange = { start: 0, end: 0 };
const NOTHING: ReadonlySet<never> = new Set<never>();

/** Replies in threads are shown there. */
function withoutReplies(pending: readonly ChatMessage[]): readonly ChatMessage[] {
  return pending.some(isReply) ? pending.filter((message) => !isReply(message)) : pending;
}

function isReply({ content }: ChatMessage): boolean {
  return 'thread' in content;
}
