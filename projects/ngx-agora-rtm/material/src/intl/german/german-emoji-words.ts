import type { EmojiPickerWords } from '../../emoji-picker/emoji-picker-words';
import type { Grammar } from '../grammar';

export function germanEmojiPickerWords(grammar: Grammar): EmojiPickerWords {
  return {
    label: 'Emojis',
    search: 'Emojis suchen',
    recent: 'Zuletzt verwendet',
    groups: {
      smileys_emotion: 'Smileys und Gefühle',
      people_body: 'Menschen und Körper',
      animals_nature: 'Tiere und Natur',
      food_drink: 'Essen und Trinken',
      travel_places: 'Reisen und Orte',
      activities: 'Aktivitäten',
      objects: 'Gegenstände',
      symbols: 'Symbole',
      flags: 'Flaggen',
    },
    groupsLabel: 'Gruppen',
    tone: 'Hautton',
    tones: ['Keiner', 'Hell', 'Mittelhell', 'Mittel', 'Mitteldunkel', 'Dunkel'],
    loading: 'Emojis werden geladen …',
    failed: 'Die Emojis konnten nicht geladen werden.',
    found: (n) => grammar.count(n, { one: '# Emoji gefunden', other: '# Emojis gefunden' }),
  };
}
