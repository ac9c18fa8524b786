import type { AttachmentWords } from '../../attachments/attachment-words';
import type { VoiceWords } from '../../voice/voice-words';
import { type Grammar, isolate } from '../grammar';

export function germanAttachmentWords(grammar: Grammar): AttachmentWords {
  return {
    trayLabel: 'Dateien für die nächste Nachricht',
    uploading: (name, percent) => `${isolate(name)}: ${grammar.number(percent)} % hochgeladen`,
    ready: (name) => `${isolate(name)} ist bereit`,
    remove: (name) => `${isolate(name)} entfernen`,
    cancelUpload: (name) => `Hochladen von ${isolate(name)} abbrechen`,
    retryUpload: (name) => `${isolate(name)} erneut hochladen`,
    removed: (name) => `${isolate(name)} wurde entfernt`,
    allReady: (n) =>
      grammar.count(n, { one: 'Die Datei ist bereit', other: '# Dateien sind bereit' }),

    tooLarge: (size, limit) =>
      `Zu groß: ${size}, höchstens ${limit} können gesendet werden. Verkleinern Sie die Datei oder teilen Sie einen Link.`,
    wrongType: (taken) =>
      `Dateien dieser Art werden nicht angenommen. Möglich sind: ${grammar.names(taken)}.`,
    tooMany: (limit) =>
      grammar.count(limit, {
        one: 'Zu einer Nachricht gehört höchstens # Datei. Senden Sie diese mit der nächsten.',
        other: 'Zu einer Nachricht gehören höchstens # Dateien. Senden Sie diese mit der nächsten.',
      }),
    overfull: (limit) =>
      grammar.count(limit, {
        one: 'Zu einer Nachricht gehört höchstens # Datei. Entfernen Sie die anderen.',
        other: 'Zu einer Nachricht gehören höchstens # Dateien. Entfernen Sie einige.',
      }),
    uploadFailed:
      'Die Datei konnte nicht hochgeladen werden. Versuchen Sie es erneut oder entfernen Sie sie.',
    uploadStalled:
      'Das Hochladen kommt nicht voran. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    addressTooLong:
      'Die Adresse, unter der die Datei abgelegt wurde, ist zu lang zum Senden. Entfernen Sie die Datei.',
    noAnswer:
      'Der Dateispeicher antwortet nicht. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    refusedBy: (status) =>
      `Der Dateispeicher hat die Datei abgelehnt (${grammar.number(status)}). Versuchen Sie es erneut oder entfernen Sie sie.`,
    notAllowed:
      'Sie dürfen hier keine Dateien hochladen. Melden Sie sich erneut an und versuchen Sie es dann noch einmal.',
    storeTooLarge:
      'Zu groß für den Dateispeicher. Verkleinern Sie die Datei oder teilen Sie einen Link.',
    storeWrongType: 'Der Dateispeicher nimmt Dateien dieser Art nicht an. Entfernen Sie die Datei.',
    storeFull:
      'Der Dateispeicher ist voll. Versuchen Sie es später erneut oder teilen Sie einen Link.',
    notReadable:
      'Die Datei kann nicht mehr gelesen werden. Entfernen Sie sie und wählen Sie sie erneut aus.',
    notReady: (names) => {
      const rest = grammar.count(names.length, {
        one: 'kann so nicht gesendet werden. Versuchen Sie es erneut oder entfernen Sie die Datei, und senden Sie dann.',
        other:
          'können so nicht gesendet werden. Versuchen Sie es erneut oder entfernen Sie die Dateien, und senden Sie dann.',
      });
      return `${grammar.names(names)} ${rest}`;
    },

    unnamed: 'Datei ohne Namen',
    picturesLabel: (n) => grammar.count(n, { one: '# Bild', other: '# Bilder' }),
    openPicture: (name) => `${isolate(name)} öffnen`,
    more: (n) => `+${grammar.number(n)}`,
    fromElsewhere: (host) => `Von ${isolate(host)}`,
    show: 'Anzeigen',
    showFrom: (name, host) => `${isolate(name)} von ${isolate(host)} anzeigen`,
    notLoaded: 'Die Datei konnte nicht geladen werden.',
    openFile: (name) => `${isolate(name)} in einem neuen Tab öffnen`,
    download: (name) => `${isolate(name)} herunterladen`,
    notToOpen: 'Diese Adresse kann nicht geöffnet werden.',
    viewer: 'Bilder',
    viewerFailed:
      'Das Bild konnte nicht geöffnet werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    place: (n, of) => `${grammar.number(n)} von ${grammar.number(of)}`,
    previous: 'Vorheriges Bild',
    next: 'Nächstes Bild',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    zoomLevel: (percent) => `${grammar.number(percent)} %`,
  };
}

export function germanVoiceWords(grammar: Grammar): VoiceWords {
  return {
    play: (name) => `${isolate(name)} abspielen`,
    pause: (name) => `${isolate(name)} anhalten`,
    position: (name) => `Position in ${isolate(name)}`,
    timeOf: (time, of) => `${time} von ${of}`,

    record: 'Sprachnachricht aufnehmen',
    recorder: 'Sprachnachricht',
    asking: 'Warten auf das Mikrofon. Erlauben Sie den Zugriff, falls der Browser fragt.',
    recording: 'Aufnahme läuft',
    finish: 'Anhängen',
    discard: 'Verwerfen',
    denied:
      'Diese Seite darf das Mikrofon nicht verwenden. Erlauben Sie es neben der Adresse in den Einstellungen der Seite und versuchen Sie es erneut.',
    absent: 'Es wurde kein Mikrofon gefunden. Schließen Sie eines an und versuchen Sie es erneut.',
    unsupported:
      'Dieser Browser kann hier nicht aufnehmen. Hängen Sie stattdessen eine Aufnahme als Datei an.',
    inUse:
      'Das Mikrofon antwortet nicht. Schließen Sie andere Programme, die es verwenden, und versuchen Sie es erneut.',
    broken: 'Die Aufnahme ist abgebrochen, und nichts davon ist erhalten. Versuchen Sie es erneut.',
    nothing: 'Es wurde nichts aufgenommen. Versuchen Sie es erneut.',
    cutOff: 'Die Aufnahme ist abgebrochen. Was vorhanden ist, kann angehängt werden.',
    ended: (minutes) =>
      grammar.count(minutes, {
        one: 'Die Aufnahme endete nach # Minute, mehr ist nicht möglich.',
        other: 'Die Aufnahme endete nach # Minuten, mehr ist nicht möglich.',
      }),
    fileName: (date) => `Sprachnachricht ${date}`,
  };
}
