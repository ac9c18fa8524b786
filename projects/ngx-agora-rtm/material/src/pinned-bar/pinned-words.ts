import { type Grammar, isolate } from '../intl/grammar';

/** What the bar of pinned messages says. */
export interface PinnedWords {
  /** Names the bar. */
  readonly label: string;
  /** Opens and closes the list of all. */
  readonly all: (n: number) => string;
  /** Names what takes the reader to a message. */
  readonly jump: (name: string, text: string) => string;
  readonly unpin: string;
  /** A pinned message that is not loaded. */
  readonly notLoaded: string;
}

export function englishPinnedWords(grammar: Grammar): PinnedWords {
  return {
    label: 'Pinned messages',
    all: (n) => grammar.count(n, { one: '# pinned', other: '# pinned' }),
    jump: (name, text) => `Go to the pinned message of ${isolate(name)}: ${isolate(text)}`,
    unpin: 'Unpin',
    notLoaded: 'An older message',
  };
}
