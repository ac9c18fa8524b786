import type { PinnedWords } from '../../pinned-bar/pinned-words';
import type { SearchWords } from '../../search/search-words';
import type { ThreadWords } from '../../thread/thread-words';
import { type Grammar, isolate } from '../grammar';

export function spanishPinnedWords(grammar: Grammar): PinnedWords {
  return {
    label: 'Mensajes fijados',
    all: (n) => grammar.count(n, { one: '# fijado', other: '# fijados' }),
    jump: (name, text) => `Ir al mensaje fijado de ${isolate(name)}: ${isolate(text)}`,
    unpin: 'Desfijar',
    notLoaded: 'Un mensaje anterior',
  };
}

export function spanishThreadWords(grammar: Grammar): ThreadWords {
  return {
    title: 'Hilo',
    replies: (n) => grammar.count(n, { one: '# respuesta', other: '# respuestas' }),
    noRoot: 'El mensaje al que responde este hilo no está cargado.',
  };
}

export function spanishSearchWords(grammar: Grammar): SearchWords {
  return {
    label: 'Buscar en los mensajes',
    hint: 'Escriba una palabra del mensaje o el nombre de un archivo.',
    searching: 'Buscando…',
    results: (n) => grammar.count(n, { one: '# resultado', other: '# resultados' }),
    nothingFound: (query) => `No se ha encontrado nada para ${isolate(query)}`,
    nothingFoundAdvice: 'Pruebe con menos palabras o con el principio de una.',
    failed: 'La búsqueda no ha funcionado.',
  };
}
