import type { AttributeOwner } from 'ngx-agora-rtm/client';
import { codeOf, type Harness, harness } from './harness.spec';

const me: AttributeOwner = { type: 'user', id: 'alice' };
const bob: AttributeOwner = { type: 'user', id: 'bob' };
const room: AttributeOwner = { type: 'channel', id: 'room' };
const NOTIFY = { enableNotificationToChannelMembers: true };

describe('AgoraV1Attributes', () => {
  let h: Harness;
  const asked = (): unknown[] =>
    h.instance.calls.slice(1).map(({ method, args }) => [method, ...args]);

  beforeEach(async () => {
    h = harness();
    await h.login();
  });

  it('reads those of a user, all or some', async () => {
    h.instance.answers.set('getUserAttributes', { value: { mood: 'good', bad: 5 } });
    h.instance.answers.set('getUserAttributesByKeys', { value: { mood: 'fine' } });
    expect([...(await h.client.attributes.get(bob))]).toEqual([
      ['mood', { value: 'good', updatedBy: null, updatedAt: null }],
    ]);
    const some = await h.client.attributes.get(bob, ['mood', 'x', 'mood']);
    expect(some.get('mood')?.value).toBe('fine');
    expect(asked()).toEqual([
      ['getUserAttributes', 'bob'],
      ['getUserAttributesByKeys', 'bob', ['mood', 'x']],
    ]);
  });

  it('reads those of a channel with their author and time', async () => {
    const topic = { value: 'tea', lastUpdateUserId: 'bob', lastUpdateTs: 7 };
    const value = { topic, x: null, y: { value: 'y', lastUpdateUserId: '', lastUpdateTs: 'x' } };
    h.instance.answers.set('getChannelAttributes', { value });
    h.instance.answers.set('getChannelAttributesByKeys', { value: {} });
    expect([...(await h.client.attributes.get(room))]).toEqual([
      ['topic', { value: 'tea', updatedBy: 'bob', updatedAt: 7 }],
      ['y', { value: 'y', updatedBy: null, updatedAt: null }],
    ]);
    expect((await h.client.attributes.get(room, ['topic'])).size).toBe(0);
    expect(asked().at(-1)).toEqual(['getChannelAttributesByKeys', 'room', ['topic']]);
  });

  it('finds nothing with a user who has never been there', async () => {
    h.instance.answers.set('getUserAttributes', { code: 6 });
    expect((await h.client.attributes.get(bob)).size).toBe(0);
  });

  it('adds, and lets the members of a channel know', async () => {
    const values = new Map([
      ['mood', 'good'],
      ['__proto__', 'x'],
    ]);
    await h.client.attributes.set(me, values);
    await h.client.attributes.set(room, new Map([['topic', 'tea']]));
    const record = h.instance.callsOf('addOrUpdateLocalUserAttributes')[0]?.args[0] as object;
    expect(Object.entries(record)).toEqual([...values]);
    expect(asked()[1]).toEqual(['addOrUpdateChannelAttributes', 'room', { topic: 'tea' }, NOTIFY]);
  });

  it('removes some or all', async () => {
    await h.client.attributes.remove(me, ['mood']);
    await h.client.attributes.remove(me);
    await h.client.attributes.remove(room, ['topic', 'topic']);
    await h.client.attributes.remove(room);
    expect(asked()).toEqual([
      ['deleteLocalUserAttributesByKeys', ['mood']],
      ['clearLocalUserAttributes'],
      ['deleteChannelAttributesByKeys', 'room', ['topic'], NOTIFY],
      ['clearChannelAttributes', 'room', NOTIFY],
    ]);
  });

  it('does not trouble the SDK with nothing, which it would refuse', async () => {
    expect((await h.client.attributes.get(room, [])).size).toBe(0);
    await h.client.attributes.set(room, new Map());
    await h.client.attributes.remove(room, []);
    expect(asked()).toEqual([]);
  });

  const large = (count: number): Map<string, string> =>
    new Map(Array.from({ length: count }, (_, i) => [`a${i}`, 'x']));
  const bad: readonly (readonly [string, string, (one: Harness) => Promise<unknown>])[] = [
    ['those of another user', 'invalid-argument', ({ client }) => client.attributes.remove(bob)],
    [
      'setting those of another user',
      'invalid-argument',
      ({ client }) => client.attributes.set(bob, large(1)),
    ],
    ['33 at a time', 'limit-exceeded', ({ client }) => client.attributes.set(room, large(33))],
    [
      '33 names at a time',
      'limit-exceeded',
      ({ client }) => client.attributes.get(room, [...large(33).keys()]),
    ],
    [
      'a name of 33 bytes',
      'limit-exceeded',
      ({ client }) => client.attributes.get(room, ['é'.repeat(17)]),
    ],
    [
      'a value of 8193 bytes',
      'limit-exceeded',
      ({ client }) => client.attributes.set(room, new Map([['a', 'x'.repeat(8_193)]])),
    ],
    [
      'an empty value',
      'invalid-argument',
      ({ client }) => client.attributes.set(room, new Map([['a', '']])),
    ],
    [
      'a bad channel',
      'invalid-channel-id',
      ({ client }) => client.attributes.get({ type: 'channel', id: '*' }),
    ],
  ];
  for (const [what, code, run] of bad) {
    it(`refuses ${what}`, async () => {
      expect(await codeOf(run(h))).toBe(code);
      expect(asked()).toEqual([]);
    });
  }

  const failures = [
    [2, 'server-error'],
    [4, 'limit-exceeded'],
    [5, 'rate-limited'],
    [6, 'refused'],
    [7, 'timeout'],
  ] as const;
  for (const [code, expected] of failures) {
    it(`rejects with ${expected} on ${code}`, async () => {
      h.instance.answers.set('addOrUpdateChannelAttributes', { code });
      expect(await codeOf(h.client.attributes.set(room, large(1)))).toBe(expected);
    });
  }

  it('emits the changes of a joined channel', async () => {
    await h.client.join('room');
    const topic = { value: 'tea', lastUpdateUserId: 'bob', lastUpdateTs: 7 };
    h.instance.channel('room').emit('AttributesUpdated', { topic });
    expect(h.attributes.map(({ channelId, attributes }) => [channelId, ...attributes])).toEqual([
      ['room', ['topic', { value: 'tea', updatedBy: 'bob', updatedAt: 7 }]],
    ]);
  });
});
