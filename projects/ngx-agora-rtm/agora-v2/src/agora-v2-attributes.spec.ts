import type { AttributeOwner, AttributesEvent } from 'ngx-agora-rtm/client';
import { codeOf, type Harness, harness } from './harness.spec';

const lobby: AttributeOwner = { type: 'channel', id: 'lobby' };
const alice: AttributeOwner = { type: 'user', id: 'alice' };
const bob: AttributeOwner = { type: 'user', id: 'bob' };
const detail = (value: string): object => ({
  value,
  revision: 1,
  updated: 7_000,
  authorUid: 'bob',
});

describe('AgoraV2Attributes', () => {
  let h: Harness;

  beforeEach(async () => {
    h = harness({ storage: true });
    await h.login();
  });

  const callsOf = (method: Parameters<Harness['instance']['callsOf']>[0]): unknown[] =>
    h.instance.callsOf(method).map(({ args }) => args);

  it('are there only where the project has the storage service', async () => {
    expect(h.client.capabilities.attributes?.maxAttributes).toBe(32);
    const without = harness();
    await without.login();
    expect(without.client.capabilities.attributes).toBeNull();
    expect(await codeOf(without.client.attributes.get(lobby))).toBe('unsupported');
    await without.client.join('room');
    expect(without.instance.callsOf('subscribe')[0]?.args[1]).toEqual({
      withMessage: true,
      withPresence: true,
    });
  });

  it('are asked for with each join', async () => {
    await h.client.join('room');
    expect(h.instance.callsOf('subscribe')[0]?.args[1]).toEqual({
      withMessage: true,
      withPresence: true,
      withMetadata: true,
    });
  });

  it('are read with their author and time, where the service tells', async () => {
    const metadata = { topic: detail('rain'), plain: { value: 'x', updated: 0, authorUid: '' } };
    h.instance.answers.set('getChannelMetadata', { value: { metadata } });
    h.instance.answers.set('getUserMetadata', { value: { metadata: { mood: detail('dry') } } });
    expect(await h.client.attributes.get(lobby)).toEqual(
      new Map([
        ['topic', { value: 'rain', updatedBy: 'bob', updatedAt: 7_000 }],
        ['plain', { value: 'x', updatedBy: null, updatedAt: null }],
      ]),
    );
    expect([...(await h.client.attributes.get(lobby, ['topic', 'other'])).keys()]).toEqual([
      'topic',
    ]);
    expect((await h.client.attributes.get(bob)).get('mood')?.value).toBe('dry');
    expect(callsOf('getChannelMetadata')[0]).toEqual(['lobby', 'MESSAGE']);
    expect(callsOf('getUserMetadata')).toEqual([[{ userId: 'bob' }]]);
  });

  it('survive an answer that makes no sense', async () => {
    for (const value of [null, {}, { metadata: [] }, { metadata: { a: null, b: { value: 5 } } }]) {
      h.instance.answers.set('getChannelMetadata', { value });
      expect((await h.client.attributes.get(lobby)).size).toBe(0);
    }
  });

  it('are set with author and time, all in one call', async () => {
    const values = new Map([
      ['topic', 'rain'],
      ['tone', 'kind'],
    ]);
    await h.client.attributes.set(lobby, values);
    await h.client.attributes.set(alice, new Map([['mood', 'dry']]));
    const noted = { addTimeStamp: true, addUserId: true };
    const items = [
      { key: 'topic', value: 'rain' },
      { key: 'tone', value: 'kind' },
    ];
    expect(callsOf('setChannelMetadata')).toEqual([['lobby', 'MESSAGE', items, noted]]);
    expect(callsOf('setUserMetadata')).toEqual([[[{ key: 'mood', value: 'dry' }], noted]]);
  });

  it('set nothing when there is nothing to set, which the SDK would refuse', async () => {
    await h.client.attributes.set(lobby, new Map());
    expect(callsOf('setChannelMetadata')).toEqual([]);
  });

  it('remove only names that exist, which the SDK would fail over', async () => {
    h.instance.answers.set('getChannelMetadata', { value: { metadata: { a: detail('x') } } });
    await h.client.attributes.remove(lobby, ['a', 'b']);
    expect(callsOf('removeChannelMetadata')).toEqual([
      ['lobby', 'MESSAGE', { data: [{ key: 'a', value: '' }] }],
    ]);
  });

  it('remove nothing for no names, for which the SDK would remove everything', async () => {
    h.instance.answers.set('getChannelMetadata', { value: { metadata: { a: detail('x') } } });
    await h.client.attributes.remove(lobby, []);
    await h.client.attributes.remove(lobby, ['b']);
    expect(callsOf('removeChannelMetadata')).toEqual([]);
  });

  it('remove everything without names', async () => {
    h.instance.answers.set('getUserMetadata', { value: { metadata: { a: detail('x') } } });
    await h.client.attributes.remove(alice);
    expect(callsOf('removeUserMetadata')).toEqual([[{}]]);
  });

  it('look again when somebody else was faster to remove, but not for ever', async () => {
    h.instance.answers.set('getChannelMetadata', { value: { metadata: { a: detail('x') } } });
    h.instance.answers.set('removeChannelMetadata', { code: -12014 });
    expect(await codeOf(h.client.attributes.remove(lobby, ['a']))).toBe('refused');
    expect(callsOf('removeChannelMetadata').length).toBe(3);
    h.instance.answers.set('removeChannelMetadata', { code: -12018 });
    expect(await codeOf(h.client.attributes.remove(lobby, ['a']))).toBe('timeout');
    expect(callsOf('removeChannelMetadata').length).toBe(4);
  });

  it('are too many with those that exist, though the service only says that it failed', async () => {
    const metadata = Object.fromEntries(
      Array.from({ length: 32 }, (_, i) => [`a${i}`, detail('x')] as const),
    );
    h.instance.answers.set('getChannelMetadata', { value: { metadata } });
    h.instance.answers.set('setChannelMetadata', { code: -12001 });
    const codeFor = (name: string): Promise<string> =>
      codeOf(h.client.attributes.set(lobby, new Map([[name, 'y']])));
    expect(await codeFor('one-more')).toBe('limit-exceeded');
    expect(await codeFor('a0')).toBe('server-error');
  });

  it('of another user cannot be changed', async () => {
    expect(await codeOf(h.client.attributes.set(bob, new Map([['a', 'x']])))).toBe(
      'invalid-argument',
    );
    expect(await codeOf(h.client.attributes.remove(bob))).toBe('invalid-argument');
    expect(h.instance.calls.map(({ method }) => method)).toEqual(['login']);
  });

  it('need a connection', async () => {
    await h.client.logout();
    expect(await codeOf(h.client.attributes.get(lobby))).toBe('not-logged-in');
    expect(await codeOf(h.client.attributes.set(lobby, new Map([['a', 'x']])))).toBe(
      'not-logged-in',
    );
  });

  const failures = [
    [-12006, 'limit-exceeded'],
    [-12009, 'invalid-argument'],
    [-12018, 'timeout'],
    [-12019, 'unsupported'],
    [-12020, 'permission-denied'],
    [-10021, 'rate-limited'],
  ] as const;
  for (const [code, expected] of failures) {
    it(`reject with ${expected} on ${code}`, async () => {
      h.instance.answers.set('setChannelMetadata', { code });
      expect(await codeOf(h.client.attributes.set(lobby, new Map([['a', 'x']])))).toBe(expected);
    });
  }

  describe('of joined channels', () => {
    let seen: AttributesEvent[];
    const tell = (eventType: string, more: object = {}): void =>
      h.instance.emit('storage', {
        channelType: 'MESSAGE',
        channelName: 'lobby',
        storageType: 'CHANNEL',
        publisher: 'bob',
        eventType,
        data: { totalCount: 1, majorRevision: 1, metadata: { topic: detail('rain') } },
        ...more,
      });

    beforeEach(() => {
      seen = [];
      h.client.attributes.changes$.subscribe((event) => seen.push(event));
    });

    it('are told with every kind of event', async () => {
      await h.client.join('lobby');
      for (const type of ['SNAPSHOT', 'SET', 'UPDATE', 'REMOVE']) tell(type);
      expect(seen.length).toBe(4);
      expect(seen[0]?.channelId).toBe('lobby');
      expect(seen[0]?.attributes.get('topic')?.value).toBe('rain');
    });

    it('are not told of channels that are not joined, of users, nor nonsense', async () => {
      tell('SET');
      await h.client.join('lobby');
      tell('SET', { storageType: 'USER' });
      tell('SET', { channelType: 'STREAM' });
      tell('SET', { data: null });
      tell('SET', { channelName: 5 });
      h.instance.emit('storage', null);
      expect(seen).toEqual([]);
    });

    it('end with the client', async () => {
      let isComplete = false;
      h.client.attributes.changes$.subscribe({ complete: () => (isComplete = true) });
      await h.client.destroy();
      expect(isComplete).toBeTrue();
    });
  });
});
