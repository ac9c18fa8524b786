import type { GapWords } from '../../message-list/gap-words';
import type { MessageListWords } from '../../message-list/message-list-words';
import { type Grammar, isolate } from '../grammar';

export function brazilianListWords(grammar: Grammar): MessageListWords {
  const people = (names: readonly string[], n: number) => {
    if (n === 0) return grammar.names(names);
    const others = grammar.count(n, { one: 'mais # pessoa', other: 'mais # pessoas' });
    return `${names.map(isolate).join(', ')} e ${others}`;
  };
  const isOne = (names: readonly string[], n: number) => names.length + n === 1;
  return {
    label: (title) => `Mensagens em ${isolate(title)}`,
    newMessages: (n) => grammar.count(n, { one: '# nova mensagem', other: '# novas mensagens' }),
    toLatest: 'Ir para a mensagem mais recente',
    unreadLine: 'Novas',
    loading: 'Carregando mensagens…',
    loadingOlder: 'Carregando mensagens anteriores…',
    historyFailed: 'Não foi possível carregar as mensagens anteriores.',
    beginning: ({ type, id }) =>
      type === 'channel'
        ? `Este é o começo de ${isolate(id)}.`
        : `Este é o começo da sua conversa com ${isolate(id)}.`,
    empty: ({ type, id }) =>
      type === 'channel'
        ? `Ainda não se escreveu nada em ${isolate(id)}.`
        : `Você e ${isolate(id)} ainda não trocaram mensagens.`,
    emptyLead: 'Escreva a primeira mensagem.',
    joined: (names, others) =>
      `${people(names, others)} ${isOne(names, others) ? 'entrou' : 'entraram'}`,
    left: (names, others) => `${people(names, others)} ${isOne(names, others) ? 'saiu' : 'saíram'}`,
    spoken: ({ name, time, answers, text, notes }) => {
      const head = answers === null ? '' : `, em resposta a ${isolate(answers)}`;
      return [`${isolate(name)}, ${time}${head}: ${isolate(text)}`, ...notes].join('. ');
    },
    states: { queued: 'Aguardando envio', sending: 'Enviando', failed: 'Não enviada' },
    newFrom: (name, text) => `${isolate(name)}: ${isolate(text)}`,
    newFromMany: (n, names, others) =>
      `${grammar.count(n, { one: '# nova mensagem', other: '# novas mensagens' })} de ${people(names, others)}`,
    gaps: brazilianGapWords(grammar),
  };
}

function brazilianGapWords(grammar: Grammar): GapWords {
  const some = (n: number, name: string | null) => {
    const whose = name === null ? '' : ` de ${isolate(name)}`;
    return n === 0
      ? `algumas mensagens${whose}`
      : grammar.count(n, { one: '# mensagem', other: '# mensagens' }) + whose;
  };
  return {
    missing: (n, name) => `${n === 1 ? 'Falta' : 'Faltam'} ${some(n, name)}.`,
    searching: (n) => (n === 1 ? 'Procurando por ela…' : 'Procurando por elas…'),
    lost: (n, name) =>
      n === 1
        ? `Falta ${some(n, name)}, que não pôde ser recuperada.`
        : `Faltam ${some(n, name)}, que não puderam ser recuperadas.`,
    away: (since, until) =>
      since === until
        ? `Você ficou sem conexão por um momento (${since}). Podem faltar mensagens desse momento.`
        : `Você ficou sem conexão de ${since} a ${until}. Podem faltar mensagens desse período.`,
    asking: 'Perguntando aos outros…',
    history: 'Há mais mensagens aqui.',
    load: 'Carregar',
    loading: 'Carregando mensagens…',
    lookAgain: 'Procurar novamente',
  };
}
