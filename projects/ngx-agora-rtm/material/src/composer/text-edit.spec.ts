import fc from 'fast-check';
import { edited, marking, replacing } from './text-edit';

describe('text edits', () => {
  const textWithRange = fc
    .tuple(fc.string({ unit: fc.constantFrom('a', ' ', '*', '`', '\n') }), fc.nat(), fc.nat())
    .map(([text, one, other]) => {
      const ends = [one % (text.length + 1), other % (text.length + 1)];
      return { text, range: { start: Math.min(...ends), end: Math.max(...ends) } };
    });

  it('replaces a range, with the caret behind what is put in', () => {
    const edit = replacing({ start: 1, end: 3 }, 'xyz');
    expect(edited('abcd', edit)).toBe('axyzd');
    expect(edit.select).toEqual({ start: 4, end: 4 });
  });

  it('keeps the same words selected, whether a mark is put on or taken off', () => {
    fc.assert(
      fc.property(textWithRange, fc.constantFrom('**', '*', '`'), ({ text, range }, mark) => {
        const edit = marking(text, range, mark);
        const after = edited(text, edit);
        const words = text.slice(range.start, range.end);
        const selected = after.slice(edit.select.start, edit.select.end);
        expect([words, words.slice(mark.length, -mark.length)]).toContain(selected);
        expect(after.replaceAll(mark, '')).toBe(text.replaceAll(mark, ''));
      }),
    );
  });

  it('takes off what it has put on', () => {
    fc.assert(
      fc.property(
        textWithRange.filter(({ text }) => !/[*`]/.test(text)),
        fc.constantFrom('**', '*', '`'),
        ({ text, range }, mark) => {
          const on = marking(text, range, mark);
          const marked = edited(text, on);
          expect(edited(marked, marking(marked, on.select, mark))).toBe(text);
        },
      ),
    );
  });

  it('does not take bold for italic', () => {
    const edit = marking('**a**', { start: 2, end: 3 }, '*');
    expect(edited('**a**', edit)).toBe('***a***');
  });

  it('takes off a mark that is selected with the words', () => {
    expect(edited('so **nice**', marking('so **nice**', { start: 3, end: 11 }, '**'))).toBe(
      'so nice',
    );
  });
});
