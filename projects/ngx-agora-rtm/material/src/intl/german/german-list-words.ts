import type { GapWords } from '../../message-list/gap-words';
import type { MessageListWords } from '../../message-list/message-list-words';
import { type Grammar, isolate } from '../grammar';

export function germanListWords(grammar: Grammar): MessageListWords {
  const people = (names: readonly string[], n: number) => {
    if (n === 0) return grammar.names(names);
    const others = grammar.count(n, { one: '# weitere Person', other: '# weitere Personen' });
    return `${names.map(isolate).join(', ')} und ${others}`;
  };
  // "Ana ist", but "Ana und eine weitere Person sind".
  const are = (names: readonly string[], n: number) => (names.length + n === 1 ? 'ist' : 'sind');
  return {
    label: (title) => `Nachrichten in ${isolate(title)}`,
    newMessages: (n) => grammar.count(n, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
    toLatest: 'Zur neuesten Nachricht',
    unreadLine: 'Neu',
    loading: 'Nachrichten werden geladen …',
    loadingOlder: 'Frühere Nachrichten werden geladen …',
    historyFailed: 'Frühere Nachrichten konnten nicht geladen werden.',
    beginning: ({ type, id }) =>
      type === 'channel'
        ? `Hier beginnt ${isolate(id)}.`
        : `Hier beginnt Ihre Unterhaltung mit ${isolate(id)}.`,
    empty: ({ type, id }) =>
      type === 'channel'
        ? `In ${isolate(id)} wurde noch nichts geschrieben.`
        : `Sie und ${isolate(id)} haben einander noch nicht geschrieben.`,
    emptyLead: 'Schreiben Sie die erste Nachricht.',
    joined: (names, others) => `${people(names, others)} ${are(names, others)} beigetreten`,
    left: (names, others) => `${people(names, others)} ${are(names, others)} gegangen`,
    spoken: ({ name, time, answers, text, notes }) => {
      const head = answers === null ? '' : `, als Antwort an ${isolate(answers)}`;
      return [`${isolate(name)}, ${time}${head}: ${isolate(text)}`, ...notes].join('. ');
    },
    states: {
      queued: 'Wartet auf den Versand',
      sending: 'Wird gesendet',
      failed: 'Nicht gesendet',
    },
    newFrom: (name, text) => `${isolate(name)}: ${isolate(text)}`,
    newFromMany: (n, names, others) =>
      `${grammar.count(n, { one: '# neue Nachricht', other: '# neue Nachrichten' })} von ${people(names, others)}`,
    gaps: germanGapWords(grammar),
  };
}

function germanGapWords(grammar: Grammar): GapWords {
  const some = (n: number, name: string | null) => {
    const whose = name === null ? '' : ` von ${isolate(name)}`;
    return n === 0
      ? `Einige Nachrichten${whose}`
      : grammar.count(n, { one: '# Nachricht', other: '# Nachrichten' }) + whose;
  };
  return {
    missing: (n, name) => `${some(n, name)} ${n === 1 ? 'fehlt' : 'fehlen'}.`,
    searching: (n) => (n === 1 ? 'Nach ihr wird gesucht …' : 'Nach ihnen wird gesucht …'),
    lost: (n, name) =>
      n === 1
        ? `${some(n, name)} fehlt und konnte nicht wiederhergestellt werden.`
        : `${some(n, name)} fehlen und konnten nicht wiederhergestellt werden.`,
    away: (since, until) =>
      since === until
        ? `Sie waren einen Moment lang nicht verbunden (${since}). Nachrichten aus dieser Zeit können fehlen.`
        : `Sie waren von ${since} bis ${until} nicht verbunden. Nachrichten aus dieser Zeit können fehlen.`,
    asking: 'Die anderen werden gefragt …',
    history: 'Hier gibt es weitere Nachrichten.',
    load: 'Laden',
    loading: 'Nachrichten werden geladen …',
    lookAgain: 'Erneut suchen',
  };
}
