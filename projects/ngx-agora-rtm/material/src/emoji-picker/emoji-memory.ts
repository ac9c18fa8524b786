import { InjectionToken } from '@angular/core';

/** What the picker remembers of its user. */
export interface EmojiHabits {
  /** The latest first. */
  readonly recent: readonly string[];
  /** A modifier, as in `🏽`; empty for the yellow ones. */
  readonly tone: string;
}

/** Where the habits are kept. */
export interface EmojiMemory {
  load(): EmojiHabits;
  save(habits: EmojiHabits): void;
}

/** Where the picker keeps what was used. The default: in memory, for as long as the page. See {@link localEmojiMemory}. */
export const RTM_EMOJI_MEMORY = new InjectionToken<EmojiMemory>('RTM_EMOJI_MEMORY', {
  providedIn: 'root',
  factory: () => {
    let habits = NO_HABITS;
    return {
      load: () => habits,
      save: (changed) => {
        habits = changed;
      },
    };
  },
});

/**
 * Keeps the habits in the browser, for all users of it.
 *
 * @example
 * { provide: RTM_EMOJI_MEMORY, useFactory: () => localEmojiMemory(localStorage) }
 */
export function localEmojiMemory(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  key = 'rtm-emoji',
): EmojiMemory {
  return {
    load: () => {
      try {
        return readHabits(JSON.parse(storage.getItem(key) ?? 'null'));
      } catch {
        return NO_HABITS;
      }
    },
    save: (habits) => {
      try {
        storage.setItem(key, JSON.stringify(habits));
      } catch {
        // Full or forbidden: it is a convenience only.
      }
    },
  };
}

/** The habits after an emoji was used. */
export function withUsed({ recent, tone }: EmojiHabits, emoji: string): EmojiHabits {
  return { recent: [emoji, ...recent.filter((each) => each !== emoji)].slice(0, MAX_RECENT), tone };
}

/** Whatever was in the storage: another version may have written it, or a user. */
function readHabits(value: unknown): EmojiHabits {
  if (typeof value !== 'object' || value === null) return NO_HABITS;
  const { recent, tone } = value as Partial<Record<keyof EmojiHabits, unknown>>;
  return {
    recent: (Array.isArray(recent) ? recent : [])
      .filter((each) => typeof each === 'string')
      .slice(0, MAX_RECENT),
    tone: typeof tone === 'string' && TONES.includes(tone) ? tone : '',
  };
}

/** Skin tones: none, then from light to dark. */
export const TONES: readonly string[] = ['', '🏻', '🏼', '🏽', '🏾', '🏿'];

/** Four rows of the picker. */
const MAX_RECENT = 32;

const NO_HABITS: EmojiHabits = { recent: [], tone: '' };
