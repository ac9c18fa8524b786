import type { ConversationRef } from 'ngx-agora-rtm/chat';
import type { Grammar } from '../intl/grammar';
import { isolate } from '../intl/grammar';
import { englishGapWords, type GapWords } from './gap-words';

/** What is said of a message to those who hear it. */
export interface SpokenMessage {
  readonly name: string;
  readonly time: string;
  /** Name of whoever wrote the message that it answers; `null` where it answers none. */
  readonly answers: string | null;
  readonly text: string;
  /** What else is to say, as in "Edited". */
  readonly notes: readonly string[];
}

/** What a list of messages says around them. */
export interface MessageListWords {
  /** Names the list. */
  readonly label: (title: string) => string;
  readonly newMessages: (n: number) => string;
  readonly toLatest: string;
  readonly unreadLine: string;
  readonly loading: string;
  readonly loadingOlder: string;
  /** Earlier messages could not be loaded. */
  readonly historyFailed: string;
  /** What stands above the first message of all. */
  readonly beginning: (conversation: ConversationRef) => string;
  /** What stands where nothing was said yet. */
  readonly empty: (conversation: ConversationRef) => string;
  readonly emptyLead: string;
  /** @param others How many more than those who are named. */
  readonly joined: (names: readonly string[], others: number) => string;
  readonly left: (names: readonly string[], others: number) => string;
  /** The label of a message as a whole. */
  readonly spoken: (message: SpokenMessage) => string;
  /** How far an own message has come, where that is not far. */
  readonly states: Readonly<Record<'queued' | 'sending' | 'failed', string>>;
  /** Announces one message. */
  readonly newFrom: (name: string, text: string) => string;
  /** Announces several. @param others How many more senders than those who are named. */
  readonly newFromMany: (n: number, names: readonly string[], others: number) => string;
  readonly gaps: GapWords;
}

export function englishListWords(grammar: Grammar): MessageListWords {
  const people = (names: readonly string[], n: number) => {
    if (n === 0) return grammar.names(names);
    const others = grammar.count(n, { one: '# other', other: '# others' });
    return `${names.map(isolate).join(', ')} and ${others}`;
  };
  return {
    label: (title) => `Messages in ${isolate(title)}`,
    newMessages: (n) => grammar.count(n, { one: '# new message', other: '# new messages' }),
    toLatest: 'Go to the latest message',
    unreadLine: 'New',
    loading: 'Loading messages…',
    loadingOlder: 'Loading earlier messages…',
    historyFailed: 'Earlier messages could not be loaded.',
    beginning: ({ type, id }) =>
      type === 'channel'
        ? `This is the beginning of ${isolate(id)}.`
        : `This is the beginning of your conversation with ${isolate(id)}.`,
    empty: ({ type, id }) =>
      type === 'channel'
        ? `Nothing has been said in ${isolate(id)} yet.`
        : `You and ${isolate(id)} have not written to each other yet.`,
    emptyLead: 'Write the first message.',
    joined: (names, others) => `${people(names, others)} joined`,
    left: (names, others) => `${people(names, others)} left`,
    spoken: ({ name, time, answers, text, notes }) => {
      const head = answers === null ? '' : `, answering ${isolate(answers)}`;
      return [`${isolate(name)}, ${time}${head}: ${isolate(text)}`, ...notes].join('. ');
    },
    states: { queued: 'Waiting to be sent', sending: 'Being sent', failed: 'Not sent' },
    newFrom: (name, text) => `${isolate(name)}: ${isolate(text)}`,
    newFromMany: (n, names, others) =>
      `${grammar.count(n, { one: '# new message', other: '# new messages' })} from ${people(names, others)}`,
    gaps: englishGapWords(grammar),
  };
}
