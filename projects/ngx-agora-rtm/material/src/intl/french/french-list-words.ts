import type { GapWords } from '../../message-list/gap-words';
import type { MessageListWords } from '../../message-list/message-list-words';
import { type Grammar, isolate } from '../grammar';

export function frenchListWords(grammar: Grammar): MessageListWords {
  const people = (names: readonly string[], n: number) => {
    if (n === 0) return grammar.names(names);
    const others = grammar.count(n, { one: '# autre personne', other: '# autres personnes' });
    return `${names.map(isolate).join(', ')} et ${others}`;
  };
  const isOne = (names: readonly string[], n: number) => names.length + n === 1;
  return {
    label: (title) => `Messages de ${isolate(title)}`,
    newMessages: (n) =>
      grammar.count(n, { one: '# nouveau message', other: '# nouveaux messages' }),
    toLatest: 'Aller au dernier message',
    unreadLine: 'Nouveaux',
    loading: 'Chargement des messages…',
    loadingOlder: 'Chargement des messages précédents…',
    historyFailed: 'Les messages précédents n’ont pas pu être chargés.',
    beginning: ({ type, id }) =>
      type === 'channel'
        ? `C’est ici que commence ${isolate(id)}.`
        : `C’est ici que commence votre conversation avec ${isolate(id)}.`,
    empty: ({ type, id }) =>
      type === 'channel'
        ? `Rien n’a encore été écrit dans ${isolate(id)}.`
        : `${isolate(id)} et vous ne vous êtes pas encore écrit.`,
    emptyLead: 'Écrivez le premier message.',
    joined: (names, others) =>
      `${people(names, others)} ${isOne(names, others) ? 'a rejoint' : 'ont rejoint'} le canal`,
    left: (names, others) =>
      `${people(names, others)} ${isOne(names, others) ? 'a quitté' : 'ont quitté'} le canal`,
    spoken: ({ name, time, answers, text, notes }) => {
      const head = answers === null ? '' : `, en réponse à ${isolate(answers)}`;
      return [`${isolate(name)}, ${time}${head} : ${isolate(text)}`, ...notes].join('. ');
    },
    states: { queued: 'En attente d’envoi', sending: 'Envoi en cours', failed: 'Non envoyé' },
    newFrom: (name, text) => `${isolate(name)} : ${isolate(text)}`,
    newFromMany: (n, names, others) =>
      `${grammar.count(n, { one: '# nouveau message', other: '# nouveaux messages' })} de ${people(names, others)}`,
    gaps: frenchGapWords(grammar),
  };
}

function frenchGapWords(grammar: Grammar): GapWords {
  const some = (n: number, name: string | null) => {
    const whose = name === null ? '' : ` de ${isolate(name)}`;
    return n === 0
      ? `Des messages${whose}`
      : grammar.count(n, { one: '# message', other: '# messages' }) + whose;
  };
  return {
    missing: (n, name) => `${some(n, name)} ${n === 1 ? 'manque' : 'manquent'}.`,
    searching: (n) => (n === 1 ? 'Recherche de ce message…' : 'Recherche de ces messages…'),
    lost: (n, name) =>
      n === 1
        ? `${some(n, name)} manque et n’a pas pu être récupéré.`
        : `${some(n, name)} manquent et n’ont pas pu être récupérés.`,
    away: (since, until) =>
      since === until
        ? `Vous avez été déconnecté un instant (${since}). Il peut manquer des messages de ce moment.`
        : `Vous avez été déconnecté de ${since} à ${until}. Il peut manquer des messages de cette période.`,
    asking: 'Demande aux autres participants…',
    history: 'Il y a d’autres messages ici.',
    load: 'Les charger',
    loading: 'Chargement des messages…',
    lookAgain: 'Chercher à nouveau',
  };
}
