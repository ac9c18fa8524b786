import type { EmojiPickerWords } from '../../emoji-picker/emoji-picker-words';
import type { Grammar } from '../grammar';

export function frenchEmojiPickerWords(grammar: Grammar): EmojiPickerWords {
  return {
    label: 'Émojis',
    search: 'Rechercher un émoji',
    recent: 'Récents',
    groups: {
      smileys_emotion: 'Smileys et émotions',
      people_body: 'Personnes et corps',
      animals_nature: 'Animaux et nature',
      food_drink: 'Nourriture et boissons',
      travel_places: 'Voyages et lieux',
      activities: 'Activités',
      objects: 'Objets',
      symbols: 'Symboles',
      flags: 'Drapeaux',
    },
    groupsLabel: 'Groupes',
    tone: 'Couleur de peau',
    tones: ['Aucune', 'Claire', 'Plutôt claire', 'Moyenne', 'Plutôt foncée', 'Foncée'],
    loading: 'Chargement des émojis…',
    failed: 'Impossible de charger les émojis.',
    found: (n) => grammar.count(n, { one: '# émoji trouvé', other: '# émojis trouvés' }),
  };
}
