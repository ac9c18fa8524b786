import type { PinnedWords } from '../../pinned-bar/pinned-words';
import type { SearchWords } from '../../search/search-words';
import type { ThreadWords } from '../../thread/thread-words';
import { type Grammar, isolate } from '../grammar';

export function frenchPinnedWords(grammar: Grammar): PinnedWords {
  return {
    label: 'Messages épinglés',
    all: (n) => grammar.count(n, { one: '# épinglé', other: '# épinglés' }),
    jump: (name, text) => `Aller au message épinglé de ${isolate(name)} : ${isolate(text)}`,
    unpin: 'Désépingler',
    notLoaded: 'Un message plus ancien',
  };
}

export function frenchThreadWords(grammar: Grammar): ThreadWords {
  return {
    title: 'Fil de discussion',
    replies: (n) => grammar.count(n, { one: '# réponse', other: '# réponses' }),
    noRoot: 'Le message auquel ce fil répond n’est pas chargé.',
  };
}

export function frenchSearchWords(grammar: Grammar): SearchWords {
  return {
    label: 'Rechercher dans les messages',
    hint: 'Saisissez un mot du message ou le nom d’un fichier.',
    searching: 'Recherche en cours…',
    results: (n) => grammar.count(n, { one: '# résultat', other: '# résultats' }),
    nothingFound: (query) => `Aucun résultat pour ${isolate(query)}`,
    nothingFoundAdvice: 'Essayez avec moins de mots ou avec le début d’un mot.',
    failed: 'La recherche n’a pas abouti.',
  };
}
