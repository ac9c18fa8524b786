import type { PinnedWords } from '../../pinned-bar/pinned-words';
import type { SearchWords } from '../../search/search-words';
import type { ThreadWords } from '../../thread/thread-words';
import { type Grammar, isolate } from '../grammar';

export function germanPinnedWords(grammar: Grammar): PinnedWords {
  return {
    label: 'Angeheftete Nachrichten',
    all: (n) => grammar.count(n, { one: '# angeheftet', other: '# angeheftet' }),
    jump: (name, text) => `Zur angehefteten Nachricht von ${isolate(name)} gehen: ${isolate(text)}`,
    unpin: 'Loslösen',
    notLoaded: 'Eine ältere Nachricht',
  };
}

export function germanThreadWords(grammar: Grammar): ThreadWords {
  return {
    title: 'Thread',
    replies: (n) => grammar.count(n, { one: '# Antwort', other: '# Antworten' }),
    noRoot: 'Die Nachricht, auf die dieser Thread antwortet, ist nicht geladen.',
  };
}

export function germanSearchWords(grammar: Grammar): SearchWords {
  return {
    label: 'Nachrichten durchsuchen',
    hint: 'Geben Sie ein Wort der Nachricht oder den Namen einer Datei ein.',
    searching: 'Suche läuft …',
    results: (n) => grammar.count(n, { one: '# Treffer', other: '# Treffer' }),
    nothingFound: (query) => `Nichts gefunden für ${isolate(query)}`,
    nothingFoundAdvice: 'Versuchen Sie es mit weniger Wörtern oder mit einem Wortanfang.',
    failed: 'Die Suche hat nicht funktioniert.',
  };
}
