import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRtm, RtmError, RtmService, withOptions } from 'ngx-agora-rtm';
import type { ChannelMembership, ChannelMessage, MemberChange } from 'ngx-agora-rtm';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';

const GRACE_MS = 20;
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
const graceOver = () => new Promise<void>((resolve) => setTimeout(resolve, GRACE_MS + 10));

describe('RtmChannel', () => {
  let network: InMemoryRtm;
  let rtm: RtmService;

  beforeEach(() => {
    network = new InMemoryRtm({ maxChannels: 3 });
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideRtm(network.client, withOptions({ channelGraceMs: GRACE_MS, retryBaseMs: 1 })),
      ],
    });
    rtm = TestBed.inject(RtmService);
  });

  async function online(userId: string, ...channels: string[]) {
    const client = network.client();
    await client.login({ userId, token: null });
    for (const channelId of channels) await client.join(channelId);
    return client;
  }

  function collect(channelId: string) {
    const seen: ChannelMessage[] = [];
    const subscription = rtm.channelMessages(channelId).subscribe((message) => seen.push(message));
    return { seen, subscription };
  }

  it('refuses a bad name, synchronously as a handle and as an error in the stream', () => {
    expect(() => rtm.channel('')).toThrowError(RtmError, /must not be empty/);
    let error: unknown;
    rtm.channelMessages('a/b').subscribe({ error: (reason: unknown) => (error = reason) });
    expect((error as RtmError).code).toBe('invalid-channel-id');
  });

  it('joins with the first subscriber, once for all, and leaves a grace time after the last', async () => {
    await rtm.login('alice');
    const first = collect('lobby');
    const second = collect('lobby');
    const members = rtm.channel('lobby').members$.subscribe();
    await settle();
    expect(network.membersOf('lobby')).toEqual(['alice']);
    first.subscription.unsubscribe();
    members.unsubscribe();
    await graceOver();
    expect(network.membersOf('lobby')).toEqual(['alice']);
    second.subscription.unsubscribe();
    await settle();
    expect(network.membersOf('lobby')).toEqual(['alice']);
    await graceOver();
    expect(network.membersOf('lobby')).toEqual([]);
  });

  it('stays when a subscriber comes back within the grace time', async () => {
    await rtm.login('alice');
    const bob = await online('bob', 'lobby');
    const changes: unknown[] = [];
    bob.members$.subscribe((event) => changes.push(event));
    const first = collect('lobby');
    await settle();
    first.subscription.unsubscribe();
    const again = collect('lobby');
    await graceOver();
    await bob.sendToChannel('lobby', 'still here?');
    expect(again.seen.map(({ payload }) => payload)).toEqual(['still here?']);
    expect(changes.length).toBe(1);
  });

  it('does not take a channel in its grace time over to the next user', async () => {
    await rtm.login('alice');
    const { subscription } = collect('lobby');
    await settle();
    subscription.unsubscribe();
    await rtm.logout();
    await rtm.login('bob');
    await settle();
    expect(network.membersOf('lobby')).toEqual([]);
  });

  it('delivers messages with their sender, and the own ones marked', async () => {
    await rtm.login('alice');
    const bob = await online('bob');
    const { seen } = collect('lobby');
    await settle();
    await bob.sendToChannel('lobby', 'hello');
    await rtm.channel('lobby').send('hi bob');
    expect(seen.map(({ from, own, payload }) => [from, own, payload])).toEqual([
      ['bob', false, 'hello'],
      ['alice', true, 'hi bob'],
    ]);
  });

  it('delivers nothing any more after leaving, nor from another channel', async () => {
    await rtm.login('alice');
    const bob = await online('bob');
    const lobby = collect('lobby');
    const other = collect('other');
    await settle();
    await bob.sendToChannel('other', 'over here');
    lobby.subscription.unsubscribe();
    await bob.sendToChannel('lobby', 'anybody?');
    expect(lobby.seen).toEqual([]);
    expect(other.seen.length).toBe(1);
  });

  it('waits for the login when it is subscribed to before', async () => {
    const states: string[] = [];
    rtm.channel('lobby').membership$.subscribe(({ state }) => states.push(state));
    expect(states).toEqual(['waiting']);
    await rtm.login('alice');
    await settle();
    expect(states).toEqual(['waiting', 'joining', 'joined']);
  });

  it('joins again after a reconnect that lost the channel', async () => {
    await rtm.login('alice');
    const bob = await online('bob');
    const { seen } = collect('lobby');
    await settle();
    network.cut('alice');
    network.restore('alice', ['lobby']);
    await settle();
    await bob.sendToChannel('lobby', 'welcome back');
    expect(seen.map(({ payload }) => payload)).toEqual(['welcome back']);
  });

  it('joins again at the next login', async () => {
    await rtm.login('alice');
    collect('lobby');
    await settle();
    await rtm.logout();
    expect(network.membersOf('lobby')).toEqual([]);
    await rtm.login('alice');
    await settle();
    expect(network.membersOf('lobby')).toEqual(['alice']);
  });

  it('tells why joining failed, as an error of the messages and as the membership', async () => {
    await rtm.login('alice');
    network.failNext('join', 'permission-denied', 2);
    const memberships: ChannelMembership[] = [];
    const channel = rtm.channel('lobby');
    channel.membership$.subscribe((membership) => memberships.push(membership));
    const error = await new Promise<unknown>((resolve) =>
      channel.messages$.subscribe({ error: resolve }),
    );
    expect((error as RtmError).code).toBe('permission-denied');
    expect(memberships.at(-1)).toEqual({ state: 'failed', error: error as RtmError });
    expect(memberships.filter(({ state }) => state === 'joining').length).toBe(1);
    channel.joinAgain();
    await settle();
    expect(memberships.at(-1)?.state).toBe('failed');
    channel.joinAgain();
    await settle();
    expect(memberships.at(-1)?.state).toBe('joined');
  });

  it('starts anew for the next subscriber after a failure', async () => {
    await rtm.login('alice');
    network.failNext('join', 'refused');
    const failure = await new Promise<unknown>((resolve) =>
      rtm.channelMessages('lobby').subscribe({ error: resolve }),
    );
    expect((failure as RtmError).code).toBe('refused');
    collect('lobby');
    await settle();
    expect(network.membersOf('lobby')).toEqual(['alice']);
  });

  it('tries again by itself when joining fails for the moment', async () => {
    await rtm.login('alice');
    network.failNext('join', 'rate-limited', 3);
    const { seen } = collect('lobby');
    // The retries take real time, and a busy machine takes more.
    for (let round = 0; round < 200 && network.membersOf('lobby').length === 0; round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await (await online('bob')).sendToChannel('lobby', 'made it');
    expect(seen.length).toBe(1);
  });

  it('says so when the user is in too many channels', async () => {
    await rtm.login('alice');
    for (const channelId of ['a', 'b', 'c']) collect(channelId);
    await settle();
    const error = await new Promise<unknown>((resolve) =>
      rtm.channelMessages('d').subscribe({ error: resolve }),
    );
    expect((error as RtmError).code).toBe('channel-limit');
  });

  describe('members', () => {
    it('are known from the start, and change as people come and go', async () => {
      await rtm.login('alice');
      const bob = await online('bob', 'lobby');
      const lists: (readonly string[])[] = [];
      const changes: MemberChange[] = [];
      const channel = rtm.channel('lobby');
      channel.members$.subscribe((members) => lists.push(members));
      channel.memberChanges$.subscribe((change) => changes.push(change));
      await settle();
      await online('carol', 'lobby');
      await bob.leave('lobby');
      expect(lists).toEqual([[], ['alice', 'bob'], ['alice', 'bob', 'carol'], ['alice', 'carol']]);
      expect(changes).toEqual([
        { joined: ['carol'], left: [] },
        { joined: [], left: ['bob'] },
      ]);
    });

    it('are replaced by a snapshot, never merged, after a reconnect', async () => {
      await rtm.login('alice');
      const bob = await online('bob', 'lobby');
      const lists: (readonly string[])[] = [];
      rtm.channel('lobby').members$.subscribe((members) => lists.push(members));
      await settle();
      network.cut('alice');
      await bob.logout();
      network.restore('alice', ['lobby']);
      await settle();
      expect(lists.at(-1)).toEqual(['alice']);
    });

    it('are nobody once logged out', async () => {
      await rtm.login('alice');
      const counts: number[] = [];
      rtm.channel('lobby').memberCount$.subscribe((count) => counts.push(count));
      await settle();
      await rtm.logout();
      expect(counts).toEqual([0, 1, 0]);
    });
  });

  it('reads the history page by page, oldest first', async () => {
    await rtm.login('alice');
    const channel = rtm.channel('lobby');
    for (let i = 0; i < 5; i++) await channel.send(`m${i}`);
    const newest = await channel.history({ limit: 2 });
    expect(newest.messages.map(({ payload }) => payload)).toEqual(['m3', 'm4']);
    const older = await channel.history({ limit: 3, before: newest.before ?? 0 });
    expect(older.messages.map(({ payload }) => payload)).toEqual(['m0', 'm1', 'm2']);
  });
});
