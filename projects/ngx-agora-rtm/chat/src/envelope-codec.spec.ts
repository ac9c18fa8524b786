import fc from 'fast-check';
import { isMessageId, isMadeMessageId, madeMessageId, newMessageId } from './message-id';
import { assertSendable } from './assert-sendable';
import type { EnvelopeContent } from './content';
import type { Decoded, Envelope } from './envelope';
import { decodePayload, encodeEnvelope, MAX_ENVELOPE_BYTES } from './envelope-codec';
import { isWithinLimits, MAX_DEPTH, MAX_KEYS } from './json-limits';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058';
const STREAM = '5f0c1f1e-9d0a-4f5e-8b61-0a4a3d1b2c3d';

/** One of each kind, with all that it can have. */
const CONTENTS: readonly EnvelopeContent[] = [
  { kind: 'text', text: 'Hello' },
  {
    kind: 'text',
    text: 'He said "hi" \\ 👩‍👩‍👧‍👦 \u0000 {"v":1}',
    replyTo: { id: OTHER, from: '__proto__', text: 'hi' },
    thread: OTHER,
    mentions: ['ana', 'constructor'],
  },
  { kind: 'note', text: 'Only for us', thread: OTHER },
  { kind: 'system', text: 'Ana took this conversation' },
  {
    kind: 'file',
    text: '',
    files: [
      {
        url: 'https://a.example/1',
        name: 'a.png',
        type: 'image/png',
        size: 0,
        width: 3,
        height: 4,
      },
      { url: 'https://a.example/2', name: 'a.mp3', type: 'audio/mpeg', size: 99, duration: 1.5 },
    ],
  },
  { kind: 'edit', target: OTHER, text: 'better', mentions: ['bob'] },
  { kind: 'delete', target: OTHER },
  { kind: 'reaction', target: OTHER, emoji: '👍', on: true },
  { kind: 'pin', target: OTHER, on: false },
  {
    kind: 'receipt',
    delivered: [{ from: 'bob', stream: STREAM, n: 7 }],
    read: [{ from: 'bob', stream: STREAM, n: 6 }],
  },
  { kind: 'typing', on: true },
  {
    kind: 'repair',
    conversation: 'channel:lobby',
    missing: [{ stream: STREAM, after: 4, upTo: 0 }],
  },
  {
    kind: 'resend',
    conversation: 'channel:lobby',
    envelopes: [{ text: '{"v":1}', at: 1_700_000_000_000 }],
    gone: [{ stream: STREAM, n: 5 }],
    last: [{ stream: STREAM, n: 9 }],
  },
  {
    ...{ kind: 'resend', conversation: 'channel:lobby', request: OTHER },
    ...{ envelopes: [], gone: [], last: [] },
  },
];

function envelope(content: EnvelopeContent): Envelope {
  return { id: ID, stream: STREAM, n: 12, content };
}

function contentOf(decoded: Decoded): EnvelopeContent | null {
  return decoded.type === 'envelope' ? decoded.envelope.content : null;
}

/** A payload with the given fields in the place of a short text's. */
function wire(fields: Record<string, unknown>): string {
  const whole = { v: 1, id: ID, s: STREAM, n: 12, kind: 'text', body: { text: 'Hi' }, ...fields };
  return JSON.stringify(whole);
}

describe('newMessageId', () => {
  it('makes ids that can be told from anything else, each another one', () => {
    const ids = Array.from({ length: 1000 }, () => newMessageId());
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => isMessageId(id) && !isMadeMessageId(id))).toBeTrue();
    for (const no of ['', 'x', null, 7, {}, ID.toUpperCase(), `${ID}\n`, [ID]]) {
      expect(isMessageId(no)).withContext(JSON.stringify(no)).toBeFalse();
    }
  });

  it('names the same with the same id, and different parts differently', () => {
    expect(madeMessageId('a', 1)).toBe(madeMessageId('a', 1));
    expect(madeMessageId('a', 1)).not.toBe(madeMessageId('a', '1'));
    expect(madeMessageId('a', 'b')).not.toBe(madeMessageId('a","b'));
    expect(isMessageId(madeMessageId('a')) && isMadeMessageId(madeMessageId('a'))).toBeTrue();
  });
});

