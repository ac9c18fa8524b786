import { type Grammar, isolate } from '../intl/grammar';

/** What a list of conversations says. */
export interface ConversationListWords {
  /** Names the list. */
  readonly label: string;
  readonly filter: string;
  readonly loading: string;
  readonly empty: string;
  readonly nothingFound: (query: string) => string;
  readonly unread: (n: number) => string;
  readonly markedUnread: string;
  readonly mentions: (n: number) => string;
  readonly muted: string;
  readonly draft: string;
  /** Before the latest message, where it is the user's own. */
  readonly own: string;
  /** Before the latest message, where it is the user's own and could not be sent. */
  readonly unsent: string;
  /** Before the latest message of somebody in a channel. */
  readonly from: (name: string) => string;
  /** Names the button that opens what can be done. */
  readonly actions: (title: string) => string;
  readonly markUnread: string;
  readonly markRead: string;
  readonly mute: string;
  readonly unmute: string;
  readonly close: string;
}

export function englishConversationListWords(grammar: Grammar): ConversationListWords {
  return {
    label: 'Conversations',
    filter: 'Filter conversations',
    loading: 'Loading conversations…',
    empty: 'No conversations yet',
    nothingFound: (query) => `No conversation is called ${isolate(query)}`,
    unread: (n) => grammar.count(n, { one: '# unread message', other: '# unread messages' }),
    markedUnread: 'Marked as unread',
    mentions: (n) =>
      grammar.count(n, { one: '# message mentions you', other: '# messages mention you' }),
    muted: 'Muted',
    draft: 'Draft',
    own: 'You:',
    unsent: 'Not sent:',
    from: (name) => `${isolate(name)}:`,
    actions: (title) => `Actions for ${isolate(title)}`,
    markUnread: 'Mark as unread',
    markRead: 'Mark as read',
    mute: 'Mute',
    unmute: 'Unmute',
    close: 'Close conversation',
  };
}
