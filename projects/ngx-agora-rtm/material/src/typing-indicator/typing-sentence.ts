import type { RtmPeople } from '../people/rtm-people';
import type { TypingWords } from './typing-words';

/** Who is writing, in a sentence; empty for nobody. */
export function typingSentence(
  typing: readonly string[],
  people: RtmPeople,
  words: TypingWords,
): string {
  const [first, second, ...others] = typing;
  if (first === undefined) return '';
  if (second === undefined) return words.one(people(first).name);
  return others.length > 0 ? words.several : words.two([people(first).name, people(second).name]);
}
