import { A11yModule } from '@angular/cdk/a11y';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  InjectionToken,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { RtmIntl } from '../intl/rtm-intl';
import { type Emoji, type EmojiGroup, RTM_EMOJI_DATA } from './emoji-data';
import { RTM_EMOJI_MEMORY, TONES, withUsed } from './emoji-memory';
import { searchEmoji, withTone } from './emoji-search';
import { RtmEmojiGrid } from './rtm-emoji-grid';
import { RtmEmojiTabs } from './rtm-emoji-tabs';

/** Is told which emoji was picked. */
export const EMOJI_CHOICE = new InjectionToken<(emoji: string) => void>('EMOJI_CHOICE');

/** All emoji: by group, by name, and those that were used last. Opened by `RtmEmojiPopup`. */
@Component({
  selector: 'rtm-emoji-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [A11yModule, RtmEmojiGrid, RtmEmojiTabs],
  templateUrl: './rtm-emoji-picker.html',
  styleUrl: './rtm-emoji-picker.scss',
})
export class RtmEmojiPicker {
  readonly #intl = inject(RtmIntl);
  readonly #load = inject(RTM_EMOJI_DATA);
  readonly #memory = inject(RTM_EMOJI_MEMORY);
  readonly #choose = inject(EMOJI_CHOICE);
  private readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  private readonly grid = viewChild(RtmEmojiGrid);

  protected readonly words = computed(() => this.#intl.words().emoji);
  protected readonly tryAgain = computed(() => this.#intl.words().common.tryAgain);
  protected readonly data = resource({ loader: () => this.#load() });
  protected readonly habits = signal(this.#memory.load());
  protected readonly query = signal('');
  protected readonly tones = TONES;
  readonly #chosenTab = signal<string | null>(null);

  readonly #groups = computed<readonly EmojiGroup[]>(() =>
    this.data.hasValue() ? this.data.value() : [],
  );
  /** What was used last, then all groups. */
  protected readonly tabs = computed(() => {
    const { recent, groups } = this.words();
    const all = this.#groups().map(({ slug, name, emojis }) => ({
      slug,
      label: groups[slug] ?? name,
      emoji: emojis[0]?.emoji ?? '',
    }));
    return this.habits().recent.length > 0
      ? [{ slug: RECENT, label: recent, emoji: '🕘' }, ...all]
      : all;
  });
  protected readonly tab = computed(() => this.#chosenTab() ?? this.tabs()[0]?.slug ?? '');
  protected readonly isSearching = computed(() => this.query().trim() !== '');
  protected readonly shown = computed<readonly Emoji[]>(() => {
    const { tone } = this.habits();
    if (!this.isSearching() && this.tab() === RECENT) return this.#recent();
    return this.#untoned().map((each) => ({ ...each, emoji: withTone(each, tone) }));
  });
  protected readonly gridLabel = computed(() =>
    this.isSearching()
      ? this.words().found(this.shown().length)
      : (this.tabs().find(({ slug }) => slug === this.tab())?.label ?? this.words().label),
  );

  constructor() {
    afterNextRender(() => this.search().nativeElement.focus());
  }

  protected onSearch(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
  }

  /** Enter takes what stands first, Down goes to the others. */
  protected onSearchKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const [first] = this.shown();
    if (event.key === 'Enter' && this.isSearching() && first) this.pick(first);
    else if (event.key === 'ArrowDown') this.grid()?.focus();
    else return;
    event.preventDefault();
  }

  protected show(slug: string): void {
    this.query.set('');
    this.#chosenTab.set(slug);
  }

  protected onTone(event: Event): void {
    this.habits.update(({ recent }) => ({
      recent,
      tone: (event.target as HTMLSelectElement).value,
    }));
    this.#memory.save(this.habits());
  }

  protected pick({ emoji }: Emoji): void {
    this.#memory.save(withUsed(this.habits(), emoji));
    this.#choose(emoji);
  }

  #untoned(): readonly Emoji[] {
    if (this.isSearching()) return searchEmoji(this.#groups(), this.query());
    return this.#groups().find(({ slug }) => slug === this.tab())?.emojis ?? [];
  }

  /** As they were picked, in the tone that they were picked in. */
  #recent(): readonly Emoji[] {
    const names = new Map(
      this.#groups().flatMap(({ emojis }) =>
        emojis.flatMap((each) => TONES.map((tone) => [withTone(each, tone), each.name] as const)),
      ),
    );
    return this.habits().recent.map((emoji) => ({
      emoji,
      name: names.get(emoji) ?? emoji,
      skin_tone_support: false,
    }));
  }
}

/** No group of Unicode is called so. */
const RECENT = 'recent';
