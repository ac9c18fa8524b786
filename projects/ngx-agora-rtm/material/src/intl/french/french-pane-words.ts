import type { PaneWords } from '../../pane/pane-words';

export function frenchPaneWords(): PaneWords {
  return {
    signedOut: 'Personne n’est connecté.',
    opening: 'Ouverture…',
    notOpened: 'Impossible d’ouvrir cette conversation.',
    search: 'Rechercher dans cette conversation',
    members: 'Membres',
    panelFailed: 'Le chargement a échoué. Vérifiez votre connexion, puis réessayez.',
    uploading: 'Le message partira dès que les fichiers seront envoyés…',
    uploadFailed: 'Un fichier n’a pas pu être envoyé. Réessayez ou retirez-le.',
    notKept: 'Le message n’a pas pu être conservé pour l’envoi.',
    notDone: 'L’opération a échoué.',
    notFound: 'Ce message n’existe plus.',
    copied: 'Copié',
    deleteQuestion: 'Supprimer ce message pour tout le monde ?',
    delete: 'Supprimer',
    back: 'Retour aux conversations',
    noneChosen: 'Choisissez une conversation.',
  };
}
