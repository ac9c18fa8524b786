import type { ConversationListWords } from '../../conversation-list/conversation-list-words';
import type { HeaderWords } from '../../header/header-words';
import type { MemberListWords } from '../../member-list/member-list-words';
import type { PresenceWords } from '../../presence-badge/presence-words';
import type { PreviewWords } from '../../preview/preview-words';
import type { TypingWords } from '../../typing-indicator/typing-words';
import { type Grammar, isolate } from '../grammar';

export function germanConversationListWords(grammar: Grammar): ConversationListWords {
  return {
    label: 'Unterhaltungen',
    filter: 'Unterhaltungen filtern',
    loading: 'Unterhaltungen werden geladen …',
    empty: 'Noch keine Unterhaltungen',
    nothingFound: (query) => `Keine Unterhaltung heißt ${isolate(query)}`,
    unread: (n) =>
      grammar.count(n, { one: '# ungelesene Nachricht', other: '# ungelesene Nachrichten' }),
    markedUnread: 'Als ungelesen markiert',
    mentions: (n) =>
      grammar.count(n, {
        one: '# Nachricht erwähnt Sie',
        other: '# Nachrichten erwähnen Sie',
      }),
    muted: 'Stummgeschaltet',
    draft: 'Entwurf',
    own: 'Sie:',
    unsent: 'Nicht gesendet:',
    from: (name) => `${isolate(name)}:`,
    actions: (title) => `Aktionen für ${isolate(title)}`,
    markUnread: 'Als ungelesen markieren',
    markRead: 'Als gelesen markieren',
    mute: 'Stummschalten',
    unmute: 'Stummschaltung aufheben',
    close: 'Unterhaltung schließen',
  };
}

export function germanMemberListWords(grammar: Grammar): MemberListWords {
  return {
    heading: (n) => grammar.count(n, { one: '# Mitglied', other: '# Mitglieder' }),
    filter: 'Mitglieder filtern',
    empty: 'Noch niemand da',
    nothingFound: (query) => `Niemand heißt ${isolate(query)}`,
  };
}

export function germanHeaderWords(grammar: Grammar): HeaderWords {
  return { members: (n) => grammar.count(n, { one: '# Mitglied', other: '# Mitglieder' }) };
}

export function germanPresenceWords(): PresenceWords {
  return {
    online: 'Online',
    unreachable: 'Verbindung unterbrochen',
    offline: 'Offline',
    lastSeen: (ago) => `Zuletzt gesehen: ${ago}`,
  };
}

export function germanPreviewWords(grammar: Grammar): PreviewWords {
  return {
    image: 'Bild',
    video: 'Video',
    audio: 'Sprachnachricht',
    files: (n) => grammar.count(n, { one: '# Datei', other: '# Dateien' }),
    deleted: 'Nachricht gelöscht',
    unsupported: 'Nachricht, die hier nicht angezeigt werden kann',
    binary: 'Daten',
  };
}

export function germanTypingWords(grammar: Grammar): TypingWords {
  return {
    one: (name) => `${isolate(name)} schreibt …`,
    two: (names) => `${grammar.names(names)} schreiben …`,
    several: 'Mehrere Personen schreiben …',
  };
}
