import type { EmojiPickerWords } from '../../emoji-picker/emoji-picker-words';
import type { Grammar } from '../grammar';

export function brazilianEmojiPickerWords(grammar: Grammar): EmojiPickerWords {
  return {
    label: 'Emojis',
    search: 'Pesquisar emojis',
    recent: 'Usados recentemente',
    groups: {
      smileys_emotion: 'Carinhas e emoções',
      people_body: 'Pessoas e corpo',
      animals_nature: 'Animais e natureza',
      food_drink: 'Comidas e bebidas',
      travel_places: 'Viagens e lugares',
      activities: 'Atividades',
      objects: 'Objetos',
      symbols: 'Símbolos',
      flags: 'Bandeiras',
    },
    groupsLabel: 'Grupos',
    tone: 'Tom de pele',
    tones: ['Nenhum', 'Claro', 'Médio claro', 'Médio', 'Médio escuro', 'Escuro'],
    loading: 'Carregando emojis…',
    failed: 'Não foi possível carregar os emojis.',
    found: (n) => grammar.count(n, { one: '# emoji encontrado', other: '# emojis encontrados' }),
  };
}
