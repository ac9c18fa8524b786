import { RtmError, type RtmMessage } from 'ngx-agora-rtm/client';
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
    const network = new InMemoryRtm({ history: false, channelEcho: false, maxChannels: 20 });
    const alice = await online(network, 'alice', 'lobby');
    const seen: RtmMessage[] = [];
    alice.messages$.subscribe((message) => seen.push(message));
    await alice.sendToChannel('lobby', 'x');
    expect(seen).toEqual([]);
    await expectAsync(alice.history({ type: 'channel', id: 'lobby' })).toBeRejectedWithError(
      RtmError,
      /keeps no messages/,
    );
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
});
