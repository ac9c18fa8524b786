import { type Grammar, isolate } from '../intl/grammar';

/** What a search says. */
export interface SearchWords {
  readonly label: string;
  readonly hint: string;
  readonly searching: string;
  readonly results: (n: number) => string;
  readonly nothingFound: (query: string) => string;
  /** What to try where nothing was found. */
  readonly nothingFoundAdvice: string;
  readonly failed: string;
}

export function englishSearchWords(grammar: Grammar): SearchWords {
  return {
    label: 'Search messages',
    hint: 'Type a word of the message, or the name of a file.',
    searching: 'Searching…',
    results: (n) => grammar.count(n, { one: '# result', other: '# results' }),
    nothingFound: (query) => `Nothing found for ${isolate(query)}`,
    nothingFoundAdvice: 'Try fewer words, or the beginning of one.',
    failed: 'The search did not work.',
  };
}
