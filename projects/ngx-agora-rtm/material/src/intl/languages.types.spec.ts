import type { RtmWords } from './rtm-words';
import type { RtmWordsFactory } from './rtm-intl';
import { arabicWords } from './arabic/arabic-words';
import { brazilianWords } from './brazilian/brazilian-words';
import { frenchWords } from './french/french-words';
import { germanWords } from './german/german-words';
import { spanishWords } from './spanish/spanish-words';

/** What the compiler has to refuse: a language without a word, or with one too many. */
describe('the types of the words', () => {
  it('take each language as a factory', () => {
    const factories: readonly RtmWordsFactory[] = [
      arabicWords,
      brazilianWords,
      frenchWords,
      germanWords,
      spanishWords,
    ];
    expect(factories.length).toBe(5);
  });

  it('refuse a language that misses a word', () => {
    const { connection, ...rest } = germanWords();
    // @ts-expect-error: the words of the connection are missing.
    const section: RtmWords = rest;
    const { replaced, ...others } = connection;
    // @ts-expect-error: one word of the connection is missing.
    const word: RtmWords['connection'] = others;
    expect([section, word, replaced].length).toBe(3);
  });

  it('refuse a word of another shape', () => {
    const words = germanWords();
    // @ts-expect-error: a number has to be said, so this is a function.
    const wrong: RtmWords = { ...words, members: { ...words.members, heading: 'Mitglieder' } };
    expect(wrong.members.heading as unknown).toBe('Mitglieder');
  });
});
