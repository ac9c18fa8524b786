import fc from 'fast-check';
import type { TextRange } from 'ngx-agora-rtm/chat';
import { markedParts } from './marked-parts';

describe('markedParts', () => {
  const marked = (text: string, ranges: readonly TextRange[]) =>
    markedParts(text, ranges)
      .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
      .join('');

  it('marks what was found', () => {
    expect(marked('one two three', [[4, 7]])).toBe('one [two] three');
  });

  it('marks the beginning, the end and all', () => {
    expect(marked('one two', [[0, 3]])).toBe('[one] two');
    expect(marked('one two', [[4, 7]])).toBe('one [two]');
    expect(marked('one', [[0, 3]])).toBe('[one]');
  });

  it('takes ranges that are out of order, overlap or lie outside for what they can mean', () => {
    const ranges: TextRange[] = [
      [4, 7],
      [0, 3],
      [2, 5],
      [90, 99],
      [-5, 1],
      [6, 2],
    ];
    expect(marked('one two three', ranges)).toBe('[o][ne][ t][wo] three');
  });

  it('cuts a long text to what is around the first find', () => {
    const text = `${'before '.repeat(40)}here ${'after '.repeat(60)}`;
    const start = text.indexOf('here');
    const shown = marked(text, [[start, start + 4]]);
    expect(shown).toContain('before [here] after');
    expect(shown.length).toBeLessThan(220);
    expect(shown).toMatch(/^….*…$/);
  });

  it('shows the beginning of a long text in which nothing was found', () => {
    expect(marked('x'.repeat(500), [])).toBe(`${'x'.repeat(200)}…`);
  });

  it('never cuts a character in two', () => {
    const text = '😀'.repeat(300);
    for (let at = 0; at < 200; at++) {
      const whole = markedParts(text, [[at, at + 2]])
        .map((part) => part.text)
        .join('');
      // Fails with half of a pair of surrogates.
      expect(() => encodeURIComponent(whole))
        .withContext(`${at}`)
        .not.toThrow();
    }
  });

  it('loses and invents nothing of a text that it does not cut', () => {
    const range = fc.tuple(fc.integer({ min: -5, max: 130 }), fc.integer({ min: -5, max: 130 }));
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), fc.array(range), (text, ranges) => {
        const parts = markedParts(text, ranges);
        return parts.map((part) => part.text).join('') === text && parts.every((part) => part.text);
      }),
      { numRuns: 500 },
    );
  });
});
