import type { AttachmentWords } from '../../attachments/attachment-words';
import type { VoiceWords } from '../../voice/voice-words';
import { type Grammar, isolate } from '../grammar';

export function frenchAttachmentWords(grammar: Grammar): AttachmentWords {
  return {
    trayLabel: 'Fichiers du prochain message',
    uploading: (name, percent) => `${isolate(name)} : ${grammar.number(percent)} % envoyés`,
    ready: (name) => `${isolate(name)} est prêt`,
    remove: (name) => `Retirer ${isolate(name)}`,
    cancelUpload: (name) => `Arrêter l’envoi de ${isolate(name)}`,
    retryUpload: (name) => `Envoyer à nouveau ${isolate(name)}`,
    removed: (name) => `${isolate(name)} a été retiré`,
    allReady: (n) =>
      grammar.count(n, { one: 'Le fichier est prêt', other: '# fichiers sont prêts' }),

    tooLarge: (size, limit) =>
      `Trop volumineux : ${size}, pour ${limit} au maximum. Réduisez le fichier ou partagez un lien.`,
    wrongType: (taken) =>
      `Ce type de fichier n’est pas accepté. Types possibles : ${grammar.names(taken)}.`,
    tooMany: (limit) =>
      grammar.count(limit, {
        one: 'Un message contient # fichier au maximum. Envoyez celui-ci avec le suivant.',
        other: 'Un message contient # fichiers au maximum. Envoyez celui-ci avec le suivant.',
      }),
    overfull: (limit) =>
      grammar.count(limit, {
        one: 'Un message contient # fichier au maximum. Retirez les autres.',
        other: 'Un message contient # fichiers au maximum. Retirez-en quelques-uns.',
      }),
    uploadFailed: 'Le fichier n’a pas pu être envoyé. Réessayez ou retirez-le.',
    uploadStalled: 'L’envoi n’avance plus. Vérifiez la connexion, puis réessayez.',
    addressTooLong:
      'L’adresse à laquelle le fichier a été déposé est trop longue pour être envoyée. Retirez le fichier.',
    noAnswer: 'L’espace de fichiers ne répond pas. Vérifiez la connexion, puis réessayez.',
    refusedBy: (status) =>
      `L’espace de fichiers a refusé le fichier (${grammar.number(status)}). Réessayez ou retirez-le.`,
    notAllowed:
      'Vous n’êtes pas autorisé à envoyer des fichiers ici. Reconnectez-vous, puis réessayez.',
    storeTooLarge:
      'Trop volumineux pour l’espace de fichiers. Réduisez le fichier ou partagez un lien.',
    storeWrongType: 'L’espace de fichiers n’accepte pas ce type de fichier. Retirez-le.',
    storeFull: 'L’espace de fichiers est plein. Réessayez plus tard ou partagez un lien.',
    notReadable: 'Le fichier ne peut plus être lu. Retirez-le, puis choisissez-le à nouveau.',
    notReady: (names) => {
      const rest = grammar.count(names.length, {
        one: 'ne peut pas être envoyé en l’état. Réessayez ou retirez-le, puis envoyez.',
        other: 'ne peuvent pas être envoyés en l’état. Réessayez ou retirez-les, puis envoyez.',
      });
      return `${grammar.names(names)} ${rest}`;
    },

    unnamed: 'Fichier sans nom',
    picturesLabel: (n) => grammar.count(n, { one: '# image', other: '# images' }),
    openPicture: (name) => `Ouvrir ${isolate(name)}`,
    more: (n) => `+${grammar.number(n)}`,
    fromElsewhere: (host) => `Provenance : ${isolate(host)}`,
    show: 'Afficher',
    showFrom: (name, host) => `Afficher ${isolate(name)}, de ${isolate(host)}`,
    notLoaded: 'Le chargement a échoué.',
    openFile: (name) => `Ouvrir ${isolate(name)} dans un nouvel onglet`,
    download: (name) => `Télécharger ${isolate(name)}`,
    notToOpen: 'Cette adresse ne peut pas être ouverte.',
    viewer: 'Images',
    viewerFailed: 'L’image n’a pas pu être ouverte. Vérifiez la connexion, puis réessayez.',
    place: (n, of) => `${grammar.number(n)} sur ${grammar.number(of)}`,
    previous: 'Image précédente',
    next: 'Image suivante',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    zoomLevel: (percent) => `${grammar.number(percent)} %`,
  };
}

export function frenchVoiceWords(grammar: Grammar): VoiceWords {
  return {
    play: (name) => `Lire ${isolate(name)}`,
    pause: (name) => `Mettre ${isolate(name)} en pause`,
    position: (name) => `Position dans ${isolate(name)}`,
    timeOf: (time, of) => `${time} sur ${of}`,

    record: 'Enregistrer un message vocal',
    recorder: 'Message vocal',
    asking: 'En attente du microphone. Autorisez-le si le navigateur le demande.',
    recording: 'Enregistrement en cours',
    finish: 'Joindre',
    discard: 'Abandonner',
    denied:
      'Cette page n’a pas accès au microphone. Autorisez-le dans les paramètres de la page, à côté de son adresse, puis réessayez.',
    absent: 'Aucun microphone trouvé. Branchez-en un, puis réessayez.',
    unsupported:
      'Ce navigateur ne permet pas d’enregistrer ici. Joignez plutôt un enregistrement sous forme de fichier.',
    inUse:
      'Le microphone ne répond pas. Fermez les autres programmes qui l’utilisent, puis réessayez.',
    broken: 'L’enregistrement s’est interrompu et rien n’en a été conservé. Réessayez.',
    nothing: 'Rien n’a été enregistré. Réessayez.',
    cutOff: 'L’enregistrement s’est interrompu. Ce qui a été enregistré peut être joint.',
    ended: (minutes) =>
      grammar.count(minutes, {
        one: 'L’enregistrement s’est arrêté après # minute, la durée maximale.',
        other: 'L’enregistrement s’est arrêté après # minutes, la durée maximale.',
      }),
    fileName: (date) => `Message vocal ${date}`,
  };
}
