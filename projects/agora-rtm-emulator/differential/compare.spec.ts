import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unexplained, unused } from './allowed-difference.ts';
import { compareTraces } from './compare.ts';
import { describe as describeValue } from './page/describe.ts';
import { Recorder } from './page/recorder.ts';
import type { Described, Entry, EntryKind, Script, Trace } from './script.ts';

/** An error in the shape both SDKs give theirs. */
class VendorError extends Error {
  code = -10025;
  override name = 'RtmInvalidStatusError';
  operation = 'publish';
}

/** A subject of one method and one event, which a test can break in one place. */
interface Fake {
  publish(): unknown;
  addEventListener(name: string, listener: (...args: unknown[]) => void): void;
}

const right = (): Fake => ({
  publish: () => Promise.reject(new VendorError('not connected')),
  addEventListener: (_name, listener) => {
    listener({ state: 'CONNECTING', reason: 'LOGIN' });
    listener({ state: 'FAILED', reason: 'LOGIN' });
  },
});

const script: Script = {
  id: 'a script',
  run: async (stage) => {
    const { client } = stage.sdk as { client: Fake };
    client.addEventListener('linkState', stage.listener('linkState'));
    await stage.invoke(client, 'publish');
    stage.note('after', 'done');
  },
};

async function traceOf(client: Fake): Promise<Trace> {
  const recorder = new Recorder({ client }, 'user');
  await script.run(recorder);
  return recorder.finish();
}

/** The places at which a subject differs from the right one. */
async function placesOf(planted: Partial<Fake>): Promise<string[]> {
  const traces = await Promise.all([traceOf(right()), traceOf({ ...right(), ...planted })]);
  return compareTraces(script.id, ...traces).map(({ where }) => where);
}

const rejecting = (error: Error) => () => Promise.reject(error);
const changed = (change: object) => Object.assign(new VendorError('not connected'), change);

describe('a planted difference', () => {
  it('is not found where there is none', async () => {
    assert.deepEqual(await placesOf({}), []);
  });

  const planted: readonly (readonly [what: string, subject: Partial<Fake>, where: string])[] = [
    ['another code', { publish: rejecting(changed({ code: -10002 })) }, '2 rejected publish code'],
    ['another name', { publish: rejecting(changed({ name: 'Error' })) }, '2 rejected publish name'],
    [
      'another operation',
      { publish: rejecting(changed({ operation: 'x' })) },
      '2 rejected publish operation',
    ],
    [
      'another message',
      { publish: rejecting(new VendorError('offline')) },
      '2 rejected publish message',
    ],
    ['a property more', { publish: rejecting(changed({ extra: 1 })) }, '2 rejected publish extra'],
    ['no error at all', { publish: () => Promise.resolve() }, '2'],
    [
      'a throw',
      {
        publish: () => {
          throw new VendorError('not connected');
        },
      },
      '2',
    ],
    ['a return', { publish: () => 5 }, '2'],
    ['a promise that stays pending', { publish: () => new Promise(() => undefined) }, '2'],
    [
      'an event less',
      {
        addEventListener: (_, listener) => {
          listener({ state: 'CONNECTING', reason: 'LOGIN' });
        },
      },
      '1',
    ],
    [
      'an event more',
      {
        addEventListener: (name, listener) => {
          right().addEventListener(name, listener);
          listener({ state: 'IDLE', reason: 'LOGOUT' });
        },
      },
      '2',
    ],
    [
      'events in another order',
      {
        addEventListener: (_, listener) => {
          listener({ state: 'FAILED', reason: 'LOGIN' });
          listener({ state: 'CONNECTING', reason: 'LOGIN' });
        },
      },
      '0 event linkState 0 state',
    ],
    [
      'another argument of an event',
      {
        addEventListener: (_, listener) => {
          listener({ state: 'CONNECTING', reason: 'LOGIN' }, 'more');
          listener({ state: 'FAILED', reason: 'LOGIN' });
        },
      },
      '0 event linkState 1',
    ],
    [
      'fields of an event in another order',
      {
        addEventListener: (_, listener) => {
          listener({ reason: 'LOGIN', state: 'CONNECTING' });
          listener({ state: 'FAILED', reason: 'LOGIN' });
        },
      },
      '0 event linkState 0 order',
    ],
  ];

  for (const [what, subject, where] of planted) {
    it(`is found: ${what}`, async () => {
      assert.ok((await placesOf(subject)).includes(where), (await placesOf(subject)).join());
    });
  }
});

const entry = (at: number, value: Described = null, kind: EntryKind = 'noted'): Entry => ({
  at,
  kind,
  label: 'look',
  value,
});

describe('compareTraces', () => {
  it('forgives 300 ms and no more', () => {
    assert.deepEqual(compareTraces('x', [entry(5_000)], [entry(5_300)]), []);
    assert.deepEqual(compareTraces('x', [entry(5_000)], [entry(5_301)]), [
      { id: 'x', where: '0 noted look at', vendor: 5_000, twin: 5_301 },
    ]);
  });

  it('stops where two traces begin to tell different stories', () => {
    const vendor = [entry(0), entry(0, 1, 'resolved'), entry(0, 2)];
    const twin = [entry(0), entry(0, 1, 'rejected'), entry(0, 3)];
    assert.deepEqual(
      compareTraces('x', vendor, twin).map(({ where }) => where),
      ['1'],
    );
  });
});

describe('describe', () => {
  const values: readonly (readonly [label: string, value: unknown, described: Described])[] = [
    ['undefined, which JSON has not', undefined, '‹undefined›'],
    ['NaN', NaN, '‹NaN›'],
    ['zero as itself', 0, 0],
    ['a date as a date', 1_800_000_000_000, '‹time›'],
    ['a function', () => 1, '‹function›'],
    ['a promise', Promise.resolve(1), '‹promise›'],
    ['an instance by nothing but that', new Map(), '‹object›'],
    ['bytes', new Uint8Array([1, 2]), { '‹bytes›': [1, 2] }],
    ['a plain object by its fields', { a: [undefined] }, { a: ['‹undefined›'] }],
  ];

  for (const [label, value, described] of values) {
    it(`shows ${label}`, () => assert.deepEqual(describeValue(value), described));
  }

  it('keeps the names a bundler invented out of messages', () => {
    const { message } = describeValue(new TypeError('A.b.slice is not a function')) as {
      message: string;
    };
    assert.equal(message, '‹name›.slice is not a function');
  });

  it('shows own properties of an error in their order, without the stack', () => {
    const described = describeValue(new VendorError('no')) as Record<string, Described>;
    assert.deepEqual(described['‹properties›'], ['message', 'code', 'name', 'operation']);
    assert.equal(
      described['‹json›'],
      '{"code":-10025,"name":"RtmInvalidStatusError","operation":"publish"}',
    );
  });
});

describe('the allow-list', () => {
  const difference = { id: 'login twice', where: '1 rejected login code', vendor: 1, twin: 2 };

  it('explains a difference by its script and its place', () => {
    const allowed = [{ id: /^login/, where: /code$/, reason: 'because' }];
    assert.deepEqual(unexplained([difference], allowed), []);
    assert.deepEqual(unused([difference], allowed), []);
  });

  it('explains no other place and no other script', () => {
    for (const entry of [
      { id: /^login/, where: /message$/, reason: 'because' },
      { id: /^logout/, reason: 'because' },
    ]) {
      assert.deepEqual(unexplained([difference], [entry]), [difference]);
      assert.deepEqual(unused([difference], [entry]), [entry]);
    }
  });
});
