import {
  computed,
  type EnvironmentProviders,
  inject,
  Injectable,
  InjectionToken,
  makeEnvironmentProviders,
  type Signal,
  signal,
} from '@angular/core';
import { fileSize } from './file-size';
import { englishWords, type RtmWords } from './rtm-words';

/** Makes the words of one language: `englishWords`, `germanWords`, or one's own. */
export type RtmWordsFactory = () => RtmWords;

/** The language that the components begin with. */
export const RTM_WORDS = new InjectionToken<RtmWordsFactory>('RTM_WORDS', {
  providedIn: 'root',
  factory: () => englishWords,
});

/**
 * Sets the language of the components. What no application names is not in its bundle.
 *
 * @example
 * provideRtmIntl(germanWords)
 * // Dates and numbers of a region:
 * provideRtmIntl(() => germanWords('de-CH'))
 * // One label of one's own:
 * provideRtmIntl(() => {
 *   const words = englishWords();
 *   return { ...words, composer: { ...words.composer, send: 'Post' } };
 * })
 */
export function provideRtmIntl(words: RtmWordsFactory): EnvironmentProviders {
  return makeEnvironmentProviders([{ provide: RTM_WORDS, useValue: words }]);
}

/** The language of the components: their words, dates and times. */
@Injectable({ providedIn: 'root' })
export class RtmIntl {
  readonly #words = signal(inject(RTM_WORDS)());
  readonly #formats = computed(() => formatsFor(this.#words().locale));

  /** All words. A template that reads them follows a change of the language. */
  readonly words: Signal<RtmWords> = this.#words.asReadonly();

  /** Changes the language of everything that is on the page. */
  use(words: RtmWordsFactory): void {
    this.#words.set(words());
  }

  /** The time of day. @param at Milliseconds since the epoch, as in all of these. */
  time(at: number): string {
    return this.#formats().time.format(at);
  }

  /** Day and time, for a title or a label. */
  moment(at: number): string {
    return this.#formats().moment.format(at);
  }

  /** The day: as a word where it is near. @param now To tell what is near; left out: the present. */
  day(at: number, now = Date.now()): string {
    const { common } = this.#words();
    if (dayOf(at) === dayOf(now)) return common.today;
    if (dayOf(at) === dayOf(dayOf(now) - 1)) return common.yesterday;
    const { sameYear, otherYear } = this.#formats();
    const isSameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return (isSameYear ? sameYear : otherYear).format(at);
  }

  /** The time of day, or the day where it is not today's: as short as a list has room for. @param now As for `day`. */
  brief(at: number, now = Date.now()): string {
    const { common } = this.#words();
    if (dayOf(at) === dayOf(now)) return this.time(at);
    if (dayOf(at) === dayOf(dayOf(now) - 1)) return common.yesterday;
    const { weekday, date } = this.#formats();
    return (at < now && dayOf(at) > dayOf(now) - WEEK ? weekday : date).format(at);
  }

  /** How long ago, in words: "5 minutes ago", "yesterday". @param now As for `day`. */
  ago(at: number, now = Date.now()): string {
    // A clock that is ahead must not make a time to come of what has been.
    const past = Math.max(now - at, 0);
    const [unit, length] = SPANS.find(([, span]) => past >= span) ?? ['minute', 60_000];
    return this.#formats().ago.format(-Math.floor(past / length), unit);
  }

  /** A count for a badge: with a plus where it is more than there is room for. */
  count(n: number): string {
    const { number } = this.#formats();
    return n > MAX_COUNT ? `${number.format(MAX_COUNT)}+` : number.format(n);
  }

  /** A size in the unit that fits. @param bytes A count of bytes. */
  fileSize(bytes: number): string {
    return fileSize(bytes, this.#words().locale);
  }
}

/** The beginning of a local day. */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Highest number in a badge. */
const MAX_COUNT = 999;

/** Milliseconds. A week less a day: its day's name still means the latest one. */
const WEEK = 6 * 86_400_000;

/** Units of time and their lengths in milliseconds, the longest first. */
const SPANS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function formatsFor(locale: string) {
  const long = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return {
    time: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
    sameYear: new Intl.DateTimeFormat(locale, long),
    weekday: new Intl.DateTimeFormat(locale, { weekday: 'short' }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'short' }),
    number: new Intl.NumberFormat(locale),
    ago: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    otherYear: new Intl.DateTimeFormat(locale, { ...long, year: 'numeric' }),
  };
}
