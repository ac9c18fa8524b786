import type { PinnedWords } from '../../pinned-bar/pinned-words';
import type { SearchWords } from '../../search/search-words';
import type { ThreadWords } from '../../thread/thread-words';
import { type Grammar, isolate } from '../grammar';

export function brazilianPinnedWords(grammar: Grammar): PinnedWords {
  return {
    label: 'Mensagens fixadas',
    all: (n) => grammar.count(n, { one: '# fixada', other: '# fixadas' }),
    jump: (name, text) => `Ir para a mensagem fixada de ${isolate(name)}: ${isolate(text)}`,
    unpin: 'Desafixar',
    notLoaded: 'Uma mensagem mais antiga',
  };
}

export function brazilianThreadWords(grammar: Grammar): ThreadWords {
  return {
    title: 'Conversa encadeada',
    replies: (n) => grammar.count(n, { one: '# resposta', other: '# respostas' }),
    noRoot: 'A mensagem a que esta conversa encadeada responde não está carregada.',
  };
}

export function brazilianSearchWords(grammar: Grammar): SearchWords {
  return {
    label: 'Pesquisar mensagens',
    hint: 'Digite uma palavra da mensagem ou o nome de um arquivo.',
    searching: 'Pesquisando…',
    results: (n) => grammar.count(n, { one: '# resultado', other: '# resultados' }),
    nothingFound: (query) => `Nada encontrado para ${isolate(query)}`,
    nothingFoundAdvice: 'Tente menos palavras ou o começo de uma delas.',
    failed: 'A pesquisa não funcionou.',
  };
}
