import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventLog } from '../testing/event-log.ts';
import { loggedIn } from '../testing/fixtures.ts';
import { joined, loggedInV1, outcomeV1, runForBoth } from '../testing/fixtures-v1.ts';
import { LossyWay } from '../testing/lossy-way.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import AgoraRTM from './public-api.ts';

const names = (count: number) => Array.from({ length: count }, (_, at) => `user${at}`);
const { ONLINE_STATUS } = AgoraRTM.PeerSubscriptionOption;

describe('online status of the 1.x twin', () => {
  it('is reported at once, when it changes, and no more after unsubscribing', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const heard = new EventLog<string>();
    alice.on('PeersOnlineStatusChanged', (status) => heard.add(JSON.stringify(status)));
    const bob = await loggedInV1(test, 'bob');
    await alice.subscribePeersOnlineStatus(['bob', 'carol', 'bob']);
    await heard.atLeast(1);
    const carol = await loggedIn(test, 'carol');
    await heard.atLeast(2);
    await bob.client.logout();
    await heard.atLeast(3);
    assert.deepEqual(await alice.queryPeersBySubscriptionOption(ONLINE_STATUS), ['bob', 'carol']);
    await alice.unsubscribePeersOnlineStatus(['carol']);
    // The answer says that the server has seen it.
    assert.deepEqual(await alice.queryPeersOnlineStatus(['carol']), { carol: true });
    await carol.client.logout();
    assert.deepEqual(await alice.queryPeersOnlineStatus(['carol']), { carol: false });
    assert.deepEqual(heard.entries, [
      '{"bob":"ONLINE","carol":"OFFLINE"}',
      '{"carol":"ONLINE"}',
      '{"bob":"OFFLINE"}',
    ]);
    assert.deepEqual(await alice.queryPeersBySubscriptionOption(ONLINE_STATUS), ['bob']);
  });

  it('is subscribed again by a reconnect, which reports how it is by then', async (test) => {
    const clock = new ManualClock();
    const { port, url } = await runForBoth(test);
    const way = await LossyWay.to(test, port);
    AgoraRTM.setParameter('EMULATOR_URL', way.url);
    test.after(() => AgoraRTM.setParameter('EMULATOR_URL', url));
    const alice = await loggedInV1(test, 'alice', { clock });
    const heard = new EventLog<string>();
    alice.client.on('PeersOnlineStatusChanged', (status) => heard.add(JSON.stringify(status)));
    await alice.client.subscribePeersOnlineStatus(['bob']);
    await heard.atLeast(1);
    way.cut();
    await alice.heard.states.atLeast(3);
    const bob = await loggedIn(test, 'bob');
    clock.advance(3_000);
    await heard.atLeast(2);
    await bob.client.logout();
    assert.deepEqual(await heard.atLeast(3), [
      '{"bob":"OFFLINE"}',
      '{"bob":"ONLINE"}',
      '{"bob":"OFFLINE"}',
    ]);
  });

  it('is asked for 256 users at most, and watched of 512', async (test) => {
    await runForBoth(test);
    const { client } = await loggedInV1(test, 'alice');
    const query = async (count: number) => outcomeV1(client.queryPeersOnlineStatus(names(count)));
    assert.equal(await query(0), 'RtmInvalidArgumentError 2');
    assert.equal(await query(256), 'resolved');
    assert.equal(await query(257), 'RtmInvalidArgumentError 2');
    const watch = async (ids: string[]) => outcomeV1(client.subscribePeersOnlineStatus(ids));
    assert.equal(await watch(names(513)), 'RtmLimitExceededError 6');
    assert.equal(await watch(names(512)), 'resolved');
    assert.equal(await watch(['one more']), 'RtmLimitExceededError 6');
    assert.equal(await watch(['*']), 'RtmInvalidArgumentError 2');
    assert.equal(await outcomeV1(client.unsubscribePeersOnlineStatus(names(512))), 'resolved');
    assert.equal(await watch(['one more']), 'resolved');
  });

  it('can be asked for 10 times in 5 s', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client } = await loggedInV1(test, 'alice', { clock });
    const query = async () => outcomeV1(client.queryPeersOnlineStatus(['bob']));
    const outcomes = await Promise.all(Array.from({ length: 11 }, query));
    assert.deepEqual(outcomes.slice(9), ['resolved', 'RtmLimitExceededError 5']);
    clock.advance(5_001);
    assert.equal(await query(), 'resolved');
  });
});

