import type { EmojiPickerWords } from '../../emoji-picker/emoji-picker-words';
import type { Grammar } from '../grammar';

export function spanishEmojiPickerWords(grammar: Grammar): EmojiPickerWords {
  return {
    label: 'Emojis',
    search: 'Buscar emojis',
    recent: 'Usados recientemente',
    groups: {
      smileys_emotion: 'Caras y emociones',
      people_body: 'Personas y cuerpo',
      animals_nature: 'Animales y naturaleza',
      food_drink: 'Comida y bebida',
      travel_places: 'Viajes y lugares',
      activities: 'Actividades',
      objects: 'Objetos',
      symbols: 'Símbolos',
      flags: 'Banderas',
    },
    groupsLabel: 'Grupos',
    tone: 'Tono de piel',
    tones: ['Ninguno', 'Claro', 'Medio claro', 'Medio', 'Medio oscuro', 'Oscuro'],
    loading: 'Cargando emojis…',
    failed: 'No se pudieron cargar los emojis.',
    found: (n) => grammar.count(n, { one: '# emoji encontrado', other: '# emojis encontrados' }),
  };
}
