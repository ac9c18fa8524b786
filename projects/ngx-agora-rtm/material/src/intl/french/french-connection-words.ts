import type { ConnectionWords } from '../../connection-banner/connection-words';

export function frenchConnectionWords(): ConnectionWords {
  return {
    connecting: { title: 'Connexion en cours…', advice: '' },
    reconnecting: {
      title: 'Connexion perdue',
      advice:
        'Nouvelle tentative en cours. Vous pouvez continuer à écrire : les messages seront envoyés dès son rétablissement.',
    },
    suspended: {
      title: 'Toujours pas de connexion',
      advice:
        'Vérifiez votre réseau. Les messages que vous écrivez seront envoyés dès le rétablissement de la connexion.',
    },
    catchingUp: { title: 'Récupération des messages manqués…', advice: '' },
    signedOut: {
      title: 'Vous êtes déconnecté',
      advice: 'Connectez-vous pour envoyer et recevoir des messages.',
    },
    timedOut: {
      title: 'Le serveur ne répond pas',
      advice: 'Vérifiez votre réseau, puis réessayez.',
    },
    refused: {
      title: 'Le serveur a refusé la connexion',
      advice: 'Réessayez. Si le problème persiste, contactez votre administrateur.',
    },
    replaced: {
      title: 'Vous vous êtes connecté sur un autre appareil',
      advice: 'Un seul appareil peut être connecté à la fois.',
    },
    banned: {
      title: 'Votre accès a été bloqué',
      advice: 'Contactez votre administrateur.',
    },
    expired: {
      title: 'Votre session a expiré',
      advice: 'Reconnectez-vous pour continuer.',
    },
    misconfigured: {
      title: 'La messagerie n’est pas configurée correctement',
      advice:
        'Signalez à votre administrateur que le jeton et l’identifiant d’application ne correspondent pas.',
    },
    ended: { title: 'Le serveur a mis fin à la connexion', advice: 'Réessayez.' },
    joining: { title: 'Connexion au canal…', advice: '' },
    parked: {
      title: 'Ce canal est en pause',
      advice:
        'Trop de canaux sont ouverts. Fermez-en quelques-uns pour recevoir ses messages immédiatement.',
    },
    joinFailed: { title: 'Impossible de rejoindre le canal', advice: 'Réessayez.' },
    joinRefused: {
      title: 'Impossible de rejoindre le canal',
      advice: 'Vous n’y avez peut-être pas accès. Contactez votre administrateur.',
    },
    memory: {
      title: 'Les messages non envoyés seront perdus à la fermeture de cet onglet',
      advice:
        'Le navigateur n’autorise aucun enregistrement. Une fenêtre de navigation privée en est souvent la cause.',
    },
    tryNow: 'Réessayer maintenant',
    signIn: 'Se connecter',
    useHere: 'Utiliser ici',
  };
}