describe('members of the 1.x twin', () => {
  it('are counted once a second at most, and the last number is always told', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client } = await loggedInV1(test, 'alice', { clock });
    const { heard } = await joined(client, 'lobby');
    await heard.members.find((what) => what === '#1');
    for (const name of names(3)) {
      const peer = await loggedInV1(test, name);
      await joined(peer.client, 'lobby');
      await heard.members.find((what) => what === `+${name}`);
    }
    assert.deepEqual(
      heard.members.entries.filter((what) => what.startsWith('#')),
      ['#1'],
    );
    clock.advance(1_000);
    assert.equal(heard.members.entries.at(-1), '#4');
    clock.advance(60_000);
    assert.equal(heard.members.entries.at(-1), '#4');
  });

  it('are counted for 32 channels once a second', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client } = await loggedInV1(test, 'alice', { clock });
    const count = async (ids: string[]) => outcomeV1(client.getChannelMemberCount(ids));
    assert.equal(await count([]), 'RtmInvalidArgumentError 2');
    assert.equal(await count(['*']), 'RtmInvalidArgumentError 2');
    assert.equal(await count(names(33)), 'RtmInvalidArgumentError 5');
    assert.equal(await count(names(32)), 'resolved');
    assert.equal(await count(['lobby']), 'RtmLimitExceededError 3');
    clock.advance(1_001);
    assert.equal(await count(['lobby']), 'resolved');
  });

  it('join 20 channels, one object for each', async (test) => {
    await runForBoth(test);
    const { client } = await loggedInV1(test, 'alice');
    for (const name of names(20)) await joined(client, name);
    const more = client.createChannel('more');
    assert.equal(await outcomeV1(more.join()), 'RtmLimitExceededError 5');
    const twice = client.createChannel('user0');
    assert.equal(await outcomeV1(twice.join()), 'RtmInvalidStatusError 202');
    assert.equal(await outcomeV1(twice.leave()), 'RtmInvalidStatusError 3');
    assert.equal(await outcomeV1(twice.sendMessage({ text: 'x' })), 'RtmInvalidStatusError 5');
    assert.equal(await outcomeV1(twice.getMembers()), 'RtmInvalidStatusError 5');
  });

  it('leave, and can join again; a logout leaves everything', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client } = await loggedInV1(test, 'alice', { clock });
    const { channel } = await joined(client, 'lobby');
    assert.equal(await outcomeV1(channel.join()), 'RtmInvalidStatusError 6');
    await channel.leave();
    await channel.join();
    await client.logout();
    assert.equal(await outcomeV1(channel.sendMessage({ text: 'x' })), 'RtmInvalidStatusError 102');
    assert.equal(await outcomeV1(channel.leave()), 'RtmInvalidStatusError 3');
    clock.advance(500);
    await client.login({ uid: 'alice' });
    assert.deepEqual(await client.getChannelMemberCount(['lobby']), { lobby: 0 });
    await channel.join();
    assert.deepEqual(await channel.getMembers(), ['alice']);
  });
});

describe('messages of the 1.x twin', () => {
  it('are 180 in 3 s at most, to peers and channels together', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client } = await loggedInV1(test, 'alice', { clock });
    const { channel } = await joined(client, 'lobby');
    const toPeer = async () => outcomeV1(client.sendMessageToPeer({ text: 'x' }, 'bob'));
    const toChannel = async () => outcomeV1(channel.sendMessage({ text: 'x' }));
    const first = await Promise.all(Array.from({ length: 90 }, toPeer));
    const second = await Promise.all(Array.from({ length: 90 }, toChannel));
    assert.ok([...first, ...second].every((outcome) => outcome === 'resolved'));
    assert.equal(await toPeer(), 'RtmLimitExceededError 5');
    assert.equal(await toChannel(), 'RtmLimitExceededError 3');
    clock.advance(3_001);
    assert.equal(await toPeer(), 'resolved');
  });

  it('are 32 KB at most, with the description', async (test) => {
    await runForBoth(test);
    const { client } = await loggedInV1(test, 'alice');
    const { channel } = await joined(client, 'lobby');
    const peer = async (message: object) =>
      outcomeV1(client.sendMessageToPeer(message as never, 'b'));
    assert.equal(await peer({ text: 'x'.repeat(32_768) }), 'resolved');
    assert.equal(await peer({ text: 'x'.repeat(32_769) }), 'RtmLimitExceededError 7');
    const rawMessage = new Uint8Array(32_768);
    assert.equal(await peer({ rawMessage }), 'resolved');
    assert.equal(await peer({ rawMessage, description: 'x' }), 'RtmLimitExceededError 7');
    assert.equal(await outcomeV1(channel.sendMessage({ rawMessage })), 'resolved');
    const described = channel.sendMessage({ rawMessage, description: 'x' });
    assert.equal(await outcomeV1(described), 'RtmLimitExceededError 4');
  });

  it('to oneself are delivered, and not heard', async (test) => {
    await runForBoth(test);
    const { client, heard } = await loggedInV1(test, 'alice');
    const bob = await loggedInV1(test, 'bob');
    assert.deepEqual(await client.sendMessageToPeer({ text: 'me' }, 'alice'), {
      hasPeerReceived: true,
    });
    await bob.client.sendMessageToPeer({ text: 'you' }, 'alice');
    await heard.messages.atLeast(1);
    assert.deepEqual(
      heard.messages.entries.map(({ message }) => message.text),
      ['you'],
    );
  });

  it('have their arguments checked late, as observed', async (test) => {
    await runForBoth(test);
    const { client } = await loggedInV1(test, 'alice');
    const send = async (message: object, to: unknown) =>
      outcomeV1(client.sendMessageToPeer(message as never, to as never));
    assert.equal(await send({ text: 'x' }, '*'), 'RtmInvalidArgumentError 6');
    assert.equal(await send({ text: 'x' }, null), 'RtmInvalidArgumentError 6');
    assert.equal(await send({ text: 'x', messageType: 'X' }, 'bob'), 'RtmInvalidArgumentError 7');
    assert.equal(await send({ messageType: 'RAW' }, 'bob'), 'RtmInvalidArgumentError 6');
    assert.equal(await send({ messageType: 'TEXT' }, 'bob'), 'RtmUnavailableError 1');
    const { END_CALL_PREFIX } = AgoraRTM;
    assert.equal(await send({ text: END_CALL_PREFIX }, 'bob'), 'RtmInvalidArgumentError 7');
    assert.equal(await send({ text: `${END_CALL_PREFIX}_channel_text` }, 'bob'), 'resolved');
    const message = { text: 'x' };
    await client.sendMessageToPeer(message, 'bob');
    assert.deepEqual(message, { text: 'x', messageType: 'TEXT' }, 'it is written to');
  });
});