describe('encodeEnvelope and decodePayload', () => {
  for (const content of CONTENTS) {
    it(`keep ${content.kind} as it is: ${JSON.stringify(content).slice(0, 60)}`, () => {
      const sent = envelope(content);
      expect(() => assertSendable(content)).not.toThrow();
      expect(decodePayload(encodeEnvelope(sent))).toEqual({ type: 'envelope', envelope: sent });
      const uncounted: Envelope = { id: ID, stream: null, n: null, content };
      expect(encodeEnvelope(uncounted)).not.toContain('"s"');
      expect(decodePayload(encodeEnvelope(uncounted))).toEqual({
        type: 'envelope',
        envelope: uncounted,
      });
    });
  }

  it('writes what the format says', () => {
    expect(encodeEnvelope(envelope({ kind: 'text', text: 'Hi' }))).toBe(
      `{"v":1,"id":"${ID}","s":"${STREAM}","n":12,"kind":"text","body":{"text":"Hi"}}`,
    );
  });

  it('know nothing of a sender that an envelope claims', () => {
    const decoded = decodePayload(
      wire({ from: 'boss', sender: 'boss', body: { text: 'Hi', from: 'boss', own: true } }),
    );
    expect(decoded).toEqual({
      type: 'envelope',
      envelope: envelope({ kind: 'text', text: 'Hi' }),
    });
  });

  it('take text that is not ours as it is', () => {
    const texts = [
      '',
      'hello',
      '{',
      '{}',
      '[1]',
      '{"v',
      '{"a":1}',
      '"v"',
      'null',
      ' {"x":{"v":1}}',
    ];
    for (const text of [...texts, '{"v":1', '[{"v":1}]', '{"__proto__":{"v":1}}']) {
      expect(decodePayload(text)).toEqual({ type: 'text', text });
    }
    const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    expect(decodePayload(deep)).toEqual({ type: 'text', text: deep });
  });

  it('take bytes as bytes', () => {
    expect(decodePayload(new Uint8Array(7))).toEqual({ type: 'binary', bytes: 7 });
  });

  it('show what is from the future or broken as not supported, and count it', () => {
    const unsupported = (fields: Record<string, unknown>) => decodePayload(wire(fields));
    const counted = { type: 'unsupported', id: ID, stream: STREAM, n: 12, alt: null } as const;
    expect(unsupported({ v: 2 })).toEqual(counted);
    expect(unsupported({ v: '1' })).toEqual(counted);
    expect(unsupported({ kind: 'poll', alt: 'Lunch?' })).toEqual({ ...counted, alt: 'Lunch?' });
    expect(unsupported({ kind: 'constructor' })).toEqual(counted);
    expect(unsupported({ kind: ['text'] })).toEqual(counted);
    for (const body of [null, 7, 'x', [], {}, { text: 7 }, { text: { toString: 'x' } }]) {
      expect(unsupported({ body })).toEqual(counted);
    }
    expect(unsupported({ id: 'x' })).toEqual({ ...counted, id: null });
    expect(unsupported({ v: 2, n: 0 })).toEqual({ ...counted, stream: null, n: null });
    expect(unsupported({ v: 2, n: 1.5 })).toEqual({ ...counted, stream: null, n: null });
    expect(unsupported({ v: 2, n: 2 ** 60 })).toEqual({ ...counted, stream: null, n: null });
    expect(unsupported({ v: 2, s: '__proto__' })).toEqual({ ...counted, stream: null, n: null });
    expect(unsupported({ v: 2, s: 'constructor' })).toEqual({ ...counted, stream: null, n: null });
    expect(unsupported({ kind: 'poll', alt: 'x'.repeat(1001) })).toEqual(counted);
  });

  it('take no id that is kept for messages that came without one', () => {
    const decoded = decodePayload(wire({ id: madeMessageId('theirs') }));
    expect(decoded).toEqual({ type: 'unsupported', id: null, stream: STREAM, n: 12, alt: null });
  });

  it('leave out a part that is broken and not needed', () => {
    const text = (parts: object) =>
      contentOf(decodePayload(wire({ body: { text: 'Hi', ...parts } })));
    for (const parts of [
      { replyTo: 7 },
      { replyTo: { id: 'x', from: 'bob', text: '' } },
      { thread: 'x' },
      { mentions: 'bob' },
      { mentions: [''] },
      { mentions: Array<string>(51).fill('bob') },
      { evil: { a: 1 } },
    ]) {
      expect(text(parts)).toEqual({ kind: 'text', text: 'Hi' });
    }
    const quoted = { id: OTHER, from: 'bob', text: 'x'.repeat(300) };
    expect(text({ replyTo: quoted })).toEqual({
      kind: 'text',
      text: 'Hi',
      replyTo: { ...quoted, text: 'x'.repeat(200) },
    });
  });

  it('read nothing that is larger, deeper or wider than allowed', () => {
    const nothing = { type: 'unsupported', id: null, stream: null, n: null, alt: null } as const;
    const deep = `{"v":1,"body":${'['.repeat(20_000)}`;
    expect(decodePayload(deep)).toEqual({ ...nothing });
    const keys = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i]));
    expect(decodePayload(wire(keys))).toEqual({ ...nothing });
    expect(decodePayload(wire({ body: { text: 'x'.repeat(MAX_ENVELOPE_BYTES) } }))).toEqual({
      ...nothing,
    });
    expect(decodePayload(wire({ body: { text: '\u4e2d'.repeat(11_000) } }))).toEqual({
      ...nothing,
    });
    expect(decodePayload('\u4e2d'.repeat(11_000))).toEqual({ ...nothing });
    expect(decodePayload('x'.repeat(MAX_ENVELOPE_BYTES)).type).toBe('text');
  });

  it('survive any payload, whole or broken, with nothing foreign in the result', () => {
    // Another one each time; a failure tells it.
    const seed = Date.now() % 1_000_000_007;
    const before = Reflect.ownKeys(Object.prototype).length;
    const random = randomOf(seed);
    const valid = CONTENTS.map((content) => encodeEnvelope(envelope(content)));
    for (let run = 0; run < 100_000; run++) {
      let text = valid[Math.floor(random() * valid.length)] ?? '';
      for (let times = 1 + Math.floor(random() * 3); times > 0; times--)
        text = mutate(text, random);
      try {
        assertSane(decodePayload(text));
      } catch (error) {
        fail(`Seed ${seed}, run ${run}: ${String(error)} at ${JSON.stringify(text)}`);
        return;
      }
    }
    expect(Reflect.ownKeys(Object.prototype).length).withContext(`seed ${seed}`).toBe(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('survive any JSON in any part', () => {
    const part = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(part, part, part, part, part, (id, s, n, kind, body) => {
        assertSane(decodePayload(JSON.stringify({ v: 1, id, s, n, kind, body })));
        assertSane(decodePayload(wire({ body })));
        for (const { kind: known } of CONTENTS)
          assertSane(decodePayload(wire({ kind: known, body })));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isWithinLimits', () => {
  it('counts depth and keys, but not inside of strings', () => {
    expect(isWithinLimits('['.repeat(MAX_DEPTH))).toBeTrue();
    expect(isWithinLimits('['.repeat(MAX_DEPTH + 1))).toBeFalse();
    expect(isWithinLimits('[]'.repeat(100))).toBeTrue();
    expect(isWithinLimits('{"a":1}'.repeat(MAX_KEYS))).toBeTrue();
    expect(isWithinLimits('{"a":1}'.repeat(MAX_KEYS + 1))).toBeFalse();
    expect(isWithinLimits(JSON.stringify(`${'[{"a":1'.repeat(1000)}\\"`))).toBeTrue();
    expect(isWithinLimits(`"\\\\"${'['.repeat(17)}`)).toBeFalse();
    expect(isWithinLimits(`"\\"${'['.repeat(17)}`)).toBeTrue();
    expect(isWithinLimits(`"${'\\'.repeat(32_000)}`)).toBeTrue();
  });
});

describe('assertSendable', () => {
  const codeOf = (content: EnvelopeContent, isPlain = false): string | null => {
    try {
      assertSendable(content, { isPlain });
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('counts the bytes of what is sent, not the characters', () => {
    const room = MAX_ENVELOPE_BYTES - encodedBytes({ kind: 'text', text: '' });
    expect(codeOf({ kind: 'text', text: 'x'.repeat(room) })).toBeNull();
    expect(codeOf({ kind: 'text', text: 'x'.repeat(room + 1) })).toBe('message-too-large');
    expect(codeOf({ kind: 'text', text: '"'.repeat(room / 2) })).toBeNull();
    expect(codeOf({ kind: 'text', text: '"'.repeat(room / 2 + 1) })).toBe('message-too-large');
    expect(codeOf({ kind: 'text', text: '😀'.repeat(room / 4 + 1) })).toBe('message-too-large');
    expect(codeOf({ kind: 'text', text: 'x'.repeat(MAX_ENVELOPE_BYTES) }, true)).toBeNull();
    expect(codeOf({ kind: 'text', text: 'x'.repeat(MAX_ENVELOPE_BYTES + 1) }, true)).toBe(
      'message-too-large',
    );
    expect(() =>
      assertSendable({ kind: 'text', text: 'x'.repeat(1000) }, { maxBytes: 100 }),
    ).toThrowError(/at most 100 bytes/);
  });

  it('refuses what no receiver could read, and says which rule it breaks', () => {
    const file = { url: 'https://a.example', name: 'a', type: 'text/plain', size: 1 };
    const refused: readonly [EnvelopeContent, RegExp][] = [
      [{ kind: 'text', text: '' }, /must have a text/],
      [{ kind: 'edit', target: OTHER, text: '' }, /must have a text/],
      [{ kind: 'delete', target: 'x' }, /missing or not as it must be/],
      [{ kind: 'file', text: '', files: [] }, /must have a file/],
      [
        { kind: 'file', text: '', files: Array.from({ length: 11 }, () => file) },
        /at most 10 files/,
      ],
      [{ kind: 'file', text: '', files: [{ ...file, size: NaN }] }, /not as it must be/],
      [{ kind: 'file', text: '', files: [{ ...file, url: '' }] }, /not as it must be/],
      [{ kind: 'text', text: 'x', mentions: Array<string>(51).fill('bob') }, /at most 50 users/],
      [{ kind: 'text', text: 'x', mentions: [''] }, /"mentions"/],
      [{ kind: 'text', text: 'x', thread: 'x' }, /"thread"/],
      [
        { kind: 'text', text: 'x', replyTo: { id: OTHER, from: 'b', text: 'x'.repeat(201) } },
        /at most 200 characters/,
      ],
      [{ kind: 'reaction', target: OTHER, emoji: '', on: true }, /an emoji/],
      [{ kind: 'reaction', target: OTHER, emoji: 'x'.repeat(33), on: true }, /an emoji/],
      [
        {
          kind: 'receipt',
          delivered: Array.from({ length: 100 }, (_, n) => ({ from: 'a', stream: STREAM, n })),
          read: [],
        },
        /too many parts/,
      ],
    ];
    for (const [content, message] of refused) {
      expect(() => assertSendable(content)).toThrowError(message);
      expect(codeOf(content)).toBe('invalid-message');
    }
    expect(codeOf({ kind: 'note', text: 'x' }, true)).toBe('invalid-message');
    expect(codeOf({ kind: 'text', text: 'x', mentions: [] })).toBeNull();
  });
});

function encodedBytes(content: EnvelopeContent): number {
  const n = Number.MAX_SAFE_INTEGER;
  const text = encodeEnvelope({ id: ID, stream: STREAM, n, content });
  return new TextEncoder().encode(text).length;
}

/** Park and Miller's generator: enough to choose mutations, and the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const POISON = [
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '"v":1,',
  '"from":"boss",',
  '"n":1e999,',
  '"n":-1,',
  '"s":"__proto__",',
  '"kind":"toString",',
  '\ud800',
  '\\ud800',
  '\u0000',
  '[[[[[[[[[[[[[[[[[[',
  '{"a":'.repeat(17),
  'null',
  '1e308',
  '"',
  '\\',
];

function mutate(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return (
        text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1)
      );
    case 2:
      return text.slice(0, at) + text.slice(at + Math.floor(random() * 20));
    case 3:
      return text.slice(0, at) + text.slice(at / 2, at) + text.slice(at);
    case 4: {
      const poison = POISON[Math.floor(random() * POISON.length)] ?? '';
      const comma = text.indexOf('{', at) + 1;
      return text.slice(0, comma) + poison + text.slice(comma);
    }
    default: {
      const value = /:("[^"]*"|\d+|true|false|\[|\{)/g;
      value.lastIndex = at;
      const found = value.exec(text);
      if (!found) return text;
      const poison = POISON[Math.floor(random() * POISON.length)] ?? '';
      return text.slice(0, found.index + 1) + poison + text.slice(value.lastIndex);
    }
  }
}

const KNOWN = new Set(
  [
    'type envelope text bytes id stream n alt content kind body replyTo thread mentions from files url name size width height',
    'duration target emoji on delivered read conversation missing after upTo envelopes at gone last request',
  ].flatMap((names) => names.split(' ')),
);

/** Whether a result holds nothing but plain, known parts. */
function assertSane(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== Array.prototype) {
      throw new Error('has another prototype');
    }
    for (const key of Object.keys(value)) {
      if (!Array.isArray(value) && !KNOWN.has(key)) throw new Error(`has a part "${key}"`);
      assertSane((value as Record<string, unknown>)[key]);
    }
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error('has a number that is none');
  }
}
