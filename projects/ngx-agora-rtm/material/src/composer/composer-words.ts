import type { Grammar } from '../intl/grammar';
import { isolate } from '../intl/grammar';

/** What a composer says. */
export interface ComposerWords {
  readonly label: (title: string) => string;
  readonly labelNote: (title: string) => string;
  readonly labelThread: (title: string) => string;
  readonly send: string;
  readonly sendNote: string;
  readonly saveEdit: string;
  readonly attach: string;
  readonly emoji: string;
  readonly dropHere: string;
  readonly noFiles: string;
  readonly noteSign: string;
  readonly replyingTo: (name: string) => string;
  readonly closeReply: string;
  readonly editing: string;
  readonly closeEdit: string;
  /** Names the list of those who can be mentioned. */
  readonly people: string;
  readonly commands: string;
  /** Read out as a list opens. */
  readonly suggestions: (n: number) => string;
  readonly bytesLeft: (bytes: number) => string;
  readonly tooLong: (bytes: number) => string;
  readonly empty: string;
  readonly fileFailed: string;
  readonly unfilled: (placeholder: string) => string;
  /** @param reason A sentence of what went wrong. */
  readonly commandFailed: (name: string, reason: string) => string;
}

export function englishComposerWords(grammar: Grammar): ComposerWords {
  return {
    label: (title) => `Write to ${isolate(title)}`,
    labelNote: (title) => `Note for colleagues on ${isolate(title)}`,
    labelThread: (title) => `Reply in thread in ${isolate(title)}`,
    send: 'Send',
    sendNote: 'Add note',
    saveEdit: 'Save',
    attach: 'Attach files',
    emoji: 'Emoji',
    dropHere: 'Drop files here to attach them',
    noFiles: 'Files cannot be sent here.',
    noteSign: 'Only colleagues see this',
    replyingTo: (name) => `Replying to ${isolate(name)}`,
    closeReply: 'Do not reply to this message',
    editing: 'Editing your message',
    closeEdit: 'Stop editing',
    people: 'People',
    commands: 'Commands',
    suggestions: (n) =>
      grammar.count(n, {
        one: '# suggestion: Enter takes it, Escape closes',
        other: '# suggestions: arrows choose, Enter takes, Escape closes',
      }),
    bytesLeft: (bytes) => grammar.count(bytes, { one: '# byte left', other: '# bytes left' }),
    tooLong: (bytes) =>
      grammar.count(bytes, { one: 'Too long by # byte', other: 'Too long by # bytes' }),
    empty: 'Write something first.',
    fileFailed: 'A file was not uploaded. Try it again or take it out.',
    unfilled: (placeholder) => `Fill in ${isolate(placeholder)} first.`,
    commandFailed: (name, reason) => `/${isolate(name)} did not work: ${isolate(reason)}`,
  };
}
