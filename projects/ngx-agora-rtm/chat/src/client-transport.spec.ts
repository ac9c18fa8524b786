import { type RtmClient, RtmError } from 'ngx-agora-rtm/client';
import { InMemoryRtm, LIKE_SDK_1, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import type { ChatTransport } from './chat-transport';
import { clientTransport } from './client-transport';
import { settled } from './manual-clock';

describe('clientTransport', () => {
  let network: InMemoryRtm;
  let client: RtmClient;
  let transport: ChatTransport;

  beforeEach(() => {
    network = new InMemoryRtm(LIKE_SDK_2);
    client = network.client();
    transport = clientTransport(client);
  });

  it('tells the capabilities and the world of its client', () => {
    expect(transport.capabilities).toBe(client.capabilities);
    expect(transport.appId).toBe('in-memory');
  });

  it('logs in with the token it is given, or without', async () => {
    const login = spyOn(client, 'login').and.callThrough();
    await transport.login('alice', 'a-token');
    await transport.logout();
    await transport.login('alice');
    expect(login.calls.allArgs().map(([{ token }]) => token)).toEqual(['a-token', null]);
  });

  it('sends to peers and channels, and reads their history', async () => {
    await transport.login('alice');
    await transport.send({ type: 'channel', id: 'lobby' }, 'One');
    await transport.send({ type: 'peer', id: 'bob' }, 'Two', { keep: false });
    expect(network.messages.map(({ target, payload }) => [target.id, payload])).toEqual([
      ['lobby', 'One'],
    ]);
    const page = await transport.history({ type: 'channel', id: 'lobby' });
    expect(page.messages.map(({ payload }) => payload)).toEqual(['One']);
  });

  it('is in a channel again after a reconnect that lost it, for whoever awaits `join` then', async () => {
    await transport.login('alice');
    await transport.join('lobby');
    const again: Promise<void>[] = [];
    transport.connection$.subscribe(({ state, reason }) => {
      if (state === 'connected' && reason === 'reconnect') again.push(transport.join('lobby'));
    });
    network.cut('alice');
    network.restore('alice', ['lobby']);
    await Promise.all(again);
    expect(again.length).toBe(1);
    expect(network.membersOf('lobby')).toEqual(['alice']);
  });

  it('joins again without being asked', async () => {
    await transport.login('alice');
    await transport.join('lobby');
    await transport.join('other');
    await transport.leave('other');
    network.cut('alice');
    network.restore('alice', ['lobby', 'other']);
    await settled();
    expect([network.membersOf('lobby'), network.membersOf('other')]).toEqual([['alice'], []]);
  });

  it('takes no channel over into another login', async () => {
    await transport.login('alice');
    await transport.join('lobby');
    await transport.logout();
    await transport.login('carol');
    network.cut('carol');
    network.restore('carol');
    await settled();
    expect(network.membersOf('lobby')).toEqual([]);
  });

  it('leaves a join that fails after a reconnect to the next one who asks', async () => {
    await transport.login('alice');
    await transport.join('lobby');
    network.failNext('join', 'timeout');
    network.cut('alice');
    network.restore('alice', ['lobby']);
    await settled();
    expect(network.membersOf('lobby')).toEqual([]);
    await transport.join('lobby');
    expect(network.membersOf('lobby')).toEqual(['alice']);
  });

  it('rejects as its client does', async () => {
    await expectAsync(transport.join('lobby')).toBeRejectedWith(jasmine.any(RtmError));
    const old = clientTransport(new InMemoryRtm(LIKE_SDK_1).client());
    await old.login('alice');
    await expectAsync(old.history({ type: 'peer', id: 'bob' })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'unsupported' }),
    );
  });
});
