import type { ConversationListWords } from '../../conversation-list/conversation-list-words';
import type { HeaderWords } from '../../header/header-words';
import type { MemberListWords } from '../../member-list/member-list-words';
import type { PresenceWords } from '../../presence-badge/presence-words';
import type { PreviewWords } from '../../preview/preview-words';
import type { TypingWords } from '../../typing-indicator/typing-words';
import { type Grammar, isolate } from '../grammar';

export function frenchConversationListWords(grammar: Grammar): ConversationListWords {
  return {
    label: 'Conversations',
    filter: 'Filtrer les conversations',
    loading: 'Chargement des conversations…',
    empty: 'Aucune conversation pour le moment',
    nothingFound: (query) => `Aucune conversation ne s’appelle ${isolate(query)}`,
    unread: (n) => grammar.count(n, { one: '# message non lu', other: '# messages non lus' }),
    markedUnread: 'Marquée comme non lue',
    mentions: (n) =>
      grammar.count(n, {
        one: '# message vous mentionne',
        other: '# messages vous mentionnent',
      }),
    muted: 'En sourdine',
    draft: 'Brouillon',
    own: 'Vous :',
    unsent: 'Non envoyé :',
    from: (name) => `${isolate(name)} :`,
    actions: (title) => `Actions pour ${isolate(title)}`,
    markUnread: 'Marquer comme non lue',
    markRead: 'Marquer comme lue',
    mute: 'Mettre en sourdine',
    unmute: 'Réactiver les notifications',
    close: 'Fermer la conversation',
  };
}

export function frenchMemberListWords(grammar: Grammar): MemberListWords {
  return {
    heading: (n) => grammar.count(n, { one: '# membre', other: '# membres' }),
    filter: 'Filtrer les membres',
    empty: 'Il n’y a encore personne',
    nothingFound: (query) => `Personne ne s’appelle ${isolate(query)}`,
  };
}

export function frenchHeaderWords(grammar: Grammar): HeaderWords {
  return { members: (n) => grammar.count(n, { one: '# membre', other: '# membres' }) };
}

export function frenchPresenceWords(): PresenceWords {
  return {
    online: 'En ligne',
    unreachable: 'Connexion perdue',
    offline: 'Hors ligne',
    lastSeen: (ago) => `Dernière activité : ${ago}`,
  };
}

export function frenchPreviewWords(grammar: Grammar): PreviewWords {
  return {
    image: 'Image',
    video: 'Vidéo',
    audio: 'Message vocal',
    files: (n) => grammar.count(n, { one: '# fichier', other: '# fichiers' }),
    deleted: 'Message supprimé',
    unsupported: 'Message qui ne peut pas être affiché ici',
    binary: 'Données',
  };
}

export function frenchTypingWords(grammar: Grammar): TypingWords {
  return {
    one: (name) => `${isolate(name)} est en train d’écrire…`,
    two: (names) => `${grammar.names(names)} sont en train d’écrire…`,
    several: 'Plusieurs personnes sont en train d’écrire…',
  };
}
