import { type Grammar, isolate } from '../intl/grammar';

/** What a list of members says. */
export interface MemberListWords {
  /** Heads the list, and names it. */
  readonly heading: (n: number) => string;
  readonly filter: string;
  readonly empty: string;
  readonly nothingFound: (query: string) => string;
}

export function englishMemberListWords(grammar: Grammar): MemberListWords {
  return {
    heading: (n) => grammar.count(n, { one: '# member', other: '# members' }),
    filter: 'Filter members',
    empty: 'Nobody is here yet',
    nothingFound: (query) => `Nobody is called ${isolate(query)}`,
  };
}
