import type { Grammar } from '../intl/grammar';

/** What the emoji picker says. Names of emoji come with their data. */
export interface EmojiPickerWords {
  readonly label: string;
  readonly search: string;
  readonly recent: string;
  /** By the slug of the group; one that is not listed is called by its name. */
  readonly groups: Readonly<Record<string, string>>;
  readonly groupsLabel: string;
  readonly tone: string;
  /** From none over light to dark. */
  readonly tones: readonly string[];
  readonly loading: string;
  readonly failed: string;
  readonly found: (n: number) => string;
}

export function englishEmojiPickerWords(grammar: Grammar): EmojiPickerWords {
  return {
    label: 'Emoji',
    search: 'Search emoji',
    recent: 'Recently used',
    groups: {
      smileys_emotion: 'Smileys and emotion',
      people_body: 'People and body',
      animals_nature: 'Animals and nature',
      food_drink: 'Food and drink',
      travel_places: 'Travel and places',
      activities: 'Activities',
      objects: 'Objects',
      symbols: 'Symbols',
      flags: 'Flags',
    },
    groupsLabel: 'Groups',
    tone: 'Skin tone',
    tones: ['None', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'],
    loading: 'Loading emoji…',
    failed: 'The emoji could not be loaded.',
    found: (n) => grammar.count(n, { one: '# emoji found', other: '# emoji found' }),
  };
}
