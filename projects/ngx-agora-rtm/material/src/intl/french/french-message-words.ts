import type { MessageWords } from '../../message/message-words';
import { type Grammar, isolate } from '../grammar';

export function frenchMessageWords(grammar: Grammar): MessageWords {
  return {
    edited: 'Modifié',
    deleted: 'Message supprimé',
    unsupported: 'Un type de message qui ne peut pas encore être affiché ici.',
    bytes: (n) =>
      grammar.count(n, {
        one: '# octet qui n’est pas du texte',
        other: '# octets qui ne sont pas du texte',
      }),
    note: 'Note pour l’équipe',
    pinned: 'Épinglé',
    saved: 'Enregistré',
    quoteOf: (name) => `Afficher le message de ${isolate(name)} auquel celui-ci répond`,
    quoteOfYou: 'Afficher votre message auquel celui-ci répond',
    replies: (n) => grammar.count(n, { one: '# réponse', other: '# réponses' }),
    states: {
      queued: 'En attente d’envoi',
      sending: 'Envoi en cours…',
      sent: 'Envoyé',
      delivered: 'Distribué',
      read: 'Lu',
      failed: 'Non envoyé.',
      stored: 'Hors ligne : conservé jusqu’à son retour',
      missed: 'Hors ligne : pas encore distribué',
    },
    failures: {
      'not-connected': 'Il n’y avait pas de connexion.',
      'not-joined': 'Vous n’êtes pas dans ce canal.',
      'not-logged-in': 'Il n’y avait pas de connexion.',
      'rate-limited': 'Trop de messages à la fois.',
      'permission-denied': 'Vous n’avez pas le droit d’écrire ici.',
      'message-too-large': 'Il est trop long.',
      storage: 'Ce navigateur n’a plus de place pour le conserver.',
      'server-error': 'Le service a rencontré un problème.',
      refused: 'Le service l’a refusé.',
    },
    retry: 'Réessayer',
    discard: 'Abandonner',

    reactions: 'Réactions',
    reactedWith: (emoji, names) => `Réaction ${isolate(emoji)} : ${grammar.list(names)}`,
    you: 'vous',
    others: (n) => grammar.count(n, { one: '# autre personne', other: '# autres personnes' }),

    actions: 'Actions du message',
    react: 'Réagir',
    reactWith: (emoji) => `Réagir avec ${isolate(emoji)}`,
    moreEmoji: 'Plus d’émojis',
    reply: 'Répondre',
    openThread: 'Ouvrir le fil',
    edit: 'Modifier',
    delete: 'Supprimer',
    copy: 'Copier le texte',
    pin: 'Épingler',
    unpin: 'Désépingler',
    save: 'Enregistrer',
    unsave: 'Retirer des messages enregistrés',
    markUnread: 'Marquer comme non lu à partir d’ici',
    more: 'Plus d’actions',

    replyTo: (name, text) => `répond à ${isolate(name)} : ${isolate(text)}`,
    files: (names) =>
      `${grammar.count(names.length, { one: '# fichier', other: '# fichiers' })} : ${grammar.names(names)}`,
    reactionCount: (n) => grammar.count(n, { one: '# réaction', other: '# réactions' }),
    join: (parts) => parts.join(', '),
  };
}
