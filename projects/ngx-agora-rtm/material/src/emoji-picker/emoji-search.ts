import type { Emoji, EmojiGroup } from './emoji-data';

/** Emoji whose names have a word that begins with each word of the query; those that begin with it themselves first. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string): readonly Emoji[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [];
  const found = groups
    .flatMap(({ emojis }) => emojis)
    .filter(({ name }) => {
      const names = name.toLowerCase().split(/[\s-]+/);
      return words.every((word) => names.some((each) => each.startsWith(word)));
    });
  const begins = ({ name }: Emoji) => name.toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((emoji) => !begins(emoji))].slice(0, MAX_FOUND);
}

/** Who gets more goes on writing. */
const MAX_FOUND = 160;

/** An emoji in a skin tone. @param tone A modifier; empty for none. */
export function withTone({ emoji, skin_tone_support: takesTone }: Emoji, tone: string): string {
  if (!takesTone || tone === '') return emoji;
  return emoji.replace(TAKES_TONE, (base) => base.replace('\uFE0F', '') + tone);
}

/** Everybody in an emoji, but not the hands that two people in it hold each other by. */
const TAKES_TONE = /(?!(?<=\u200D)🤝)\p{Emoji_Modifier_Base}\uFE0F?/gu;
