import fc from 'fast-check';
import { mentionQuery, mentionsIn } from './mention-text';

describe('mentionQuery', () => {
  const at = (text: string) => mentionQuery(text, text.length);

  it('is what is written behind an @ that begins a word', () => {
    expect(at('@')).toEqual({ start: 0, query: '' });
    expect(at('hi @an')).toEqual({ start: 3, query: 'an' });
    expect(at('(@an')).toEqual({ start: 1, query: 'an' });
    expect(at('@ana ru')).toEqual({ start: 0, query: 'ana ru' });
    expect(mentionQuery('hi @ana there', 6)).toEqual({ start: 3, query: 'an' });
  });

  it('is none in an address, behind a space, over two lines or too far away', () => {
    for (const text of ['me@an', 'é@an', '@ ', '@an\n', '@an  ', 'no', `@${'x'.repeat(200)}`]) {
      expect(at(text)).withContext(JSON.stringify(text)).toBeNull();
    }
  });

  it('always begins with an @ and ends at the caret', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('@', 'a', ' ', '\n', 'é', '.') }),
        fc.nat(),
        (text, n) => {
          const caret = n % (text.length + 1);
          const found = mentionQuery(text, caret);
          if (found) expect(text.slice(found.start, caret)).toBe(`@${found.query}`);
        },
      ),
    );
  });
});

describe('mentionsIn', () => {
  const members = [
    { id: 'ana', label: 'Ana' },
    { id: 'ruiz', label: 'Ana Ruiz' },
    { id: 'bob', label: 'Bob' },
    { id: 'bob2', label: 'Bob' },
    { id: '__proto__', label: '__proto__' },
  ];
  const find = (text: string) => mentionsIn(text, [], () => members);

  it('finds those who are named, each once, the longest name first', () => {
    expect(find('@Ana Ruiz, @Ana: and @Ana again')).toEqual(['ruiz', 'ana']);
    expect(find('@__proto__')).toEqual(['__proto__']);
  });

  it('finds nobody in other words, in addresses, or where two have the name', () => {
    expect(find('@Anabel me@Ana @Bob Ana')).toEqual([]);
  });

  it('knows who is meant where they were picked', () => {
    expect(mentionsIn('@Bob', [{ id: 'bob2', label: 'Bob' }], () => members)).toEqual(['bob2']);
    expect(mentionsIn('@Bo', [{ id: 'bob2', label: 'Bob' }], () => members)).toEqual([]);
  });

  it('does not ask for the members of a text that names nobody', () => {
    const ask = () => {
      throw new Error('asked');
    };
    expect(mentionsIn('me@home', [], ask)).toEqual([]);
  });

  it('finds whoever is put in between any words, and nobody else', () => {
    const name = fc.stringMatching(/^[A-Za-zé]{1,8}( [A-Za-z]{1,8})?$/);
    const words = fc.string({ unit: fc.constantFrom('x', ' ', '\n', '.') });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), words, (names, between) => {
        const labels = names.map((label) => ({ id: `id of ${label}`, label }));
        const text = names.map((label) => `@${label}`).join(`;${between};`);
        expect(mentionsIn(`${text};`, labels, () => [])).toEqual(labels.map(({ id }) => id));
        expect(mentionsIn(text.replaceAll('@', ''), labels, () => [])).toEqual([]);
      }),
    );
  });
});
