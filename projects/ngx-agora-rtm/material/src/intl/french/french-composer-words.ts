import type { ComposerWords } from '../../composer/composer-words';
import { type Grammar, isolate } from '../grammar';

export function frenchComposerWords(grammar: Grammar): ComposerWords {
  return {
    label: (title) => `Écrire à ${isolate(title)}`,
    labelNote: (title) => `Note pour les collègues sur ${isolate(title)}`,
    labelThread: (title) => `Répondre dans le fil de ${isolate(title)}`,
    send: 'Envoyer',
    sendNote: 'Ajouter la note',
    saveEdit: 'Enregistrer',
    attach: 'Joindre des fichiers',
    emoji: 'Émojis',
    dropHere: 'Déposez des fichiers ici pour les joindre',
    noFiles: 'Impossible d’envoyer des fichiers ici.',
    noteSign: 'Visible uniquement par vos collègues',
    replyingTo: (name) => `Réponse à ${isolate(name)}`,
    closeReply: 'Ne pas répondre à ce message',
    editing: 'Vous modifiez votre message',
    closeEdit: 'Arrêter la modification',
    people: 'Personnes',
    commands: 'Commandes',
    suggestions: (n) =>
      grammar.count(n, {
        one: '# suggestion : Entrée la choisit, Échap ferme',
        other: '# suggestions : les flèches parcourent, Entrée choisit, Échap ferme',
      }),
    bytesLeft: (bytes) =>
      grammar.count(bytes, { one: '# octet restant', other: '# octets restants' }),
    tooLong: (bytes) =>
      grammar.count(bytes, { one: 'Trop long de # octet', other: 'Trop long de # octets' }),
    empty: 'Écrivez d’abord quelque chose.',
    fileFailed: 'Un fichier n’a pas été envoyé. Réessayez ou retirez-le.',
    unfilled: (placeholder) => `Remplissez d’abord ${isolate(placeholder)}.`,
    commandFailed: (name, reason) => `/${isolate(name)} a échoué : ${isolate(reason)}`,
  };
}
