import {
  assertAttributeNames,
  assertAttributeOwner,
  assertAttributeValues,
  assertOwnAttributes,
} from './attribute-checks';
import type { AttributeLimits, AttributeOwner } from './attributes';
import type { RtmCapabilities } from './capabilities';
import { RtmError } from './rtm-error';

const LIMITS: AttributeLimits = {
  maxAttributes: 3,
  maxNameBytes: 4,
  maxValueBytes: 8,
  maxUserBytes: 16,
  maxChannelBytes: 20,
};
const NAMES = { maxBytes: 8, forbidden: /\// };
const user: AttributeOwner = { type: 'user', id: 'alice' };
const channel: AttributeOwner = { type: 'channel', id: 'lobby' };

const codeOf = (check: () => void): string => {
  try {
    check();
    return 'no error';
  } catch (error) {
    return error instanceof RtmError ? error.code : String(error);
  }
};

describe('assertAttributeValues', () => {
  const codeFor = (
    entries: readonly (readonly [unknown, unknown])[],
    owner = user,
    limits = LIMITS,
  ): string =>
    codeOf(() =>
      assertAttributeValues(
        owner,
        new Map(entries as readonly (readonly [string, string])[]),
        limits,
        'set-attributes',
      ),
    );

  it('counts bytes of UTF-8 to the last', () => {
    expect(codeFor([['üü', '😀😀']])).toBe('no error');
    expect(codeFor([['üüa', 'x']])).toBe('limit-exceeded');
    expect(codeFor([['a', '😀😀a']])).toBe('limit-exceeded');
  });

  it('counts names and values of all together, for a user and for a channel', () => {
    const full = [
      ['aaaa', '12345678'],
      ['bb', '12'],
    ] as const;
    expect(codeFor(full)).toBe('no error');
    expect(codeFor([...full, ['c', '1']])).toBe('limit-exceeded');
    expect(codeFor([...full, ['cc', '12']], channel)).toBe('no error');
    expect(codeFor([...full, ['cc', '123']], channel)).toBe('limit-exceeded');
  });

  it('counts attributes', () => {
    const some = ['a', 'b', 'c', 'd'].map((name) => [name, 'x'] as const);
    expect(codeFor(some.slice(0, 3))).toBe('no error');
    expect(codeFor(some)).toBe('limit-exceeded');
  });

  it('refuses what is no attribute', () => {
    for (const entry of [
      ['', 'x'],
      [5, 'x'],
      ['a', ''],
      ['a', 5],
      ['a', null],
    ] as const) {
      expect(codeFor([entry]))
        .withContext(String(entry))
        .toBe('invalid-argument');
    }
    const record = { a: 'x' } as unknown as ReadonlyMap<string, string>;
    expect(codeOf(() => assertAttributeValues(user, record, LIMITS, 'set-attributes'))).toBe(
      'invalid-argument',
    );
  });

  it('takes any name unless the backend has rules of its own', () => {
    const entry = [['a.b', 'x']] as const;
    expect(codeFor(entry)).toBe('no error');
    const nameRules = { forbidden: /\./ };
    expect(codeFor(entry, user, { ...LIMITS, nameRules })).toBe('invalid-argument');
  });
});

describe('assertAttributeNames', () => {
  it('holds to the same names as for setting', () => {
    const codeFor = (...names: readonly unknown[]): string =>
      codeOf(() => assertAttributeNames(names, LIMITS, 'get-attributes'));
    expect(codeFor()).toBe('no error');
    expect(codeFor('a', 'aaaa')).toBe('no error');
    expect(codeFor('a', 'aaaaa')).toBe('limit-exceeded');
    expect(codeFor('a', '')).toBe('invalid-argument');
    expect(codeFor(null)).toBe('invalid-argument');
  });
});

describe('assertAttributeOwner', () => {
  it('refuses a bad name by the rules for its kind, and any other kind', () => {
    const capabilities = { userIds: NAMES, channelIds: NAMES } as RtmCapabilities;
    const codeFor = (owner: unknown): string =>
      codeOf(() => assertAttributeOwner(owner as AttributeOwner, capabilities, 'get-attributes'));
    expect(codeFor(user)).toBe('no error');
    expect(codeFor(channel)).toBe('no error');
    expect(codeFor({ type: 'user', id: '' })).toBe('invalid-user-id');
    expect(codeFor({ type: 'channel', id: 'a/b' })).toBe('invalid-channel-id');
    expect(codeFor({ type: 'peer', id: 'bob' })).toBe('invalid-argument');
    expect(codeFor(null)).toBe('invalid-argument');
  });
});

describe('assertOwnAttributes', () => {
  it('lets a user change the own attributes, and those of channels', () => {
    const codeFor = (owner: AttributeOwner, userId: string): string =>
      codeOf(() => assertOwnAttributes(owner, userId, 'set-attributes'));
    expect(codeFor(user, 'alice')).toBe('no error');
    expect(codeFor(channel, 'alice')).toBe('no error');
    expect(codeFor(user, 'bob')).toBe('invalid-argument');
  });
});
