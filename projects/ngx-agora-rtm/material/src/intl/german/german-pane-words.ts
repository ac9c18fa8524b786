import type { PaneWords } from '../../pane/pane-words';

export function germanPaneWords(): PaneWords {
  return {
    signedOut: 'Niemand ist angemeldet.',
    opening: 'Wird geöffnet …',
    notOpened: 'Diese Unterhaltung konnte nicht geöffnet werden.',
    search: 'Diese Unterhaltung durchsuchen',
    members: 'Mitglieder',
    panelFailed:
      'Das konnte nicht geladen werden. Prüfen Sie die Netzwerkverbindung, und versuchen Sie es erneut.',
    uploading: 'Wird gesendet, sobald die Dateien hochgeladen sind …',
    uploadFailed:
      'Eine Datei konnte nicht hochgeladen werden. Versuchen Sie es erneut, oder entfernen Sie sie.',
    notKept: 'Die Nachricht konnte nicht zum Senden aufbewahrt werden.',
    notDone: 'Das hat nicht funktioniert.',
    notFound: 'Diese Nachricht ist nicht mehr da.',
    copied: 'Kopiert',
    deleteQuestion: 'Diese Nachricht für alle löschen?',
    delete: 'Löschen',
    back: 'Zurück zu den Unterhaltungen',
    noneChosen: 'Wählen Sie eine Unterhaltung aus.',
  };
}
