import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  loggedIn,
  newClient,
  outcome,
  rejection,
  rejectionCode,
  runEmulator,
  withoutRateLimit,
} from '../testing/fixtures.ts';
import { CuttableWay } from '../testing/cuttable-way.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import AgoraRTM from './public-api.ts';
import type { RTMClient, RTMEvents } from './public-api.ts';

const untyped = (value: unknown) => value as never;

const pairs = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index}`, 'value']));

const isChange = (event: RTMEvents.PresenceEvent) => event.eventType === 'REMOTE_STATE_CHANGED';

/** What the server says of a user, asked by somebody who has no presence of the channel. */
async function stateAtServer(asker: RTMClient, userId: string): Promise<object> {
  return (await asker.presence.getState(userId, 'channel', 'MESSAGE')).states;
}

/** A call that is answered after everything sent before it. */
const settled = (client: RTMClient) => client.presence.whereNow('nobody');

describe('setState', () => {
  it('tells the others the whole state, and nobody himself', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.subscribe('channel');
    await bob.client.subscribe('channel');
    const answer = await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    assert.deepEqual(answer, { timestamp: 0 });
    await bob.client.presence.setState('channel', 'MESSAGE', { typing: '1' });
    await bob.client.presence.removeState('channel', 'MESSAGE', { states: ['mood', 'missing'] });
    await bob.client.presence.removeState('channel', 'MESSAGE', { states: ['missing'] });
    await bob.client.presence.removeState('channel', 'MESSAGE');
    const events = (await alice.heard.presence.atLeast(6)).filter(isChange);
    assert.deepEqual(
      { ...events[0], timestamp: 0 },
      {
        eventType: 'REMOTE_STATE_CHANGED',
        channelType: 'MESSAGE',
        channelName: 'channel',
        publisher: 'bob',
        stateChanged: { mood: 'good' },
        interval: null,
        snapshot: [],
        timestamp: 0,
      },
    );
    assert.deepEqual(
      events.map((event) => event.stateChanged),
      [{ mood: 'good' }, { mood: 'good', typing: '1' }, { typing: '1' }, {}],
    );
    await settled(bob.client);
    assert.equal(bob.heard.presence.entries.filter(isChange).length, 0);
  });

  it('before subscribing is kept, and holds from then on', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.subscribe('channel');
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    assert.deepEqual(await stateAtServer(alice.client, 'alice'), {});
    await bob.client.subscribe('channel');
    const events = (await alice.heard.presence.atLeast(3)).slice(1);
    assert.deepEqual(
      events.map((event) => [event.eventType, event.publisher, event.stateChanged]),
      [
        ['REMOTE_JOIN', 'bob', {}],
        ['REMOTE_STATE_CHANGED', 'bob', { mood: 'good' }],
      ],
    );
    const [snapshot] = await bob.heard.presence.atLeast(1);
    assert.deepEqual(snapshot?.snapshot, [
      { userId: 'alice', states: {}, statesCount: 0 },
      { userId: 'bob', states: { mood: 'good' }, statesCount: 1 },
    ]);
  });

  it('takes 32 keys of 32 bytes with 16 KiB each, however it travels', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.subscribe('channel');
    await bob.client.subscribe('channel');
    const keys = Array.from({ length: 32 }, (_, index) => String(index).padEnd(32, 'k'));
    // Control characters take six bytes each in JSON.
    const value = '\u0001'.repeat(16_384);
    const large = Object.fromEntries(keys.map((key) => [key, value]));
    await bob.client.presence.setState('channel', 'MESSAGE', large);
    const event = await alice.heard.presence.find(isChange);
    assert.deepEqual(event.stateChanged, large);
    await settled(bob.client);
    assert.equal(alice.heard.presence.entries.filter(isChange).length, 1, 'one change, one event');
    await alice.client.subscribe('other');
    await bob.client.presence.setState('other', 'MESSAGE', large);
    await bob.client.subscribe('other');
    const kept = await alice.heard.presence.find(
      (change) => isChange(change) && change.channelName === 'other',
    );
    assert.deepEqual(kept.stateChanged, large);
    assert.deepEqual(
      (await rejection(bob.client.presence.setState('channel', 'MESSAGE', { x: '' }))).code,
      -13005,
    );
  });

  it('checks what 2.3.0 was observed to check, in its order', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const { presence } = client;
    const long = 'x'.repeat(16_385);
    await presence.setState('full', 'MESSAGE', pairs(32));
    const cases: [number | 'resolved', string, unknown, unknown][] = [
      [-10019, 'a.b', 'USER', {}],
      [-10019, 'channel', undefined, { a: '1' }],
      [-10008, 'a.b', 'MESSAGE', {}],
      [-13003, 'channel', 'MESSAGE', {}],
      [-13005, 'channel', 'MESSAGE', { ...pairs(32), '': long }],
      [-13005, 'full', 'MESSAGE', { another: '1' }],
      ['resolved', 'full', 'MESSAGE', { 'key 1': '2' }],
      [-13008, 'channel', 'MESSAGE', { ['x'.repeat(33)]: '1' }],
      [-13008, 'channel', 'MESSAGE', { ['\u00fc'.repeat(17)]: '1' }],
      [-13006, 'channel', 'MESSAGE', { '': '1' }],
      [-13006, 'channel', 'MESSAGE', { _a: '1' }],
      [-13006, 'channel', 'MESSAGE', { 'a.b': '1' }],
      [-13006, 'channel', 'MESSAGE', { '\u00fc': '1' }],
      [-13009, 'channel', 'MESSAGE', { a: long, _b: '1' }],
      [-13006, 'channel', 'MESSAGE', { _b: '1', a: long }],
      [-13009, 'channel', 'MESSAGE', { a: '\u20ac'.repeat(5_462) }],
      ['resolved', 'channel', 'MESSAGE', { a: 'x'.repeat(16_384) }],
      ['resolved', 'channel', 'STREAM', { a: '1' }],
    ];
    for (const [code, name, type, state] of cases) {
      const call = presence.setState(name, untyped(type), untyped(state));
      assert.equal(await outcome(call), code, JSON.stringify([name, type, code]));
    }
    await assert.rejects(presence.setState('channel', 'MESSAGE', untyped(null)), TypeError);
    const none = await rejection(presence.setState('channel', 'MESSAGE', {}));
    assert.match(none.message, /invalid argument\.state of parameter is empty\.$/);
    await presence.setState('part', 'MESSAGE', { good: '1', _bad: '1' }).catch(() => undefined);
    assert.equal(
      (await presence.getState('alice', 'part', 'MESSAGE')).statesCount,
      0,
      'all or none',
    );
  });

  it('keeps a state for 101 channels, and then refuses even known ones', async (test) => {
    withoutRateLimit(test);
    const { client } = newClient(test, 'alice');
    await runEmulator(test);
    await client.login();
    const { presence } = client;
    for (let index = 0; index < 101; index++) {
      await presence.setState(`channel ${index}`, 'MESSAGE', { a: '1' });
    }
    const error = await rejection(presence.setState('channel 0', 'MESSAGE', { a: '2' }));
    assert.deepEqual([error.code, error.name], [-13004, 'RtmLimitExceededError']);
    await presence.removeState('channel 0', 'MESSAGE');
  });

  it('needs a login, not a connection', async (test) => {
    const clock = new ManualClock();
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    const { client } = newClient(test, 'alice');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    const { presence } = client;
    assert.equal(await rejectionCode(presence.setState('c', 'MESSAGE', { a: '1' })), -10025);
    assert.equal(await rejectionCode(presence.getState('alice', 'c', 'MESSAGE')), -10025);
    AgoraRTM.setParameter('EMULATOR_URL', 'http://127.0.0.1:9');
    void client.login().catch(() => undefined);
    assert.equal(await rejectionCode(client.subscribe('c')), -10025, 'unlike subscribing');
    await presence.setState('c', 'MESSAGE', { a: '1', b: '2' });
    await presence.removeState('c', 'MESSAGE', { states: ['b'] });
    const own = await presence.getState('alice', 'c', 'MESSAGE');
    assert.deepEqual(own, { timestamp: 0, userId: 'alice', states: { a: '1' }, statesCount: 1 });
    assert.equal(await rejectionCode(presence.getState('bob', 'c', 'MESSAGE')), -10025);
    assert.equal(await rejectionCode(presence.getState('alice', 'a.b', 'MESSAGE')), -10008);
    await client.logout();
    void client.login().catch(() => undefined);
    assert.equal((await presence.getState('alice', 'c', 'MESSAGE')).statesCount, 0);
  });
});

describe('removeState', () => {
  it('checks what 2.3.0 was observed to check', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const { presence } = client;
    await presence.setState('channel', 'MESSAGE', { a: '1', b: '2' });
    const cases: [number, unknown, unknown][] = [
      [-10019, 'USER', undefined],
      [-13010, 'MESSAGE', { states: ['a', 'a'] }],
      [-13006, 'MESSAGE', { states: ['a', '_b'] }],
      [-13006, 'MESSAGE', { states: [''] }],
      [-13006, 'MESSAGE', { states: [5] }],
      [-13008, 'MESSAGE', { states: ['x'.repeat(33)] }],
      [-13005, 'MESSAGE', { states: Object.keys(pairs(33)) }],
    ];
    for (const [code, type, options] of cases) {
      const call = presence.removeState('channel', untyped(type), untyped(options));
      assert.equal(await rejectionCode(call), code, JSON.stringify(options));
    }
    assert.equal((await presence.getState('alice', 'channel', 'MESSAGE')).statesCount, 2);
    await presence.removeState('channel', 'MESSAGE', { states: [] });
    assert.equal((await presence.getState('alice', 'channel', 'MESSAGE')).statesCount, 0);
  });
});

describe('getState', () => {
  it('knows who is not there in a channel with presence, and only there', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const nobody = await client.presence.getState('nobody', 'channel', 'MESSAGE');
    assert.deepEqual(nobody, { timestamp: 0, userId: 'nobody', states: {}, statesCount: 0 });
    await client.subscribe('channel', { withPresence: false });
    await client.presence.getState('nobody', 'channel', 'MESSAGE');
    await client.subscribe('channel');
    await client.presence.whereNow('alice');
    const call = client.presence.getState('nobody', 'channel', 'MESSAGE');
    assert.equal(await rejectionCode(call), -13011);
    assert.equal(
      await rejectionCode(client.presence.getState('a.b', 'channel', 'MESSAGE')),
      -10006,
    );
  });
});

describe('a state', () => {
  it('is in whoNow when asked for, with and without presence of the channel', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const outside = await loggedIn(test, 'outside');
    await alice.client.subscribe('channel');
    await alice.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    await settled(alice.client);
    for (const { client } of [alice, outside]) {
      const { presence } = client;
      const options = { includedState: true };
      const full = await presence.whoNow('channel', 'MESSAGE', options);
      const state = { userId: 'alice', states: { mood: 'good' }, statesCount: 1 };
      assert.deepEqual([full.occupants, full.totalOccupancy, full.nextPage], [[state], 1, '']);
      const plain = await presence.whoNow('channel', 'MESSAGE');
      assert.deepEqual(plain.occupants, [{ userId: 'alice', states: {}, statesCount: 0 }]);
      const counted = await presence.whoNow('channel', 'MESSAGE', { includedUserId: false });
      assert.deepEqual([counted.occupants, counted.totalOccupancy], [[], 1]);
      const bad = presence.whoNow('channel', 'MESSAGE', { ...options, includedUserId: false });
      assert.equal(await rejectionCode(bad), -13003);
    }
  });

  it('is asked of the server again once presence is given up', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    const { presence } = alice.client;
    await alice.client.subscribe('channel');
    await alice.heard.presence.atLeast(1);
    await alice.client.subscribe('channel', { withPresence: false });
    await bob.client.subscribe('channel');
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    await settled(bob.client);
    assert.equal((await presence.whoNow('channel', 'MESSAGE')).totalOccupancy, 2);
    assert.deepEqual(await stateAtServer(alice.client, 'bob'), { mood: 'good' });
  });

  it('and who comes is not heard of after unsubscribing, not even what is on its way', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const others = await Promise.all(['b', 'c', 'd', 'e'].map((name) => loggedIn(test, name)));
    await alice.client.subscribe('channel');
    await alice.heard.presence.atLeast(1);
    const coming = others.map(({ client }) => client.subscribe('channel'));
    const heard = alice.heard.presence.entries.length;
    await alice.client.unsubscribe('channel');
    await Promise.all(coming);
    await settled(alice.client);
    assert.equal(alice.heard.presence.entries.length, heard);
  });

  it('is gone when the user leaves, or is quiet, and does not come back by itself', async (test) => {
    await runEmulator(test);
    const bob = await loggedIn(test, 'bob');
    const outside = await loggedIn(test, 'outside');
    const { presence } = bob.client;
    await bob.client.subscribe('channel');
    await presence.setState('channel', 'MESSAGE', { mood: 'good' });
    await settled(bob.client);
    assert.deepEqual(await stateAtServer(outside.client, 'bob'), { mood: 'good' });
    await bob.client.subscribe('channel', { beQuiet: true });
    assert.deepEqual(await stateAtServer(outside.client, 'bob'), {});
    await presence.setState('channel', 'MESSAGE', { typing: '1' });
    await settled(bob.client);
    assert.deepEqual(await stateAtServer(outside.client, 'bob'), {});
    await bob.client.unsubscribe('channel');
    assert.equal((await presence.getState('bob', 'channel', 'MESSAGE')).statesCount, 0);
  });

  it('does not come back when the user does', async (test) => {
    await runEmulator(test);
    const bob = await loggedIn(test, 'bob');
    const outside = await loggedIn(test, 'outside');
    await bob.client.subscribe('channel');
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    await bob.client.unsubscribe('channel');
    await bob.client.subscribe('channel');
    await settled(bob.client);
    assert.deepEqual(await stateAtServer(outside.client, 'bob'), {});
  });

  it('that was never lost is not announced again after a reconnect, and what changed is', async (test) => {
    const clock = new ManualClock(Date.now());
    const { port } = await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    await alice.client.subscribe('channel');
    const way = await CuttableWay.to(test, port);
    AgoraRTM.setParameter('EMULATOR_URL', way.url);
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    const bob = await loggedIn(test, 'bob');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    await bob.client.subscribe('channel');
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    await settled(bob.client);
    const cutAndReturn = async (meanwhile: () => Promise<unknown>) => {
      const before = bob.heard.links.entries.length;
      way.cut();
      await bob.heard.links.atLeast(before + 1);
      await meanwhile();
      clock.advance(2_000);
      await bob.heard.links.atLeast(before + 3);
      await settled(bob.client);
      await settled(alice.client);
    };
    await cutAndReturn(() => Promise.resolve());
    const types = alice.heard.presence.entries.map((event) => event.eventType);
    assert.deepEqual(types, ['SNAPSHOT', 'REMOTE_JOIN', 'REMOTE_STATE_CHANGED']);
    await cutAndReturn(() => bob.client.presence.removeState('channel', 'MESSAGE'));
    const last = alice.heard.presence.entries.at(-1);
    assert.deepEqual([last?.eventType, last?.stateChanged], ['REMOTE_STATE_CHANGED', {}]);
  });

  it('of a quiet subscriber shows when he is no longer quiet', async (test) => {
    await runEmulator(test);
    const bob = await loggedIn(test, 'bob');
    const outside = await loggedIn(test, 'outside');
    await bob.client.subscribe('channel', { beQuiet: true });
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good' });
    await bob.client.subscribe('channel');
    await settled(bob.client);
    assert.deepEqual(await stateAtServer(outside.client, 'bob'), { mood: 'good' });
  });

  it('survives a restart of the server, with what was changed meanwhile', async (test) => {
    const clock = new ManualClock(Date.now());
    const first = await runEmulator(test);
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    const bob = await loggedIn(test, 'bob');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    await bob.client.subscribe('channel');
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'good', typing: '1' });
    await settled(bob.client);
    await first.close();
    await bob.heard.links.find((link) => link.currentState === 'DISCONNECTED');
    await bob.client.presence.removeState('channel', 'MESSAGE', { states: ['typing'] });
    await bob.client.presence.setState('channel', 'MESSAGE', { mood: 'bad' });
    await runEmulator(test);
    clock.advance(2_000);
    await bob.heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    await settled(bob.client);
    const outside = await loggedIn(test, 'outside');
    assert.deepEqual(await stateAtServer(outside.client, 'bob'), { mood: 'bad' });
    const snapshot = bob.heard.presence.entries.at(-1);
    assert.deepEqual(snapshot?.snapshot, [
      { userId: 'bob', states: { mood: 'bad' }, statesCount: 1 },
    ]);
  });
});
