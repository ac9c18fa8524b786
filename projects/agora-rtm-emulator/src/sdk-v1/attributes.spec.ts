import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventLog } from '../testing/event-log.ts';
import { joined, loggedInV1, outcomeV1, runForBoth } from '../testing/fixtures-v1.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import type { RtmClient } from './public-api.ts';

/** Values only. */
async function channelValues(client: RtmClient, channelId: string) {
  const attributes = await client.getChannelAttributes(channelId);
  return Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
}

describe('user attributes of the 1.x twin', () => {
  it('are replaced, merged, deleted and cleared, and others see them', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const { client: bob } = await loggedInV1(test, 'bob');
    await alice.setLocalUserAttributes({ a: '1', b: '2' });
    assert.deepEqual(await bob.getUserAttributes('alice'), { a: '1', b: '2' });
    await alice.addOrUpdateLocalUserAttributes({ b: '3', c: '4' });
    assert.deepEqual(await bob.getUserAttributesByKeys('alice', ['c', 'b', 'x']), {
      c: '4',
      b: '3',
    });
    await alice.deleteLocalUserAttributesByKeys(['a', 'x']);
    assert.deepEqual(await bob.getUserAttributes('alice'), { b: '3', c: '4' });
    await alice.setLocalUserAttributes({ z: '9' });
    assert.deepEqual(await bob.getUserAttributes('alice'), { z: '9' });
    await alice.clearLocalUserAttributes();
    assert.deepEqual(await bob.getUserAttributes('alice'), {});
  });

  it('end with the session', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const { client: bob } = await loggedInV1(test, 'bob');
    await alice.setLocalUserAttributes({ a: '1' });
    await alice.logout();
    assert.equal(await outcomeV1(bob.getUserAttributes('alice')), 'RtmUnavailableError 6');
    const { client: again } = await loggedInV1(test, 'alice');
    assert.deepEqual(await again.getUserAttributes('alice'), {});
  });

  it('have their totals checked against what was set before', async (test) => {
    await runForBoth(test);
    const { client } = await loggedInV1(test, 'alice');
    await client.setLocalUserAttributes({ a: 'x'.repeat(8_192) });
    const more = client.addOrUpdateLocalUserAttributes({ b: 'x'.repeat(8_191) });
    assert.equal(await outcomeV1(more), 'RtmLimitExceededError 4');
    await client.addOrUpdateLocalUserAttributes({ b: 'x'.repeat(8_190) });
  });
});

describe('channel attributes of the 1.x twin', () => {
  it('can be changed by anyone, and say who did it and when', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const { client: bob } = await loggedInV1(test, 'bob');
    const begin = Date.now();
    await alice.setChannelAttributes('lobby', { a: '1', b: '2' });
    await bob.addOrUpdateChannelAttributes('lobby', { b: '3' });
    const { a, b } = await alice.getChannelAttributes('lobby');
    assert.deepEqual([a?.value, a?.lastUpdateUserId], ['1', 'alice']);
    assert.deepEqual([b?.value, b?.lastUpdateUserId], ['3', 'bob']);
    assert.ok(b!.lastUpdateTs >= a!.lastUpdateTs && a!.lastUpdateTs >= begin);
    assert.deepEqual(Object.keys(await bob.getChannelAttributesByKeys('lobby', ['b', 'x'])), ['b']);
    await bob.deleteChannelAttributesByKeys('lobby', ['a']);
    assert.deepEqual(await channelValues(alice, 'lobby'), { b: '3' });
    await alice.clearChannelAttributes('lobby');
    assert.deepEqual(await channelValues(alice, 'lobby'), {});
  });

  it('tell the members, this one too, when they are wanted to', async (test) => {
    await runForBoth(test);
    const { client: alice } = await loggedInV1(test, 'alice');
    const { client: bob } = await loggedInV1(test, 'bob');
    const heard = new EventLog<string>();
    for (const client of [alice, bob]) {
      const { channel } = await joined(client, 'lobby');
      channel.on('AttributesUpdated', (attributes) => heard.add(Object.keys(attributes).join()));
    }
    await alice.setChannelAttributes('lobby', { a: '1' });
    const options = { enableNotificationToChannelMembers: true };
    await alice.addOrUpdateChannelAttributes('lobby', { b: '2' }, options);
    await heard.atLeast(2);
    await bob.clearChannelAttributes('lobby', options);
    assert.deepEqual(await heard.atLeast(4), ['a,b', 'a,b', '', '']);
  });

  it('stay while somebody is in the channel, and go some minutes after the last', async (test) => {
    const clock = new ManualClock();
    await runForBoth(test, { clock });
    const { client: alice } = await loggedInV1(test, 'alice', { clock });
    const { channel } = await joined(alice, 'lobby');
    await alice.setChannelAttributes('lobby', { a: '1' });
    clock.advance(600_000);
    assert.deepEqual(await channelValues(alice, 'lobby'), { a: '1' });
    await channel.leave();
    // The answer says that the server has seen it.
    await alice.queryPeersOnlineStatus(['alice']);
    await alice.logout();
    clock.advance(120_000);
    const { client: again } = await loggedInV1(test, 'alice', { clock });
    assert.deepEqual(await channelValues(again, 'lobby'), { a: '1' });
    clock.advance(240_000);
    assert.deepEqual(await channelValues(again, 'lobby'), {});
  });

  it('can be asked for 10 times in 5 s, and changed as often', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client } = await loggedInV1(test, 'alice', { clock });
    const ask = async () => outcomeV1(client.getChannelAttributes('lobby'));
    const change = async () => outcomeV1(client.clearChannelAttributes('lobby'));
    for (const call of [ask, change]) {
      const outcomes = await Promise.all(Array.from({ length: 11 }, call));
      assert.deepEqual(outcomes.slice(9), ['resolved', 'RtmLimitExceededError 5']);
      clock.advance(5_001);
      assert.equal(await call(), 'resolved');
    }
  });
});
