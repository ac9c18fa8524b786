import fc from 'fast-check';
import { commandIn, commandQuery, filledIn, placeholdersIn } from './command-text';

describe('command text', () => {
  it('reads a command with what is behind it', () => {
    expect(commandIn('/assign')).toEqual({ name: 'assign', args: '' });
    expect(commandIn('/assign  ana\nnow ')).toEqual({ name: 'assign', args: 'ana\nnow' });
  });

  it('reads none in what is not one', () => {
    for (const text of ['', '/', '//x', '/etc/hosts', ' /x', 'a /x', '/ x']) {
      expect(commandIn(text)).withContext(text).toBeNull();
    }
  });

  it('looks for a name only at the beginning, while the caret is in it', () => {
    expect(commandQuery('/', 1)).toBe('');
    expect(commandQuery('/as', 3)).toBe('as');
    expect(commandQuery('/assign', 3)).toBe('as');
    for (const [text, caret] of [
      ['a/', 2],
      ['/a b', 4],
      ['/a', 0],
      [`/${'x'.repeat(1000)} `, 1002],
    ] as const) {
      expect(commandQuery(text, caret)).withContext(text).toBeNull();
    }
  });

  it('finds placeholders, and none in what only looks like one', () => {
    expect(placeholdersIn('Hi {{ first name }}!')).toEqual([
      { name: 'first name', start: 3, end: 19 },
    ]);
    expect(placeholdersIn('{{}} {x} {{ }} {{a\nb}} {{a')).toEqual([]);
  });

  it('fills in what is known, and does not look through what it has filled in', () => {
    const known = new Map([
      ['a', '{{b}} $& $1'],
      ['b', 'wrong'],
    ]);
    expect(filledIn('{{a}} {{c}}', (name) => known.get(name))).toBe('{{b}} $& $1 {{c}}');
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', '\n') }), (text) => {
        for (const { start, end, name } of placeholdersIn(text)) {
          expect(text.slice(start + 2, end - 2).trim()).toBe(name);
        }
        expect(filledIn(text, () => undefined)).toBe(text);
      }),
    );
  });
});
