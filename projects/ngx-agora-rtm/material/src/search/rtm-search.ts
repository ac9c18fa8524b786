import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { mdiMagnify } from '@mdi/js';
import { conversationRef, type SearchHit } from 'ngx-agora-rtm/chat';
import { nextId } from '../ids/next-id';
import { RtmButton } from '../button/rtm-button';
import { RtmAvatar } from '../avatar/rtm-avatar';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmMinute } from '../intl/rtm-minute';
import { keepFocus } from '../keyboard/keep-focus';
import { rowAfterKey } from '../keyboard/list-keys';
import { RTM_PEOPLE } from '../people/rtm-people';
import { RTM_TITLES } from '../people/rtm-titles';
import { markedParts } from './marked-parts';

/** How long after the last letter a search begins: milliseconds. Shorter than between two words, longer than between two letters. */
const PAUSE = 200;

/**
 * Finds messages by their words: a field and what was found. It asks for hits with `searched` and shows those that it is given.
 *
 * @example
 * <rtm-search [hits]="hits()" [isSearching]="isSearching()" (searched)="search($event)" (jumped)="show($event)" />
 */
@Component({
  selector: 'rtm-search',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmButton, RtmAvatar, RtmIcon],
  templateUrl: './rtm-search.html',
  styleUrl: './rtm-search.scss',
  host: { role: 'search' },
})
export class RtmSearch {
  /** What was found for the query, best first. */
  readonly hits = input.required<readonly SearchHit[]>();

  /** Whether a search is under way. What was found before stays until it is over. */
  readonly isSearching = input(false);

  /** Whether the search could not be done. */
  readonly hasFailed = input(false);

  /** Whether hits say which conversation they are from. */
  readonly hasTitles = input(true);

  /** What is in the field. */
  readonly query = model('');

  /** To be searched for: what was typed, when no more was for a moment. Empty when the field is. */
  readonly searched = output<string>();

  /** The reader wants to see a message where it stands. */
  readonly jumped = output<SearchHit>();

  readonly #people = inject(RTM_PEOPLE);
  readonly #titles = inject(RTM_TITLES);
  readonly #minute = inject(RtmMinute);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #focused = signal(0);
  #waiting: ReturnType<typeof setTimeout> | null = null;
  #asked: string | null = null;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly intl = inject(RtmIntl);
  protected readonly icons = { search: mdiMagnify };
  protected readonly listId = nextId('rtm-hits-');
  protected readonly words = computed(() => this.intl.words().search);
  protected readonly trimmed = computed(() => this.query().trim());

  protected readonly rows = computed(() =>
    this.hits().map((hit) => ({
      hit,
      track: `${hit.key}/${hit.id}`,
      name: this.#people(hit.from).name,
      title: this.hasTitles() ? this.#titles(conversationRef(hit.key)) : '',
      time: this.intl.brief(hit.at, this.#minute.now()),
      parts: markedParts(hit.text, hit.ranges),
      // A message has many files only if somebody means harm.
      files: hit.files.slice(0, MAX_FILES).map(({ name, ranges }) => markedParts(name, ranges)),
    })),
  );

  /** Index of the row that the Tab key comes to. */
  protected readonly tabStop = computed(() => Math.min(this.#focused(), this.rows().length - 1));

  /** What a screen reader hears when it changes, and where there is nothing to see. */
  protected readonly status = computed(() => {
    const words = this.words();
    if (this.trimmed() === '') return words.hint;
    if (this.hasFailed()) return words.failed;
    if (this.isSearching()) return words.searching;
    return this.rows().length > 0
      ? words.results(this.rows().length)
      : words.nothingFound(this.trimmed());
  });

  constructor() {
    keepFocus(this.rows, () => this.#buttons()[this.tabStop()] ?? this.field().nativeElement);
    inject(DestroyRef).onDestroy(() => this.#stopWaiting());
  }

  /** Puts the focus into the field, as for a keyboard shortcut. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected onInput(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
    this.#focused.set(0);
    this.#stopWaiting();
    if (this.trimmed() === '') return this.#ask();
    this.#waiting = setTimeout(() => this.#ask(), PAUSE);
  }

  protected onFieldKeydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#ask();
    }
    if (event.key === 'ArrowDown' && this.rows().length > 0) {
      event.preventDefault();
      this.#buttons()[this.tabStop()]?.focus();
    }
  }

  protected onListKeydown(event: KeyboardEvent): void {
    const from = this.tabStop();
    const isBack = event.key === 'Escape' || (event.key === 'ArrowUp' && from === 0);
    const to = rowAfterKey(event.key, from, this.rows().length);
    if (!isBack && to === null) return;
    event.preventDefault();
    if (isBack) return this.focus();
    this.#buttons()[to ?? 0]?.focus();
  }

  protected onFocus(index: number): void {
    this.#focused.set(index);
  }

  /** Although the same was asked before. */
  protected retry(): void {
    this.#asked = null;
    this.#ask();
  }

  #ask(): void {
    this.#stopWaiting();
    const query = this.trimmed();
    if (query === this.#asked) return;
    this.#asked = query;
    this.searched.emit(query);
  }

  #stopWaiting(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = null;
  }

  #buttons(): readonly HTMLElement[] {
    return Array.from(this.#host.querySelectorAll<HTMLElement>('button.hit'));
  }
}

const MAX_FILES = 5;
