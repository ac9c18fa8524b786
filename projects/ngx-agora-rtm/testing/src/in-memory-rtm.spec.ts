import {
  type IncomingInvitation,
  type InvitationState,
  type OnlineStatus,
  RtmError,
  type RtmOperation,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import { LIKE_SDK_1, LIKE_SDK_2 } from './in-memory-options';
import { InMemoryRtm } from './in-memory-rtm';

describe('InMemoryRtm', () => {
  async function online(network: InMemoryRtm, userId: string, ...channels: string[]) {
    const client = network.client();
    await client.login({ userId, token: null });
    for (const channelId of channels) await client.join(channelId);
    return client;
  }

  it('fails as often as it is told, then no more', async () => {
    const network = new InMemoryRtm();
    const alice = await online(network, 'alice');
    network.failNext('send-to-channel', 'timeout', 2);
    for (let i = 0; i < 2; i++) {
      await expectAsync(alice.sendToChannel('lobby', 'x')).toBeRejectedWithError(
        RtmError,
        /made "send-to-channel" fail/,
      );
    }
    await expectAsync(alice.sendToChannel('lobby', 'x')).toBeResolved();
    expect(network.messages.length).toBe(1);
  });

  it('holds calls half way until they are released', async () => {
    const network = new InMemoryRtm();
    const alice = await online(network, 'alice');
    const held = network.hold('send-to-peer');
    let isSent = false;
    const sending = alice.sendToPeer('bob', 'x').then(() => (isSent = true));
    await Promise.resolve();
    expect(held.waiting).toBe(1);
    expect(isSent).toBeFalse();
    held.release();
    await sending;
    expect(held.waiting).toBe(0);
  });

  it('replays nothing that a client missed while it was cut off', async () => {
    const network = new InMemoryRtm();
    const alice = await online(network, 'alice', 'lobby');
    const bob = await online(network, 'bob', 'lobby');
    const seen: RtmMessage[] = [];
    bob.messages$.subscribe((message) => seen.push(message));
    network.cut('bob');
    await alice.sendToChannel('lobby', 'missed');
    network.restore('bob');
    await alice.sendToChannel('lobby', 'heard');
    expect(seen.map(({ payload }) => payload)).toEqual(['heard']);
  });

  it('can be like SDK 1.x: no history, no echo, 20 channels', async () => {
    const network = new InMemoryRtm(LIKE_SDK_1);
    const alice = await online(network, 'alice', 'lobby');
    const seen: RtmMessage[] = [];
    alice.messages$.subscribe((message) => seen.push(message));
    await alice.sendToChannel('lobby', 'x');
    expect(seen).toEqual([]);
    await expectAsync(alice.history({ type: 'channel', id: 'lobby' })).toBeRejectedWithError(
      RtmError,
      /has no history/,
    );
    await expectAsync(alice.sendToChannel('hall', 'x')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-joined' }),
    );
    const joining = alice.join('hall');
    await alice.sendToChannel('hall', 'x');
    await joining;
    await alice.leave('hall');
    for (let i = 1; i < 20; i++) await alice.join(`c${i}`);
    await expectAsync(alice.join('one-more')).toBeRejectedWithError(RtmError, /20 channels/);
  });

  it('gives messages strictly increasing times whatever its clock does', async () => {
    const network = new InMemoryRtm({ now: () => 1000 });
    const alice = await online(network, 'alice');
    const times: number[] = [];
    for (let i = 0; i < 3; i++) times.push((await alice.sendToChannel('lobby', 'x')).sentAt);
    expect(times).toEqual([1000, 1001, 1002]);
  });

  it('can be like SDK 2.x: history and echo, but nobody is told who is online, or invited', async () => {
    const network = new InMemoryRtm(LIKE_SDK_2);
    const alice = await online(network, 'alice');
    const { history, channelEcho, sendRate, maxChannels } = alice.capabilities;
    expect([history, channelEcho, sendRate.messages, maxChannels]).toEqual([true, true, 60, 50]);
    const calls: readonly Promise<unknown>[] = [
      alice.onlineStatus.query(['bob']),
      alice.invitations.invite('bob'),
    ];
    for (const call of calls) {
      await expectAsync(call).toBeRejectedWith(jasmine.objectContaining({ code: 'unsupported' }));
    }
  });

  it('tells watchers who is cut off, and tells a watcher that was cut off what it has missed', async () => {
    const network = new InMemoryRtm();
    const alice = await online(network, 'alice');
    await online(network, 'bob');
    const seen: (OnlineStatus | undefined)[] = [];
    alice.onlineStatus.changes$.subscribe((statuses) => seen.push(statuses.get('bob')));
    await alice.onlineStatus.watch(['bob']);
    network.cut('bob');
    network.restore('bob');
    expect(seen).toEqual(['online', 'unreachable', 'online']);
    network.cut('alice');
    network.end('bob', 'banned');
    expect(seen.length).toBe(3);
    network.restore('alice');
    expect(seen.at(-1)).toBe('offline');
  });

  it('makes every operation of attributes, online status and invitations fail on request', async () => {
    const network = new InMemoryRtm();
    const alice = await online(network, 'alice');
    const lobby = { type: 'channel', id: 'lobby' } as const;
    const calls: readonly (readonly [RtmOperation, () => Promise<unknown>])[] = [
      ['get-attributes', () => alice.attributes.get(lobby)],
      ['set-attributes', () => alice.attributes.set(lobby, new Map([['topic', 'x']]))],
      ['remove-attributes', () => alice.attributes.remove(lobby)],
      ['online-status', () => alice.onlineStatus.query(['bob'])],
      ['member-count', () => alice.memberCounts(['lobby'])],
      ['invite', () => alice.invitations.invite('bob')],
    ];
    for (const [operation, call] of calls) {
      network.failNext(operation, 'timeout');
      await expectAsync(call()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'timeout', operation }),
      );
      await expectAsync(call()).toBeResolved();
    }
  });

  describe('invitations', () => {
    let network: InMemoryRtm;
    const phases = (states: readonly InvitationState[]): string =>
      states.map(({ phase }) => phase).join(' ');

    async function invited() {
      network = new InMemoryRtm();
      const [alice, bob] = [await online(network, 'alice'), await online(network, 'bob')];
      const atCaller: InvitationState[] = [];
      const atPeer: InvitationState[] = [];
      const arrived: IncomingInvitation[] = [];
      bob.invitations.incoming$.subscribe((invitation) => {
        arrived.push(invitation);
        invitation.state$.subscribe((state) => atPeer.push(state));
      });
      const invite = async () => {
        const outgoing = await alice.invitations.invite('bob');
        outgoing.state$.subscribe((state) => atCaller.push(state));
        return outgoing;
      };
      return { alice, bob, invite, atCaller, atPeer, arrived };
    }

    it('wait for a peer that is cut off', async () => {
      const { invite, atCaller, arrived } = await invited();
      network.cut('bob');
      await invite();
      expect([phases(atCaller), arrived.length]).toEqual(['sent', 0]);
      network.restore('bob');
      expect([phases(atCaller), arrived.length]).toEqual(['sent received', 1]);
    });

    it('fail when the peer that is cut off is gone for good', async () => {
      const { invite, atCaller } = await invited();
      network.cut('bob');
      await invite();
      network.end('bob', 'replaced');
      expect(atCaller.at(-1)?.failure).toBe('peer-offline');
    });

    it('tell a caller that was cut off what has become of them, once', async () => {
      const { invite, atCaller, arrived } = await invited();
      await invite();
      network.cut('alice');
      await arrived[0]?.accept('here I am');
      expect(phases(atCaller)).toBe('received');
      network.restore('alice');
      network.cut('alice');
      network.restore('alice');
      expect(phases(atCaller)).toBe('received accepted');
      expect(atCaller.at(-1)?.response).toBe('here I am');
    });

    it('wait for another answer when one does not get there', async () => {
      const { invite, atPeer, arrived } = await invited();
      await invite();
      network.failNext('answer-invitation', 'timeout');
      await expectAsync(arrived[0]?.accept()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'timeout' }),
      );
      expect(phases(atPeer)).toBe('received accepting received');
      await arrived[0]?.refuse();
      expect(atPeer.at(-1)?.phase).toBe('refused');
    });

    it('take one answer only while it is on its way, and none once they are taken back', async () => {
      const { invite, arrived } = await invited();
      const outgoing = await invite();
      const held = network.hold('answer-invitation');
      const accepting = arrived[0]?.accept();
      await expectAsync(arrived[0]?.refuse()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-argument' }),
      );
      await outgoing.cancel();
      held.release();
      await expectAsync(accepting).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-argument' }),
      );
    });

    it('come to nothing when the test says so', async () => {
      const { invite, atCaller, atPeer } = await invited();
      await invite();
      network.failInvitations('expired');
      expect([atCaller.at(-1)?.failure, atPeer.at(-1)?.failure]).toEqual(['expired', 'expired']);
    });
  });
});
