import type { ComposerWords } from '../../composer/composer-words';
import { type Grammar, isolate } from '../grammar';

export function germanComposerWords(grammar: Grammar): ComposerWords {
  return {
    label: (title) => `An ${isolate(title)} schreiben`,
    labelNote: (title) => `Notiz für Kollegen zu ${isolate(title)}`,
    labelThread: (title) => `Im Thread in ${isolate(title)} antworten`,
    send: 'Senden',
    sendNote: 'Notiz hinzufügen',
    saveEdit: 'Speichern',
    attach: 'Dateien anhängen',
    emoji: 'Emojis',
    dropHere: 'Dateien hier ablegen, um sie anzuhängen',
    noFiles: 'Hier können keine Dateien gesendet werden.',
    noteSign: 'Nur für Kollegen sichtbar',
    replyingTo: (name) => `Antwort an ${isolate(name)}`,
    closeReply: 'Nicht auf diese Nachricht antworten',
    editing: 'Sie bearbeiten Ihre Nachricht',
    closeEdit: 'Bearbeitung beenden',
    people: 'Personen',
    commands: 'Befehle',
    suggestions: (n) =>
      grammar.count(n, {
        one: '# Vorschlag: Eingabetaste übernimmt, Escape schließt',
        other: '# Vorschläge: Pfeiltasten wählen, Eingabetaste übernimmt, Escape schließt',
      }),
    bytesLeft: (bytes) => grammar.count(bytes, { one: 'noch # Byte', other: 'noch # Bytes' }),
    tooLong: (bytes) =>
      grammar.count(bytes, { one: 'Um # Byte zu lang', other: 'Um # Bytes zu lang' }),
    empty: 'Schreiben Sie zuerst etwas.',
    fileFailed:
      'Eine Datei wurde nicht hochgeladen. Versuchen Sie es erneut, oder entfernen Sie sie.',
    unfilled: (placeholder) => `Füllen Sie zuerst ${isolate(placeholder)} aus.`,
    commandFailed: (name, reason) => `/${isolate(name)} ist fehlgeschlagen: ${isolate(reason)}`,
  };
}
