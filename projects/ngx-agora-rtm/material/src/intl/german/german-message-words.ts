import type { MessageWords } from '../../message/message-words';
import { type Grammar, isolate } from '../grammar';

export function germanMessageWords(grammar: Grammar): MessageWords {
  return {
    edited: 'Bearbeitet',
    deleted: 'Nachricht gelöscht',
    unsupported: 'Eine Art von Nachricht, die hier noch nicht angezeigt werden kann.',
    bytes: (n) =>
      grammar.count(n, { one: '# Byte, das kein Text ist', other: '# Bytes, die kein Text sind' }),
    note: 'Notiz für das Team',
    pinned: 'Angeheftet',
    saved: 'Gemerkt',
    quoteOf: (name) => `Nachricht von ${isolate(name)} zeigen, auf die geantwortet wird`,
    quoteOfYou: 'Ihre Nachricht zeigen, auf die geantwortet wird',
    replies: (n) => grammar.count(n, { one: '# Antwort', other: '# Antworten' }),
    states: {
      queued: 'Wartet auf den Versand',
      sending: 'Wird gesendet …',
      sent: 'Gesendet',
      delivered: 'Zugestellt',
      read: 'Gelesen',
      failed: 'Nicht gesendet.',
      stored: 'Nicht online: wird bis zur Rückkehr aufbewahrt',
      missed: 'Nicht online: bisher nicht zugestellt',
    },
    failures: {
      'not-connected': 'Es bestand keine Verbindung.',
      'not-joined': 'Sie sind nicht in diesem Kanal.',
      'not-logged-in': 'Es bestand keine Verbindung.',
      'rate-limited': 'Zu viele Nachrichten auf einmal.',
      'permission-denied': 'Sie dürfen hier nicht schreiben.',
      'message-too-large': 'Sie ist zu lang.',
      storage: 'In diesem Browser ist kein Platz mehr, um sie zu sichern.',
      'server-error': 'Beim Dienst ist ein Problem aufgetreten.',
      refused: 'Der Dienst hat sie abgelehnt.',
    },
    retry: 'Erneut versuchen',
    discard: 'Verwerfen',

    reactions: 'Reaktionen',
    reactedWith: (emoji, names) => `Mit ${isolate(emoji)} reagiert: ${grammar.list(names)}`,
    you: 'Sie',
    others: (n) => grammar.count(n, { one: '# weitere Person', other: '# weitere Personen' }),

    actions: 'Aktionen der Nachricht',
    react: 'Reagieren',
    reactWith: (emoji) => `Mit ${isolate(emoji)} reagieren`,
    moreEmoji: 'Weitere Emojis',
    reply: 'Antworten',
    openThread: 'Thread öffnen',
    edit: 'Bearbeiten',
    delete: 'Löschen',
    copy: 'Text kopieren',
    pin: 'Anheften',
    unpin: 'Loslösen',
    save: 'Merken',
    unsave: 'Nicht mehr merken',
    markUnread: 'Ab hier als ungelesen markieren',
    more: 'Weitere Aktionen',

    replyTo: (name, text) => `antwortet ${isolate(name)}: ${isolate(text)}`,
    files: (names) =>
      `${grammar.count(names.length, { one: '# Datei', other: '# Dateien' })}: ${grammar.names(names)}`,
    reactionCount: (n) => grammar.count(n, { one: '# Reaktion', other: '# Reaktionen' }),
    join: (parts) => parts.join(', '),
  };
}
