import type { Grammar } from '../intl/grammar';

/** What a thread says around its messages. */
export interface ThreadWords {
  readonly title: string;
  readonly replies: (n: number) => string;
  /** The message that it hangs on is not there. */
  readonly noRoot: string;
}

export function englishThreadWords(grammar: Grammar): ThreadWords {
  return {
    title: 'Thread',
    replies: (n) => grammar.count(n, { one: '# reply', other: '# replies' }),
    noRoot: 'The message that this thread answers is not loaded.',
  };
}
