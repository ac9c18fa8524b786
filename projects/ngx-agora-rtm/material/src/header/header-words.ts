import type { Grammar } from '../intl/grammar';

/** What the head of a conversation says below its title. */
export interface HeaderWords {
  readonly members: (n: number) => string;
}

export function englishHeaderWords(grammar: Grammar): HeaderWords {
  return { members: (n) => grammar.count(n, { one: '# member', other: '# members' }) };
}
