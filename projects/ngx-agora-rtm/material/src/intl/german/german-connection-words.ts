import type { ConnectionWords } from '../../connection-banner/connection-words';

export function germanConnectionWords(): ConnectionWords {
  return {
    connecting: { title: 'Verbindung wird hergestellt …', advice: '' },
    reconnecting: {
      title: 'Verbindung unterbrochen',
      advice:
        'Es wird erneut versucht. Sie können weiterschreiben: Nachrichten werden gesendet, sobald die Verbindung wieder steht.',
    },
    suspended: {
      title: 'Weiterhin keine Verbindung',
      advice:
        'Prüfen Sie Ihr Netzwerk. Was Sie schreiben, wird gesendet, sobald die Verbindung wieder steht.',
    },
    catchingUp: { title: 'Verpasste Nachrichten werden geholt …', advice: '' },
    signedOut: {
      title: 'Sie sind abgemeldet',
      advice: 'Melden Sie sich an, um Nachrichten zu senden und zu empfangen.',
    },
    timedOut: {
      title: 'Der Server antwortet nicht',
      advice: 'Prüfen Sie Ihr Netzwerk und versuchen Sie es dann erneut.',
    },
    refused: {
      title: 'Der Server hat die Anmeldung abgelehnt',
      advice:
        'Versuchen Sie es erneut. Wenn das nicht hilft, wenden Sie sich an Ihre Administration.',
    },
    replaced: {
      title: 'Sie haben sich auf einem anderen Gerät angemeldet',
      advice: 'Es kann immer nur ein Gerät verbunden sein.',
    },
    banned: {
      title: 'Ihr Zugang wurde gesperrt',
      advice: 'Wenden Sie sich an Ihre Administration.',
    },
    expired: {
      title: 'Ihre Sitzung ist abgelaufen',
      advice: 'Melden Sie sich erneut an, um fortzufahren.',
    },
    misconfigured: {
      title: 'Der Chat ist nicht richtig eingerichtet',
      advice: 'Teilen Sie Ihrer Administration mit, dass Token und App-ID nicht zusammenpassen.',
    },
    ended: { title: 'Der Server hat die Verbindung beendet', advice: 'Versuchen Sie es erneut.' },
    joining: { title: 'Dem Kanal wird beigetreten …', advice: '' },
    parked: {
      title: 'Dieser Kanal ist angehalten',
      advice:
        'Es sind zu viele Kanäle offen. Schließen Sie einige, um seine Nachrichten sofort zu erhalten.',
    },
    joinFailed: {
      title: 'Dem Kanal konnte nicht beigetreten werden',
      advice: 'Versuchen Sie es erneut.',
    },
    joinRefused: {
      title: 'Dem Kanal konnte nicht beigetreten werden',
      advice: 'Möglicherweise haben Sie keinen Zugriff. Wenden Sie sich an Ihre Administration.',
    },
    memory: {
      title: 'Nicht gesendete Nachrichten gehen verloren, wenn Sie diesen Tab schließen',
      advice:
        'Der Browser lässt den Chat nichts speichern. Der Grund ist oft ein privates Fenster.',
    },
    tryNow: 'Jetzt versuchen',
    signIn: 'Anmelden',
    useHere: 'Hier verwenden',
  };
}
