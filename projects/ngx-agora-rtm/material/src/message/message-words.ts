import type { ChatError, Delivery } from 'ngx-agora-rtm/chat';
import type { Grammar } from '../intl/grammar';
import { isolate } from '../intl/grammar';

/** What a message says beside its text. */
export interface MessageWords {
  readonly edited: string;
  readonly deleted: string;
  readonly unsupported: string;
  readonly bytes: (n: number) => string;
  /** Marks what customers do not see. */
  readonly note: string;
  readonly pinned: string;
  readonly saved: string;
  readonly quoteOf: (name: string) => string;
  readonly quoteOfYou: string;
  readonly replies: (n: number) => string;
  /** How far an own message has come. */
  readonly states: Readonly<
    Record<Exclude<Delivery['status'], 'received'> | 'stored' | 'missed', string>
  >;
  /** Why a message was not sent. A code that is not listed speaks for itself. */
  readonly failures: Readonly<Partial<Record<ChatError['code'], string>>>;
  readonly retry: string;
  readonly discard: string;

  readonly reactions: string;
  /** @param names Isolated, and "you" for the reader. */
  readonly reactedWith: (emoji: string, names: readonly string[]) => string;
  readonly you: string;
  readonly others: (n: number) => string;

  /** Names the buttons of a message. */
  readonly actions: string;
  readonly react: string;
  readonly reactWith: (emoji: string) => string;
  readonly moreEmoji: string;
  readonly reply: string;
  readonly openThread: string;
  readonly edit: string;
  readonly delete: string;
  readonly copy: string;
  readonly pin: string;
  readonly unpin: string;
  readonly save: string;
  readonly unsave: string;
  readonly markUnread: string;
  readonly more: string;

  /** In what is read out for a message. */
  readonly replyTo: (name: string, text: string) => string;
  readonly files: (names: readonly string[]) => string;
  readonly reactionCount: (n: number) => string;
  readonly join: (parts: readonly string[]) => string;
}

export function englishMessageWords(grammar: Grammar): MessageWords {
  return {
    edited: 'Edited',
    deleted: 'Message deleted',
    unsupported: 'A kind of message that cannot be shown here yet.',
    bytes: (n) =>
      grammar.count(n, { one: '# byte that is no text', other: '# bytes that are no text' }),
    note: 'Note for colleagues',
    pinned: 'Pinned',
    saved: 'Saved',
    quoteOf: (name) => `Show the message of ${isolate(name)} that this answers`,
    quoteOfYou: 'Show your message that this answers',
    replies: (n) => grammar.count(n, { one: '# reply', other: '# replies' }),
    states: {
      queued: 'Waiting to be sent',
      sending: 'Sending…',
      sent: 'Sent',
      delivered: 'Delivered',
      read: 'Read',
      failed: 'Not sent.',
      stored: 'Not online: kept until they are back',
      missed: 'Not online: not delivered so far',
    },
    failures: {
      'not-connected': 'There was no connection.',
      'not-joined': 'You are not in this channel.',
      'not-logged-in': 'There was no connection.',
      'rate-limited': 'Too many messages at a time.',
      'permission-denied': 'You have no right to write here.',
      'message-too-large': 'It is too long.',
      storage: 'This browser has no room left to keep it.',
      'server-error': 'The service had a problem.',
      refused: 'The service refused it.',
    },
    retry: 'Try again',
    discard: 'Discard',

    reactions: 'Reactions',
    reactedWith: (emoji, names) => `${grammar.list(names)} reacted with ${isolate(emoji)}`,
    you: 'you',
    others: (n) => grammar.count(n, { one: '# other', other: '# others' }),

    actions: 'Message actions',
    react: 'React',
    reactWith: (emoji) => `React with ${isolate(emoji)}`,
    moreEmoji: 'More emoji',
    reply: 'Reply',
    openThread: 'Open thread',
    edit: 'Edit',
    delete: 'Delete',
    copy: 'Copy text',
    pin: 'Pin',
    unpin: 'Unpin',
    save: 'Save',
    unsave: 'Remove from saved',
    markUnread: 'Mark unread from here',
    more: 'More actions',

    replyTo: (name, text) => `answers ${isolate(name)}: ${isolate(text)}`,
    files: (names) =>
      `${grammar.count(names.length, { one: '# file', other: '# files' })}: ${grammar.names(names)}`,
    reactionCount: (n) => grammar.count(n, { one: '# reaction', other: '# reactions' }),
    join: (parts) => parts.join(', '),
  };
}
