import { RtmError } from 'ngx-agora-rtm/client';
import { type InMemoryRtmOptions, LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { ChannelBudget } from './channel-budget';
import { type ConversationKey, conversationKey } from './conversation-ref';
import { settled } from './manual-clock';
import {
  FULL_WAITS,
  type HarnessOptions,
  type SendingHarness,
  sendingHarness,
} from './sending-harness.spec';

describe('ChannelBudget', () => {
  let h: SendingHarness;
  let channels: ChannelBudget;
  let pages: string[];
  let members: string[];

  async function begin(
    rtm: InMemoryRtmOptions = LIKE_SDK_2,
    options: HarnessOptions = {},
  ): Promise<void> {
    h = sendingHarness(rtm, options);
    pages = [];
    members = [];
    channels = new ChannelBudget(h.ctx, {
      onPage: (ref, messages) => pages.push(`${conversationKey(ref)} ${messages.length}`),
      onMembers: (key, now) => members.push(`${key} ${now?.join() ?? 'unknown'}`),
      waits: FULL_WAITS,
    });
    await h.transport.login('alice');
    channels.start();
    await settled();
  }

  const keys = (count: number): ConversationKey[] =>
    Array.from({ length: count }, (_, i) => `channel:c${i}` as const);

  const joined = (): string[] =>
    keys(60).filter((key) => h.network.membersOf(key.slice('channel:'.length)).includes('alice'));

  /** What was told of the membership in a channel. */
  const toldOf = (key: ConversationKey): string[] =>
    h
      .of('[RTM Others] Membership Changed')
      .filter((event) => event.key === key)
      .map(({ membership: { state, error } }) => (error ? `${state} ${error.code}` : state));

  const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'done',
      (error: unknown) => (error instanceof RtmError ? error.code : error),
    );

  describe('joins', () => {
    it('what is opened, and leaves what is closed', async () => {
      await begin();
      channels.open('channel:c0');
      await settled();
      expect(joined()).toEqual(['channel:c0']);
      expect(channels.isJoined('channel:c0')).toBeTrue();
      expect(toldOf('channel:c0')).toEqual(['joining', 'joined']);
      channels.close('channel:c0');
      await settled();
      expect(joined()).toEqual([]);
      expect(channels.isJoined('channel:c0')).toBeFalse();
    });

    it('nothing for a peer', async () => {
      await begin();
      channels.open('peer:bob');
      channels.setKeys(['peer:carol', 'channel:c0']);
      channels.visible('peer:bob');
      await settled();
      expect(joined()).toEqual(['channel:c0']);
      expect(toldOf('peer:bob')).toEqual([]);
    });

    it('no faster than the backend takes it', async () => {
      await begin();
      channels.setKeys(keys(50));
      await settled();
      expect(joined().length).toBe(18);
      await h.clock.pass(2000);
      expect(joined().length).toBe(50);
    });

    it('when there is a connection, and again after each break', async () => {
      h = sendingHarness(LIKE_SDK_2);
      channels = new ChannelBudget(h.ctx, { onPage: () => undefined });
      channels.open('channel:c0');
      channels.start();
      expect(toldOf('channel:c0')).toEqual(['waiting']);
      await h.transport.login('alice');
      await settled();
      h.network.cut('alice');
      h.network.restore('alice', ['c0']);
      await settled();
      expect(toldOf('channel:c0')).toEqual([
        ...['waiting', 'joining', 'joined'],
        ...['waiting', 'joining', 'joined'],
      ]);
      expect(joined()).toEqual(['channel:c0']);
    });

    it('again after a logout and another login', async () => {
      await begin();
      channels.open('channel:c0');
      await settled();
      await h.transport.logout();
      expect(toldOf('channel:c0').at(-1)).toBe('waiting');
      expect(h.of('[RTM Others] Members Changed').at(-1)?.members).toEqual([]);
      await h.transport.login('alice');
      await settled();
      expect(joined()).toEqual(['channel:c0']);
    });

    it('again and again with growing waits, where that can help', async () => {
      await begin();
      h.network.failNext('join', 'timeout', 2);
      channels.open('channel:c0');
      await h.clock.pass(999);
      expect(joined()).toEqual([]);
      await h.clock.pass(2 + 2000);
      expect(joined()).toEqual(['channel:c0']);
      expect(toldOf('channel:c0')).toEqual(['joining', 'joined']);
    });

    it('5 times at most; then at the next connection, or when it is looked at', async () => {
      await begin();
      h.network.failNext('join', 'timeout', 10);
      channels.open('channel:c0');
      await h.clock.pass(600_000);
      expect(toldOf('channel:c0')).toEqual(['joining', 'failed timeout']);
      channels.visible('channel:c0');
      await h.clock.pass(600_000);
      expect(toldOf('channel:c0').slice(2)).toEqual(['joining', 'failed timeout']);
      h.network.cut('alice');
      h.network.restore('alice');
      await settled();
      expect(toldOf('channel:c0').slice(4)).toEqual(['waiting', 'joining', 'joined']);
    });

    it('counts failures anew in each connection', async () => {
      await begin();
      h.network.failNext('join', 'timeout', 8);
      channels.open('channel:c0');
      await h.clock.pass(1001 + 2001 + 4001);
      h.network.cut('alice');
      h.network.restore('alice');
      await h.clock.pass(600_000);
      expect(toldOf('channel:c0').at(-1)).toBe('joined');
    });

    it('at once after a break, since the transport has joined them again by then', async () => {
      await begin();
      channels.setKeys(keys(50));
      await h.clock.pass(5000);
      h.network.cut('alice');
      h.network.restore('alice');
      await settled();
      expect(keys(50).every((key) => channels.isJoined(key))).toBeTrue();
    });

    it('once only, where the backend refuses', async () => {
      await begin();
      h.network.failNext('join', 'permission-denied');
      channels.open('channel:c0');
      await h.clock.pass(60_000);
      expect(toldOf('channel:c0')).toEqual(['joining', 'failed permission-denied']);
    });
  });

  describe('with more channels than the backend allows', () => {
    it('joins those that were looked at last, and parks the others', async () => {
      await begin(LIKE_SDK_1);
      channels.setKeys(keys(25));
      await h.clock.pass(5000);
      expect(joined()).toEqual(keys(20));
      expect(toldOf('channel:c20')).toEqual(['parked']);
    });

    it('lets the one that is looked at in, for the one that was not for the longest time', async () => {
      await begin(LIKE_SDK_1);
      channels.setKeys(keys(21));
      await h.clock.pass(5000);
      channels.visible('channel:c0');
      channels.visible('channel:c20');
      await h.clock.pass(1000);
      expect(joined().includes('channel:c20')).toBeTrue();
      expect(joined().includes('channel:c19')).toBeFalse();
      expect(joined().length).toBe(20);
      expect(toldOf('channel:c19').at(-1)).toBe('parked');
      expect(toldOf('channel:c20').at(-1)).toBe('joined');
      expect(members.at(-1)).toContain('channel:c20');
      expect(members).toContain('channel:c19 unknown');
    });

    it('never is in more at a time than allowed, whatever is looked at', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 3 });
      const { join } = h.transport;
      const refused: unknown[] = [];
      h.transport.join = (channelId) =>
        join(channelId).catch((error: unknown) => {
          refused.push((error as RtmError).code);
          throw error;
        });
      channels.setKeys(keys(8));
      for (let i = 0; i < 40; i++) {
        channels.visible(`channel:c${(i * 5) % 8}`);
        await h.clock.pass((i % 4) * 30);
      }
      await h.clock.pass(5000);
      expect(joined().length).toBe(3);
      expect(joined().includes('channel:c3')).toBeTrue();
      expect(refused.filter((code) => code !== 'cancelled')).toEqual([]);
    });

    it('counts those of before a break, which the backend still has, until they are left', async () => {
      const refused: unknown[] = [];
      await begin(
        { ...LIKE_SDK_1, maxChannels: 2 },
        {
          wrap: (transport) => ({
            ...transport,
            join: (channelId) =>
              transport.join(channelId).catch((error: unknown) => {
                refused.push((error as RtmError).code);
                throw error;
              }),
            async leave(channelId) {
              await new Promise<void>((resolve) => h.clock.after(50, resolve));
              await transport.leave(channelId);
            },
          }),
        },
      );
      channels.setKeys(keys(2));
      await settled();
      h.network.cut('alice');
      channels.open('channel:c2');
      h.network.restore('alice');
      await h.clock.pass(1000);
      expect(refused).toEqual([]);
      expect(joined()).toEqual(['channel:c0', 'channel:c2']);
    });

    it('leaves what is closed during a break', async () => {
      await begin();
      channels.setKeys(keys(2));
      await settled();
      h.network.cut('alice');
      channels.close('channel:c0');
      h.network.restore('alice');
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c1']);
    });

    it('does not leave a channel that something is being sent to', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 2 });
      channels.setKeys(keys(3));
      await settled();
      const release = channels.hold('channel:c1');
      channels.visible('channel:c0');
      channels.visible('channel:c2');
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c1', 'channel:c2']);
      release();
      release();
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c0', 'channel:c2']);
    });

    it('holds a channel until all who hold it have let go', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 1 });
      channels.setKeys(keys(2));
      await settled();
      const [first, second] = [channels.hold('channel:c0'), channels.hold('channel:c0')];
      channels.visible('channel:c1');
      first();
      first();
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c0']);
      second();
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c1']);
    });

    it('lets a parked channel in that is to be sent to, in its turn where all others are too', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 1 });
      channels.setKeys(keys(2));
      await settled();
      const first = channels.hold('channel:c0');
      const second = channels.hold('channel:c1');
      const waits = codeOf(channels.joined('channel:c1'));
      await h.clock.pass(60_000);
      expect(joined()).toEqual(['channel:c0']);
      first();
      await h.clock.pass(1000);
      expect(await waits).toBe('done');
      expect(joined()).toEqual(['channel:c1']);
      second();
    });

    it('makes room when one is closed or fails', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 1 });
      h.network.failNext('join', 'permission-denied');
      channels.setKeys(keys(3));
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c1']);
      channels.close('channel:c1');
      await h.clock.pass(1000);
      expect(joined()).toEqual(['channel:c2']);
    });

    it('gets along with fewer, where the application uses the same client', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 3 });
      await h.client.join('of-the-application');
      channels.setKeys(keys(3));
      await h.clock.pass(60_000);
      expect(joined()).toEqual(['channel:c0', 'channel:c1']);
      expect(toldOf('channel:c2').at(-1)).toBe('parked');
      await h.client.leave('of-the-application');
      h.network.cut('alice');
      h.network.restore('alice');
      await h.clock.pass(5000);
      expect(joined()).toEqual(keys(3));
    });

    it('keeps the counts of parked ones up from the history, each every 30 s at most', async () => {
      await begin({ ...LIKE_SDK_2, maxChannels: 1 });
      const bob = h.network.client();
      await bob.login({ userId: 'bob', token: null });
      await bob.sendToChannel('c1', 'Hi');
      channels.setKeys(keys(3));
      await h.clock.pass(1000);
      expect(pages).toEqual(['channel:c1 1', 'channel:c2 0']);
      await h.clock.pass(28_000);
      expect(pages.length).toBe(2);
      await h.clock.pass(2000);
      expect(pages.length).toBe(4);
      channels.visible('channel:c1');
      await h.clock.pass(60_000);
      expect(pages.slice(4)).not.toContain('channel:c1 1');
      expect(pages.slice(4)).toContain('channel:c0 0');
    });

    it('looks at all parked ones again when the connection is back, and at none before', async () => {
      await begin({ ...LIKE_SDK_2, maxChannels: 1 });
      channels.setKeys(keys(3));
      await h.clock.pass(1000);
      h.network.cut('alice');
      await h.clock.pass(120_000);
      expect(pages.length).toBe(2);
      h.network.restore('alice');
      await settled();
      expect(pages.length).toBe(4);
    });

    it('looks at the next one where the history of one fails', async () => {
      await begin({ ...LIKE_SDK_2, maxChannels: 1 });
      h.network.failNext('history', 'timeout');
      channels.setKeys(keys(3));
      await h.clock.pass(1000);
      expect(pages).toEqual(['channel:c2 0']);
      await h.clock.pass(30_000);
      expect(pages).toEqual(['channel:c2 0', 'channel:c1 0', 'channel:c2 0']);
    });

    it('hands over nothing of a channel that is joined in the meantime', async () => {
      await begin({ ...LIKE_SDK_2, maxChannels: 1 });
      const held = h.network.hold('history');
      channels.setKeys(keys(2));
      await settled();
      channels.visible('channel:c1');
      held.release();
      await h.clock.pass(60_000);
      expect(pages.filter((page) => page.startsWith('channel:c1'))).toEqual([]);
      expect(pages).toContain('channel:c0 0');
    });

    it('leaves parked ones parked where there is no history', async () => {
      await begin({ ...LIKE_SDK_1, maxChannels: 1 });
      const history = spyOn(h.transport, 'history').and.callThrough();
      channels.setKeys(keys(3));
      await h.clock.pass(120_000);
      expect(history).not.toHaveBeenCalled();
      expect(pages).toEqual([]);
      expect(toldOf('channel:c2')).toEqual(['parked']);
    });

    it('leaves room for others in the queries, however many are parked', async () => {
      await begin({ ...LIKE_SDK_2, maxChannels: 1 });
      channels.setKeys(Array.from({ length: 1000 }, (_, i): ConversationKey => `channel:p${i}`));
      await h.clock.pass(10_000);
      let isAnswered = false;
      void h.ctx.queries.run(() => Promise.resolve()).then(() => (isAnswered = true));
      await h.clock.pass(1000);
      expect(isAnswered).toBeTrue();
    });
  });

  describe('joined()', () => {
    it('resolves when the channel is joined', async () => {
      await begin();
      const held = h.network.hold('join');
      channels.open('channel:c0');
      let isJoined = false;
      void channels.joined('channel:c0').then(() => (isJoined = true));
      await settled();
      expect(isJoined).toBeFalse();
      held.release();
      await settled();
      expect(isJoined).toBeTrue();
      expect(await codeOf(channels.joined('channel:c0'))).toBe('done');
    });

    it('rejects where joining fails, and tries once more for the next who asks', async () => {
      await begin();
      h.network.failNext('join', 'permission-denied');
      channels.open('channel:c0');
      expect(await codeOf(channels.joined('channel:c0'))).toBe('permission-denied');
      expect(await codeOf(channels.joined('channel:c0'))).toBe('done');
    });

    it('rejects for what is neither open nor held, and when all is closed', async () => {
      await begin();
      expect(await codeOf(channels.joined('channel:c0'))).toBe('cancelled');
      h.network.hold('join');
      channels.open('channel:c0');
      const waiting = codeOf(channels.joined('channel:c0'));
      channels.closeAll();
      expect(await waiting).toBe('cancelled');
      expect(await codeOf(channels.joined('channel:c0'))).toBe('cancelled');
    });

    it('joins what is not open for as long as it is held, and tells nobody', async () => {
      await begin();
      const release = channels.hold('channel:c0');
      expect(await codeOf(channels.joined('channel:c0'))).toBe('done');
      expect(joined()).toEqual(['channel:c0']);
      release();
      await settled();
      expect(joined()).toEqual([]);
      expect(h.events).toEqual([]);
    });

    it('tells how it is when somebody opens what was held, and stays', async () => {
      await begin();
      const release = channels.hold('channel:c0');
      await channels.joined('channel:c0');
      channels.open('channel:c0');
      release();
      await settled();
      expect(toldOf('channel:c0')).toEqual(['joined']);
      expect(h.of('[RTM Others] Members Changed').at(-1)?.members).toEqual(['alice']);
      expect(joined()).toEqual(['channel:c0']);
    });

    it('leaves what is closed only when it is not held any more', async () => {
      await begin();
      channels.open('channel:c0');
      await settled();
      const release = channels.hold('channel:c0');
      channels.setKeys([]);
      await settled();
      expect(joined()).toEqual(['channel:c0']);
      release();
      await settled();
      expect(joined()).toEqual([]);
    });
  });

  describe('members', () => {
    it('are told sorted, and whoever comes and goes after the first list', async () => {
      await begin();
      const bob = h.network.client();
      await bob.login({ userId: 'bob', token: null });
      await bob.join('c0');
      channels.open('channel:c0');
      await settled();
      expect(h.of('[RTM Others] Members Came Or Went')).toEqual([]);
      await bob.leave('c0');
      await bob.join('c0');
      expect(h.of('[RTM Others] Members Changed').map((event) => event.members)).toEqual([
        ['alice', 'bob'],
        ['alice'],
        ['alice', 'bob'],
      ]);
      const changes = h.of('[RTM Others] Members Came Or Went');
      expect(changes.map(({ joined: came, left }) => [came, left])).toEqual([
        [[], ['bob']],
        [['bob'], []],
      ]);
      expect(new Set(changes.map(({ id }) => id)).size).toBe(2);
    });

    it('after a break are compared with those of before', async () => {
      await begin();
      const bob = h.network.client();
      await bob.login({ userId: 'bob', token: null });
      await bob.join('c0');
      channels.open('channel:c0');
      await settled();
      h.network.cut('alice');
      await bob.leave('c0');
      h.network.restore('alice');
      await settled();
      expect(h.of('[RTM Others] Members Came Or Went').map(({ left }) => left)).toEqual([['bob']]);
      expect(members.at(-1)).toBe('channel:c0 alice');
    });

    it('of a channel that was left are nobody’s business', async () => {
      await begin();
      channels.open('channel:c0');
      await settled();
      channels.close('channel:c0');
      const told = h.events.length;
      const bob = h.network.client();
      await bob.login({ userId: 'bob', token: null });
      await bob.join('c0');
      await settled();
      expect(h.events.length).toBe(told);
    });
  });

  it('tells nothing and has nothing running when all is closed', async () => {
    await begin({ ...LIKE_SDK_2, maxChannels: 1 });
    channels.setKeys(keys(3));
    await h.clock.pass(1000);
    const told = h.events.length;
    channels.closeAll();
    await h.clock.pass(2000);
    expect(joined()).toEqual([]);
    h.network.cut('alice');
    h.network.restore('alice');
    await h.clock.pass(60_000);
    expect(h.events.length).toBe(told);
    expect(h.clock.pending).toBe(0);
  });
});
