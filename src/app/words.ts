import { InjectionToken } from '@angular/core';
import type { ConnectionReason, ConnectionState, RtmErrorCode } from 'ngx-agora-rtm';
import type { ChatError } from 'ngx-agora-rtm/chat';

/** Something that went wrong, in words: what, and what one can do. */
export interface Explanation {
  readonly title: string;
  readonly advice: string;
}

const plural = new Intl.PluralRules('en');
const count = (n: number, one: string, other: string) =>
  `${n} ${plural.select(n) === 'one' ? one : other}`;
const people = new Intl.ListFormat('en', { type: 'conjunction' });

const english = {
  product: 'Support desk',
  skipToContent: 'Skip to content',
  signOut: 'Sign out',
  signedInAs: 'Signed in as',
  tryAgain: 'Try again',
  close: (title: string) => `Close ${title}`,

  connectionStates: {
    disconnected: 'Disconnected',
    connecting: 'Connecting',
    connected: 'Connected',
    reconnecting: 'Reconnecting',
    suspended: 'Suspended',
    failed: 'Disconnected',
  } satisfies Record<ConnectionState, string>,
  /** Connected, but what was missed is still being fetched. */
  catchingUp: 'Catching up…',
  storageLost: {
    title: 'This browser keeps nothing for this desk.',
    advice: 'Messages that were not sent are lost when this tab is closed or loaded again.',
    hide: 'Hide',
  },

  /** Why one is not connected. A reason that is not listed gets `connectionLost`. */
  connectionReasons: {
    login: { title: 'Connecting…', advice: 'You can read and write meanwhile.' },
    'login-timeout': {
      title: 'The service did not answer.',
      advice: 'Check your network, then try again. What you write meanwhile is kept.',
    },
    'login-refused': {
      title: 'The service refused the sign-in.',
      advice: 'Ask whoever runs this desk to check its App ID and your access.',
    },
    replaced: {
      title: 'You signed in somewhere else.',
      advice: 'A user can be signed in only once, so this window was disconnected.',
    },
    banned: {
      title: 'You were removed by the service.',
      advice: 'Ask whoever runs this desk what to do.',
    },
    'token-invalid': {
      title: 'Your access was not accepted.',
      advice: 'Try again to get new access. If that fails, ask whoever runs this desk.',
    },
    'token-expired': { title: 'Your access ran out.', advice: 'Try again to get new access.' },
    'app-id-mismatch': {
      title: 'Your access is for another App ID.',
      advice: 'The App ID of this desk and that of its token server must be the same.',
    },
    server: { title: 'The service ended the connection.', advice: 'Try again in a moment.' },
  } satisfies Partial<Record<ConnectionReason, Explanation>> as Partial<
    Record<ConnectionReason, Explanation>
  >,
  connectionLost: {
    reconnecting: {
      title: 'Connection lost. Reconnecting…',
      advice: 'You can go on writing: what cannot go out is kept here.',
    },
    suspended: {
      title: 'Still no connection.',
      advice: 'The desk keeps trying, at longer intervals. What you write is kept here.',
    },
    disconnected: { title: 'You are not connected.', advice: 'What you write is kept here.' },
  },
  useHere: 'Use here',

  signingOut: {
    question: (n: number) =>
      n === 0
        ? 'Everything has been sent by now. Sign out?'
        : `${count(n, 'message was', 'messages were')} not sent. Sign out all the same?`,
    stay: 'Stay',
    signOut: 'Sign out all the same',
  },

  signIn: {
    title: 'Sign in',
    lead: 'Use the name that colleagues and customers know you by.',
    userId: 'User ID',
    submit: 'Sign in',
    cancel: 'Cancel',
    userIdProblem: (problem: string) => `A user ID ${problem}.`,
    emulator: (address: string) => `Local emulator at ${address}`,
    agora: (appId: string) => `Agora, App ID ${appId.slice(0, 4)}…${appId.slice(-4)}`,
    emulatorDown: (address: string): Explanation => ({
      title: `The emulator does not answer at ${address}.`,
      advice:
        'Start it with npm start in the workspace, then try again. Its address is emulatorUrl in rtm-config.json.',
    }),
  },

  /** Why a login failed. A code that is not listed speaks for itself. */
  loginErrors: {
    timeout: {
      title: 'The service did not answer.',
      advice: 'Check your network, then try again.',
    },
    'connection-lost': {
      title: 'The connection broke while signing in.',
      advice: 'Check your network, then try again.',
    },
    'login-refused': {
      title: 'The service refused the sign-in.',
      advice: 'Check the user ID, and the App ID in rtm-config.json.',
    },
    'token-invalid': {
      title: 'Your access was not accepted.',
      advice: 'The token server must make tokens for this App ID and user.',
    },
    'sdk-unavailable': {
      title: 'The chat software could not be loaded.',
      advice: 'Check your network, then try again.',
    },
    banned: {
      title: 'This user is banned.',
      advice: 'Sign in as somebody else, or ask whoever runs this desk.',
    },
  } satisfies Partial<Record<RtmErrorCode, Explanation>> as Partial<
    Record<RtmErrorCode, Explanation>
  >,
  loginFailed: 'Signing in did not work.',

  opening: {
    label: 'User or channel',
    hint: 'A user ID, or #channel',
    submit: 'Open',
    empty: 'Write a user ID, or a channel with a leading #.',
    userProblem: (problem: string) => `A user ID ${problem}.`,
    channelProblem: (problem: string) => `A channel name ${problem}.`,
    yourself: 'That is you. Write the user ID of somebody else.',
  },

  conversations: {
    region: 'Inbox',
    list: 'Conversations',
    empty: 'Nobody has written yet. Whoever does appears here.',
    noMessages: 'Nothing written yet',
    you: 'You:',
    unread: (n: number) => `${n} unread`,
    unsent: 'Not sent:',
    waiting: 'Not sent yet:',
    draft: 'Draft',
  },

  welcome: {
    title: (userId: string) => `Hello, ${userId}`,
    lead: 'Pick a conversation, or begin one with a user or a channel.',
    steps: [
      'Write bob to talk to one person, #support to join a channel.',
      'Whoever writes to you appears in the list by themselves.',
      'Several windows make several people: sign in as somebody else in another one.',
    ],
  },

  conversation: {
    back: 'Back to conversations',
    direct: 'Direct conversation',
    members: (n: number) => count(n, 'member', 'members'),
    joining: 'Joining…',
    waiting: 'Waiting for the connection',
    parked: 'Not joined now: you are in as many channels as allowed',
    joinFailed: 'This channel could not be joined.',
    joinErrors: {
      'channel-limit': 'You are in as many channels as allowed. Close one, then try again.',
      'permission-denied': 'You have no right to join it.',
    } satisfies Partial<Record<RtmErrorCode, string>> as Partial<Record<RtmErrorCode, string>>,
    notThere: 'There is no such conversation',
    empty: (title: string) => `This is the beginning of ${title}.`,
    emptyPeer: (title: string) => `This is the beginning of your conversation with ${title}.`,
    emptyLead: 'Write the first message below.',
    loading: 'Loading earlier messages…',
    showEarlier: 'Show earlier messages',
    historyFailed: 'Earlier messages could not be loaded.',
    latest: 'Go to the latest',
    fresh: (n: number) => count(n, 'new message', 'new messages'),
    newMark: 'New',
    writing: (names: readonly string[]) => {
      const [first, second, third] = names;
      if (first === undefined) return '';
      if (third !== undefined) return 'Several people are writing…';
      return second === undefined ? `${first} is writing…` : `${first} and ${second} are writing…`;
    },
    joined: (names: readonly string[]) => `${people.format(names)} joined`,
    left: (names: readonly string[]) => `${people.format(names)} left`,
    today: 'Today',
    yesterday: 'Yesterday',
    you: 'You',
  },

  /** What a message holds beside text. */
  message: {
    edited: 'Edited',
    deleted: 'Message deleted',
    note: 'Note for colleagues',
    bytes: (n: number) => `${count(n, 'byte', 'bytes')} that are no text`,
    unsupported: 'A kind of message that this desk cannot show yet.',
    files: 'Files',
    unsafeLink: 'its address is not one to open',
    reactions: 'Reactions',
    reaction: (emoji: string, names: readonly string[]) => `${emoji} by ${people.format(names)}`,
    quoted: (name: string) => `In reply to ${name}`,
  },

  /** Where messages are missing. */
  gaps: {
    missing: (name: string, n: number) =>
      n === 1
        ? `A message of ${name} is missing.`
        : `${n || 'Some'} messages of ${name} are missing.`,
    searching: (n: number) => (n === 1 ? 'Looking for it…' : 'Looking for them…'),
    lost: (name: string, n: number) =>
      n === 1
        ? `A message of ${name} is missing and could not be had any more.`
        : `${n || 'Some'} messages of ${name} are missing and could not be had any more.`,
    somebody: 'somebody',
    away: (since: string, until: string) =>
      since === until
        ? `You were away for a moment at ${since}: messages from then may be missing.`
        : `You were away from ${since} to ${until}: messages from then may be missing.`,
    history: 'There are more messages here than were loaded.',
    load: 'Load them',
    loading: 'Loading messages…',
    asking: 'Asking the others…',
    lookAgain: 'Look again',
  },

  delivery: {
    queued: 'Waiting for the connection',
    soon: 'Waiting to be sent',
    sending: 'Sending…',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    stored: (peer: string) => `${peer} is offline: kept in the history`,
    missed: (peer: string) => `${peer} is offline: not delivered so far`,
    failed: 'Not sent.',
    retry: 'Retry',
    discard: 'Discard',
    /** Why a message was not sent. A code that is not listed speaks for itself. */
    errors: {
      'not-connected': 'There was no connection.',
      'not-joined': 'You are not in this channel.',
      'not-logged-in': 'There was no connection.',
      'rate-limited': 'Too many messages at a time.',
      'permission-denied': 'You have no right to write here.',
      'message-too-large': 'It is too long.',
      storage: 'This browser has no room left to keep it.',
      'server-error': 'The service had a problem.',
      refused: 'The service refused it.',
    } satisfies Partial<Record<ChatError['code'], string>> as Partial<
      Record<ChatError['code'], string>
    >,
  },

  composer: {
    label: 'Message',
    placeholder: (title: string) => `Write to ${title}`,
    submit: 'Send',
    keys: 'Enter sends, Shift+Enter begins a new line',
    empty: 'Write something first.',
    tooLong: (bytes: number) =>
      `Too long by ${count(bytes, 'byte', 'bytes')}. Shorten it, or write it in parts.`,
    notKept: (problem: string) => `The message could not be kept to be sent. ${problem}`,
  },

  members: { label: 'Members', you: 'you', none: 'Shown once you are in the channel.' },

  configProblem: {
    title: 'The configuration needs mending',
    lead: 'This desk reads rtm-config.json when it starts, and cannot use what it found.',
    wholeFile: 'rtm-config.json',
    remedy:
      'Correct the file, then load this page again. No new build is needed. A correct file looks like this:',
    reload: 'Load again',
  },
};

/** Every word that the desk says. */
export type Words = typeof english;

/** The words in force. */
export const WORDS = new InjectionToken<Words>('WORDS', {
  providedIn: 'root',
  factory: () => english,
});
