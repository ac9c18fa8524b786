import { type InMemoryRtmOptions, LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { ChannelBudget } from './channel-budget';
import { settled } from './manual-clock';
import { PresenceWatch } from './presence-watch';
import {
  FULL_WAITS,
  type HarnessOptions,
  type SendingHarness,
  sendingHarness,
} from './sending-harness.spec';

describe('PresenceWatch', () => {
  let h: SendingHarness;
  let presence: PresenceWatch;
  let channels: ChannelBudget;

  async function begin(
    rtm: InMemoryRtmOptions = LIKE_SDK_1,
    options: HarnessOptions = {},
  ): Promise<void> {
    h = sendingHarness(rtm, options);
    presence = new PresenceWatch(h.ctx, FULL_WAITS);
    channels = new ChannelBudget(h.ctx, {
      onPage: () => undefined,
      onMembers: (key, members) => presence.members(key, members),
    });
    await h.transport.login('alice');
    await presence.start();
    channels.start();
  }

  async function login(userId: string): Promise<RtmClient> {
    const client = h.network.client();
    await client.login({ userId, token: null });
    return client;
  }

  /** What was told of a user, in order. */
  const toldOf = (userId: string): string[] =>
    h
      .of('[RTM Others] Presence Changed')
      .flatMap((event) => event.presence)
      .filter(([id]) => id === userId)
      .map(([, { status }]) => status);

  const lastSeen = (userId: string): number | null | undefined =>
    h
      .of('[RTM Others] Presence Changed')
      .flatMap((event) => event.presence)
      .filter(([id]) => id === userId)
      .at(-1)?.[1].lastSeen;

  describe('of channel members', () => {
    it('tells who is there, and who has gone, all of a second together', async () => {
      await begin(LIKE_SDK_2);
      const [bob] = [await login('bob'), await login('carol')];
      await bob.join('lobby');
      channels.open('channel:lobby');
      await h.clock.pass(500);
      const carol = await login('carol');
      await carol.join('lobby');
      await h.clock.pass(499);
      expect(h.of('[RTM Others] Presence Changed')).toEqual([]);
      await h.clock.pass(1);
      expect(h.of('[RTM Others] Presence Changed').length).toBe(1);
      expect([toldOf('bob'), toldOf('carol'), toldOf('alice')]).toEqual([
        ['online'],
        ['online'],
        [],
      ]);
      await bob.leave('lobby');
      await h.clock.pass(6000);
      expect(toldOf('bob')).toEqual(['online', 'offline']);
      expect(lastSeen('bob')).toBe(1_800_000_001_000);
    });

    it('tells nothing of somebody who is back within 5 s', async () => {
      await begin(LIKE_SDK_2);
      const bob = await login('bob');
      await bob.join('lobby');
      channels.open('channel:lobby');
      await h.clock.pass(1000);
      for (let i = 0; i < 20; i++) {
        await bob.leave('lobby');
        await h.clock.pass(4999);
        await bob.join('lobby');
        await h.clock.pass(100);
      }
      expect(toldOf('bob')).toEqual(['online']);
    });

    it('counts the 5 s anew each time somebody goes', async () => {
      await begin(LIKE_SDK_2);
      const bob = await login('bob');
      await bob.join('lobby');
      channels.open('channel:lobby');
      await h.clock.pass(1000);
      for (const [gone, back] of [
        [1000, 1000],
        [4900, 3000],
      ] as const) {
        await bob.leave('lobby');
        await h.clock.pass(gone);
        await bob.join('lobby');
        await h.clock.pass(back);
      }
      expect(toldOf('bob')).toEqual(['online']);
    });

    it('is not told again with each message of somebody who is there', async () => {
      await begin(LIKE_SDK_2);
      const bob = await login('bob');
      await bob.join('lobby');
      channels.open('channel:lobby');
      for (let i = 0; i < 60; i++) {
        await h.clock.pass(2000);
        presence.heard('bob', h.clock.now());
      }
      expect(toldOf('bob')).toEqual(['online']);
    });

    it('tells nothing of a break of the own connection that is over within 5 s', async () => {
      await begin(LIKE_SDK_2);
      const bob = await login('bob');
      await bob.join('lobby');
      channels.open('channel:lobby');
      await h.clock.pass(1000);
      h.network.cut('alice');
      await h.clock.pass(4999);
      h.network.restore('alice');
      await h.clock.pass(10_000);
      expect(toldOf('bob')).toEqual(['online']);
      h.network.cut('alice');
      await h.clock.pass(6000);
      expect(toldOf('bob')).toEqual(['online', 'unknown']);
      h.network.restore('alice');
      await h.clock.pass(1000);
      expect(toldOf('bob')).toEqual(['online', 'unknown', 'online']);
    });

    it('keeps somebody online who is still in another channel', async () => {
      await begin(LIKE_SDK_2);
      const bob = await login('bob');
      await bob.join('one');
      await bob.join('two');
      channels.setKeys(['channel:one', 'channel:two']);
      await h.clock.pass(1000);
      await bob.leave('one');
      await h.clock.pass(10_000);
      expect(toldOf('bob')).toEqual(['online']);
    });

    it('knows nothing of those whose channel the user has left', async () => {
      await begin(LIKE_SDK_2);
      const bob = await login('bob');
      await bob.join('lobby');
      channels.open('channel:lobby');
      await h.clock.pass(1000);
      channels.close('channel:lobby');
      await h.clock.pass(6000);
      expect(toldOf('bob')).toEqual(['online', 'unknown']);
    });
  });

  describe('of peers', () => {
    it('tells what the backend says of those whose conversation is open', async () => {
      await begin();
      presence.open('peer:bob');
      presence.open('peer:alice');
      await h.clock.pass(1000);
      const bob = await login('bob');
      await h.clock.pass(1000);
      h.network.cut('bob');
      await h.clock.pass(6000);
      h.network.restore('bob');
      await h.clock.pass(1000);
      await bob.logout();
      await h.clock.pass(6000);
      expect(toldOf('bob')).toEqual(['offline', 'online', 'unreachable', 'online', 'offline']);
      expect(toldOf('alice')).toEqual([]);
    });

    it('asks once for all who are opened together, and for nobody who is closed', async () => {
      await begin();
      const watch = spyOn(h.transport.onlineStatus, 'watch').and.callThrough();
      const unwatch = spyOn(h.transport.onlineStatus, 'unwatch').and.callThrough();
      for (const name of ['bob', 'carol', 'dave'] as const) presence.open(`peer:${name}`);
      presence.open('channel:lobby');
      await settled();
      presence.close('peer:carol');
      await settled();
      expect(watch.calls.allArgs()).toEqual([[['bob', 'carol', 'dave']]]);
      expect(unwatch.calls.allArgs()).toEqual([[['carol']]]);
    });

    it('asks again after each break, and tells what was missed', async () => {
      await begin();
      const watch = spyOn(h.transport.onlineStatus, 'watch').and.callThrough();
      presence.open('peer:bob');
      await h.clock.pass(1000);
      h.network.cut('alice');
      await login('bob');
      await h.clock.pass(10_000);
      h.network.restore('alice');
      await h.clock.pass(1000);
      expect(toldOf('bob').at(-1)).toBe('online');
      expect(watch).toHaveBeenCalledTimes(2);
    });

    it('watches those that were opened last, where there are more than the backend takes', async () => {
      await begin({ ...LIKE_SDK_1, onlineStatus: { maxQueried: 10, maxWatched: 2 } });
      for (const name of ['bob', 'carol', 'dave'] as const) presence.open(`peer:${name}`);
      await h.clock.pass(1000);
      expect([toldOf('bob'), toldOf('carol'), toldOf('dave')]).toEqual([
        [],
        ['offline'],
        ['offline'],
      ]);
      presence.open('peer:bob');
      await h.clock.pass(1000);
      expect(toldOf('bob')).toEqual(['offline']);
    });

    it('tries again where the backend fails, and leaves it alone where it refuses', async () => {
      await begin();
      h.network.failNext('online-status', 'rate-limited', 2);
      presence.open('peer:bob');
      await h.clock.pass(5000);
      expect(toldOf('bob')).toEqual(['offline']);
      h.network.failNext('online-status', 'permission-denied');
      const watch = spyOn(h.transport.onlineStatus, 'watch').and.callThrough();
      presence.open('peer:carol');
      await h.clock.pass(120_000);
      expect(watch).toHaveBeenCalledTimes(1);
      h.network.cut('alice');
      h.network.restore('alice');
      await h.clock.pass(1000);
      expect(toldOf('carol')).toEqual(['offline']);
    });

    it('asks nothing where the backend has no online status', async () => {
      await begin(LIKE_SDK_2);
      const watch = spyOn(h.transport.onlineStatus, 'watch');
      presence.open('peer:bob');
      await h.clock.pass(1000);
      expect(watch).not.toHaveBeenCalled();
    });
  });

  describe('last seen', () => {
    it('is told with whatever is heard of somebody, not more exactly than to 30 s', async () => {
      await begin(LIKE_SDK_2);
      const start = h.clock.now();
      for (let i = 0; i < 30; i++) {
        presence.heard('bob', h.clock.now());
        await h.clock.pass(2000);
      }
      const told = h.of('[RTM Others] Presence Changed');
      expect(told.length).toBe(2);
      expect(told[0]?.presence).toEqual([['bob', { status: 'unknown', lastSeen: start }]]);
      expect(lastSeen('bob')).toBe(start + 30_000);
    });

    it('never goes back, nor into the future', async () => {
      await begin(LIKE_SDK_2);
      const now = h.clock.now();
      presence.heard('bob', now - 1000);
      presence.heard('bob', now - 900_000);
      presence.heard('carol', now + 86_400_000);
      presence.heard('dave', NaN);
      presence.heard('alice', now);
      await h.clock.pass(1000);
      expect([lastSeen('bob'), lastSeen('carol'), lastSeen('dave')]).toEqual([
        now - 1000,
        now,
        now,
      ]);
      expect(lastSeen('alice')).toBeUndefined();
    });

    it('is kept every 30 s at most, the latest 1,000, and known again at the next start', async () => {
      await begin(LIKE_SDK_2);
      const kept = spyOn(h.storage, 'patchUser').and.callThrough();
      const now = h.clock.now();
      for (let i = 0; i < 1099; i++) presence.heard(`user${i}`, now - 2000 + i);
      // Heard of first, and then once more at the end.
      presence.heard('user500', now - 2);
      presence.heard('user1099', now - 1);
      await h.clock.pass(29_999);
      expect(kept).not.toHaveBeenCalled();
      await h.clock.pass(60_000);
      expect(kept).toHaveBeenCalledTimes(1);
      const { lastSeen: stored } = await h.storage.user();
      expect(stored.length).toBe(1000);
      const names = stored.map(([userId]) => userId);
      expect([names.includes('user99'), names.includes('user100')]).toEqual([false, true]);
      expect(names.slice(-2)).toEqual(['user500', 'user1099']);
      const { storage } = h;
      await begin(LIKE_SDK_2, { storage });
      const bob = await login('user1099');
      await bob.join('lobby');
      channels.open('channel:lobby');
      presence.heard('user1098', now - 1_000_000);
      await h.clock.pass(1000);
      expect(h.of('[RTM Others] Presence Changed').flatMap((event) => event.presence)).toEqual([
        ['user1099', { status: 'online', lastSeen: h.clock.now() - 1000 }],
      ]);
    });

    it('does without a storage that fails', async () => {
      h = sendingHarness(LIKE_SDK_2);
      const { storage } = h;
      spyOn(storage, 'user').and.rejectWith(new Error('broken'));
      spyOn(storage, 'patchUser').and.rejectWith(new Error('broken'));
      await begin(LIKE_SDK_2, { storage });
      presence.heard('bob', h.clock.now());
      await h.clock.pass(60_000);
      expect(toldOf('bob')).toEqual(['unknown']);
    });
  });

  it('tells, keeps and has running nothing more when stopped', async () => {
    await begin();
    presence.open('peer:bob');
    presence.heard('carol', h.clock.now());
    const bob = await login('bob');
    await bob.join('lobby');
    channels.open('channel:lobby');
    await h.clock.pass(900);
    channels.closeAll();
    presence.stop();
    presence.heard('dave', h.clock.now());
    presence.members('channel:lobby', ['erin']);
    await h.clock.pass(60_000);
    expect(h.of('[RTM Others] Presence Changed')).toEqual([]);
    expect((await h.storage.user()).lastSeen).toEqual([]);
    expect(h.clock.pending).toBe(0);
  });
});
