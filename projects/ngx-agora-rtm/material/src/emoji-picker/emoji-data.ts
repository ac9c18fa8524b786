import { InjectionToken } from '@angular/core';

/** An emoji with its name. */
export interface Emoji {
  readonly emoji: string;
  /** In English, as Unicode has it. */
  readonly name: string;
  readonly skin_tone_support: boolean;
}

/** Emoji that belong together. */
export interface EmojiGroup {
  /** As in `smileys_emotion`: names the group in `EmojiPickerWords.groups`. */
  readonly slug: string;
  /** In English. */
  readonly name: string;
  readonly emojis: readonly Emoji[];
}

/**
 * Loads all emoji: when the picker is first opened, once. The default is the JSON of `unicode-emoji-json` (31 kB gzip), which every
 * bundler of today can import; hand in a function of your own where none is used, for names in another language, or to offer less.
 */
export const RTM_EMOJI_DATA = new InjectionToken<() => Promise<readonly EmojiGroup[]>>(
  'RTM_EMOJI_DATA',
  {
    providedIn: 'root',
    factory: () => async () => {
      const { default: groups } = await import('unicode-emoji-json/data-by-group.json');
      return groups;
    },
  },
);
