/** A word of a text: where it stands, in UTF-16 units, and how it is looked for. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly term: string;
}

/** Longest term in UTF-16 units: what is longer (an address, a key) is found by its beginning. */
const MAX_TERM = 64;

/**
 * The words of a text, in any script: runs of letters, digits and marks. Runs in scripts that put no spaces between words are
 * split by the browser's dictionary (`Intl.Segmenter`); where it has none, by characters.
 */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(RUN)].flatMap((run) => {
    const [word] = run;
    return UNSPACED.test(word) ? segments(word, run.index) : [newWord(word, run.index)];
  });
}

/** A word as it is compared: case, width and accents make no difference. */
function termOf(word: string): string {
  return (
    word
      .normalize('NFKD')
      // Only the accents of Latin, Greek and Cyrillic: marks of other scripts are letters in their own right. And the space that a
      // letter for a mark alone comes apart into, which would make two terms of it.
      .replace(/[\s\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
      .slice(0, MAX_TERM)
  );
}

/** Letters, digits, marks and what stands within words. */
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’\u200c\u200d][\p{L}\p{N}\p{M}]+)*/gu;

const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

function segments(run: string, start: number): readonly Word[] {
  const parts = SEGMENTER
    ? [...SEGMENTER.segment(run)]
    : [...run.matchAll(/./gsu)].map(([segment], index) => ({ segment, index }));
  return parts.map(({ segment, index }) => newWord(segment, start + index));
}

function newWord(word: string, start: number): Word {
  return { start, end: start + word.length, term: termOf(word) };
}

/** Missing in browsers from before 2024. */
const SEGMENTER =
  'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
