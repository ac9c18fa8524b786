import type { GapWords } from '../../message-list/gap-words';
import type { MessageListWords } from '../../message-list/message-list-words';
import { type Grammar, isolate } from '../grammar';

export function spanishListWords(grammar: Grammar): MessageListWords {
  const people = (names: readonly string[], n: number) => {
    if (n === 0) return grammar.names(names);
    const others = grammar.count(n, { one: '# persona más', other: '# personas más' });
    return `${names.map(isolate).join(', ')} y ${others}`;
  };
  const isOne = (names: readonly string[], n: number) => names.length + n === 1;
  return {
    label: (title) => `Mensajes de ${isolate(title)}`,
    newMessages: (n) => grammar.count(n, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
    toLatest: 'Ir al último mensaje',
    unreadLine: 'Nuevos',
    loading: 'Cargando mensajes…',
    loadingOlder: 'Cargando mensajes anteriores…',
    historyFailed: 'No se han podido cargar los mensajes anteriores.',
    beginning: ({ type, id }) =>
      type === 'channel'
        ? `Aquí empieza ${isolate(id)}.`
        : `Aquí empieza su conversación con ${isolate(id)}.`,
    empty: ({ type, id }) =>
      type === 'channel'
        ? `Todavía no se ha escrito nada en ${isolate(id)}.`
        : `${isolate(id)} y usted todavía no se han escrito.`,
    emptyLead: 'Escriba el primer mensaje.',
    joined: (names, others) =>
      `${people(names, others)} ${isOne(names, others) ? 'ha entrado' : 'han entrado'}`,
    left: (names, others) =>
      `${people(names, others)} ${isOne(names, others) ? 'ha salido' : 'han salido'}`,
    spoken: ({ name, time, answers, text, notes }) => {
      const head = answers === null ? '' : `, en respuesta a ${isolate(answers)}`;
      return [`${isolate(name)}, ${time}${head}: ${isolate(text)}`, ...notes].join('. ');
    },
    states: { queued: 'Pendiente de envío', sending: 'Enviando', failed: 'No enviado' },
    newFrom: (name, text) => `${isolate(name)}: ${isolate(text)}`,
    newFromMany: (n, names, others) =>
      `${grammar.count(n, { one: '# mensaje nuevo', other: '# mensajes nuevos' })} de ${people(names, others)}`,
    gaps: spanishGapWords(grammar),
  };
}

function spanishGapWords(grammar: Grammar): GapWords {
  const some = (n: number, name: string | null) => {
    const whose = name === null ? '' : ` de ${isolate(name)}`;
    return n === 0
      ? `algunos mensajes${whose}`
      : grammar.count(n, { one: '# mensaje', other: '# mensajes' }) + whose;
  };
  return {
    missing: (n, name) => `${n === 1 ? 'Falta' : 'Faltan'} ${some(n, name)}.`,
    searching: (n) => (n === 1 ? 'Buscándolo…' : 'Buscándolos…'),
    lost: (n, name) =>
      n === 1
        ? `Falta ${some(n, name)} y no se ha podido recuperar.`
        : `Faltan ${some(n, name)} y no se han podido recuperar.`,
    away: (since, until) =>
      since === until
        ? `Ha estado sin conexión un momento (${since}). Pueden faltar mensajes de entonces.`
        : `Ha estado sin conexión desde ${since} hasta ${until}. Pueden faltar mensajes de entonces.`,
    asking: 'Preguntando a los demás…',
    history: 'Aquí hay más mensajes.',
    load: 'Cargarlos',
    loading: 'Cargando mensajes…',
    lookAgain: 'Volver a buscar',
  };
}
