import fc from 'fast-check';
import { assertChannelId, assertUserId, nameProblem, type NameRules, utf8Bytes } from './names';
import { RtmError } from './rtm-error';

const RULES: NameRules = {
  maxBytes: 8,
  forbidden: /[^a-z_ ]/u,
  forbiddenFirst: /_/,
  reserved: ['null'],
};

describe('utf8Bytes', () => {
  it('counts what is really sent', () => {
    expect(utf8Bytes('')).toBe(0);
    expect(utf8Bytes('abc')).toBe(3);
    expect(utf8Bytes('é')).toBe(2);
    expect(utf8Bytes('漢')).toBe(3);
    expect(utf8Bytes('😀')).toBe(4);
  });

  it('counts a lone surrogate as its replacement character', () => {
    expect(utf8Bytes('\ud83d')).toBe(3);
  });

  it('is what a TextEncoder makes, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        return utf8Bytes(text) === new TextEncoder().encode(text).byteLength;
      }),
      { numRuns: 300 },
    );
  });
});

describe('nameProblem', () => {
  it('finds nothing in a good name', () => {
    for (const name of ['a', 'a_b', ' a ', 'abcdefgh']) {
      expect(nameProblem(name, RULES)).withContext(name).toBeNull();
    }
  });

  it('names the rule that is broken', () => {
    const problems: readonly (readonly [unknown, string])[] = [
      [undefined, 'must be a string, but is of type undefined'],
      [null, 'must be a string, but is null'],
      [5, 'must be a string, but is of type number'],
      [['a'], 'must be a string, but is an array'],
      ['', 'must not be empty'],
      ['abcdefghi', 'must take at most 8 bytes, but this one takes 9'],
      ['😀😀😀', 'must take at most 8 bytes, but this one takes 12'],
      ['a.b', 'must not contain the character .'],
      ['a\tb', 'must not contain the character U+0009'],
      ['a😀', 'must not contain the character U+1F600'],
      ['_ab', 'must not begin with the character _'],
      ['null', 'must not be the word "null"'],
    ];
    for (const [name, problem] of problems) {
      expect(nameProblem(name, RULES)).withContext(String(name)).toBe(problem);
    }
  });

  it('goes by the rules it is given and no others', () => {
    expect(nameProblem('_null.', { maxBytes: 64, forbidden: /[*]/ })).toBeNull();
  });

  it('answers null or the rest of a sentence, for anything', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.anything());
    fc.assert(
      fc.property(anything, (name) => {
        const problem = nameProblem(name, RULES);
        return problem === null || /^must .*[^.\s]$/s.test(problem) || problem.endsWith(' .');
      }),
      { numRuns: 500 },
    );
  });

  it('accepts a text exactly if its characters and its length allow it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'z', '_', ' ', '.', 'é'), maxLength: 10 });
    fc.assert(
      fc.property(word, (name) => {
        const isGood = /^[a-z ][a-z_ ]{0,7}$/.test(name) && name !== 'null';
        return (nameProblem(name, RULES) === null) === isGood;
      }),
      { numRuns: 500 },
    );
  });
});

describe('assertUserId and assertChannelId', () => {
  it('let a good name pass', () => {
    expect(() => assertUserId('bob', RULES, 'login')).not.toThrow();
    expect(() => assertChannelId('room', RULES, 'join')).not.toThrow();
  });

  it('throw the error of their kind', () => {
    expect(thrownBy(() => assertUserId('a.b', RULES, 'login'))).toEqual({
      code: 'invalid-user-id',
      operation: 'login',
      message: 'A user id must not contain the character .. Use another user id.',
    });
    expect(thrownBy(() => assertChannelId('', RULES, 'join'))).toEqual({
      code: 'invalid-channel-id',
      operation: 'join',
      message: 'A channel name must not be empty. Use another channel name.',
    });
  });
});

function thrownBy(run: () => void): Pick<RtmError, 'code' | 'operation' | 'message'> | null {
  try {
    run();
  } catch (error) {
    if (error instanceof RtmError) {
      return { code: error.code, operation: error.operation, message: error.message };
    }
  }
  return null;
}
