/** What happened, and what to do about it or what to expect. */
export interface Notice {
  readonly title: string;
  readonly advice: string;
}

/** What is said of a connection that is not as it should be. */
export interface ConnectionWords {
  readonly connecting: Notice;
  readonly reconnecting: Notice;
  readonly suspended: Notice;
  readonly catchingUp: Notice;
  readonly signedOut: Notice;
  readonly timedOut: Notice;
  readonly refused: Notice;
  readonly replaced: Notice;
  readonly banned: Notice;
  /** The token is no good any more, or never was. */
  readonly expired: Notice;
  /** The application is set up wrongly. */
  readonly misconfigured: Notice;
  /** The backend ended the connection for a reason of its own. */
  readonly ended: Notice;
  readonly joining: Notice;
  /** A channel that is not joined because too many are. */
  readonly parked: Notice;
  readonly joinFailed: Notice;
  readonly joinRefused: Notice;
  /** What is unsent does not survive the tab. */
  readonly memory: Notice;
  readonly tryNow: string;
  readonly signIn: string;
  /** Takes the connection over from the other device. */
  readonly useHere: string;
}

export function englishConnectionWords(): ConnectionWords {
  return {
    connecting: { title: 'Connecting…', advice: '' },
    reconnecting: {
      title: 'Connection lost',
      advice: 'Trying again. You can go on writing: messages are sent as soon as it is back.',
    },
    suspended: {
      title: 'Still no connection',
      advice: 'Check your network. Messages that you write are sent as soon as it is back.',
    },
    catchingUp: { title: 'Fetching what you missed…', advice: '' },
    signedOut: { title: 'You are signed out', advice: 'Sign in to send and receive messages.' },
    timedOut: {
      title: 'The server does not answer',
      advice: 'Check your network, then try again.',
    },
    refused: {
      title: 'The server refused the sign-in',
      advice: 'Try again. If that does not help, ask your administrator.',
    },
    replaced: {
      title: 'You signed in on another device',
      advice: 'Only one device can be connected at a time.',
    },
    banned: {
      title: 'Your access has been blocked',
      advice: 'Ask your administrator.',
    },
    expired: { title: 'Your session has expired', advice: 'Sign in again to go on.' },
    misconfigured: {
      title: 'The chat is not set up correctly',
      advice: 'Tell your administrator that the token and the App ID do not match.',
    },
    ended: { title: 'The server ended the connection', advice: 'Try again.' },
    joining: { title: 'Joining the channel…', advice: '' },
    parked: {
      title: 'This channel is paused',
      advice: 'Too many channels are open. Close some of them to receive its messages at once.',
    },
    joinFailed: { title: 'The channel could not be joined', advice: 'Try again.' },
    joinRefused: {
      title: 'The channel could not be joined',
      advice: 'You may have no access to it. Ask your administrator.',
    },
    memory: {
      title: 'Unsent messages are lost when you close this tab',
      advice:
        'The browser does not let the chat store anything. A private window is often the reason.',
    },
    tryNow: 'Try now',
    signIn: 'Sign in',
    useHere: 'Use here',
  };
}
