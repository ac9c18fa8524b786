import { type Grammar, isolate } from '../intl/grammar';

/** What says who is writing. */
export interface TypingWords {
  readonly one: (name: string) => string;
  readonly two: (names: readonly [string, string]) => string;
  readonly several: string;
}

export function englishTypingWords(grammar: Grammar): TypingWords {
  return {
    one: (name) => `${isolate(name)} is typing…`,
    two: (names) => `${grammar.names(names)} are typing…`,
    several: 'Several people are typing…',
  };
}
