import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { CuttableWay } from '../testing/cuttable-way.ts';
import {
  loggedIn,
  newClient,
  outcome,
  rejection,
  rejectionCode,
  runEmulator,
  withoutRateLimit,
} from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { patient } from '../testing/patient-client.ts';
import AgoraRTM from './public-api.ts';
import type { RTMClient, RTMEvents } from './public-api.ts';

const room = ['room', 'MESSAGE'] as const;
const door = [...room, 'door'] as const;

/** Events in the form `TYPE owner`. */
const told = (events: readonly RTMEvents.LockEvent[]) =>
  events.map(({ eventType, owner }) => `${eventType} ${owner}`.trim());

const owners = async ({ lock }: RTMClient) =>
  (await lock.getLock(...room)).lockDetails.map(({ owner }) => owner);

/** Everything that was pushed to a client before is there after this. */
const settled = (client: RTMClient) => client.presence.whereNow('nobody');

describe('a lock', () => {
  it('is made, listed, taken, given back and removed', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client;
    const bob = (await loggedIn(test, 'bob')).client;
    assert.deepEqual(await alice.lock.setLock(...door), {
      timestamp: 0,
      channelName: 'room',
      channelType: 'MESSAGE',
      lockName: 'door',
    });
    assert.equal(await outcome(bob.lock.setLock(...door)), -14004);
    assert.deepEqual(await bob.lock.getLock(...room), {
      timestamp: 0,
      totalLocks: 1,
      lockDetails: [{ lockName: 'door', ttl: 10, owner: '' }],
      channelName: 'room',
      channelType: 'MESSAGE',
    });
    await alice.lock.acquireLock(...door);
    assert.equal(await outcome(bob.lock.acquireLock(...door)), -14007);
    assert.equal(await outcome(alice.lock.acquireLock(...door)), -14003);
    assert.equal(await outcome(bob.lock.releaseLock(...door)), -14006);
    await alice.lock.releaseLock(...door);
    await bob.lock.acquireLock(...door);
    assert.deepEqual(await owners(alice), ['bob']);
    await alice.lock.removeLock(...door);
    assert.equal(await outcome(alice.lock.removeLock(...door)), -14008);
    assert.equal(await outcome(bob.lock.acquireLock(...door)), -14008);
    assert.equal((await bob.lock.getLock(...room)).totalLocks, 0);
  });

  it('lives 10 to 300 seconds without its owner; other numbers are moved into that', async (test) => {
    await runEmulator(test);
    const { lock } = (await loggedIn(test, 'alice')).client;
    for (const [ttl, used] of [
      [5, 10],
      [10, 10],
      [300, 300],
      [301, 300],
      [NaN, 10],
    ] as const) {
      await lock.setLock(...room, `ttl ${ttl}`, { ttl });
      const { lockDetails } = await lock.getLock(...room);
      assert.equal(lockDetails.find(({ lockName }) => lockName === `ttl ${ttl}`)?.ttl, used);
    }
  });

  it('belongs to one channel of one App ID', async (test) => {
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client;
    const stranger = (await loggedIn(test, 'alice', { appId: 'b'.repeat(32) })).client;
    await alice.lock.setLock(...door);
    assert.equal(await outcome(alice.lock.acquireLock('other', 'MESSAGE', 'door')), -14008);
    assert.equal(await outcome(stranger.lock.acquireLock(...door)), -14008);
  });

  it('tells subscribers who ask for it, in the order things happen', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client;
    const { client: watcher, heard } = await loggedIn(test, 'watcher');
    const deaf = await loggedIn(test, 'deaf');
    await alice.lock.setLock(...door, { ttl: 30 });
    await watcher.subscribe('room', { withLock: true });
    await deaf.client.subscribe('room');
    await alice.lock.acquireLock(...door);
    await alice.lock.releaseLock(...door);
    await alice.lock.removeLock(...door);
    await settled(watcher);
    await settled(deaf.client);
    const events = heard.locks.entries;
    assert.deepEqual(told(events), ['SNAPSHOT', 'ACQUIRED alice', 'RELEASED', 'REMOVED']);
    assert.deepEqual(events[0]?.snapshot, [{ lockName: 'door', ttl: 30, owner: '' }]);
    const { timestamp, ...acquired } = events[1] ?? assert.fail();
    assert.ok(timestamp > 0);
    assert.deepEqual(acquired, {
      channelType: 'MESSAGE',
      channelName: 'room',
      eventType: 'ACQUIRED',
      lockName: 'door',
      ttl: 30,
      publisher: '',
      snapshot: [],
      owner: 'alice',
    });
    assert.deepEqual(deaf.heard.locks.entries, []);
  });
});

describe('waiting for a lock', () => {
  /** Alice holds the lock; the others wait in this order. */
  async function queue(test: TestContext, ...userIds: string[]) {
    withoutRateLimit(test);
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client;
    await alice.lock.setLock(...door);
    await alice.lock.acquireLock(...door);
    const waiting: { client: RTMClient; end: Promise<number | 'resolved'> }[] = [];
    for (const userId of userIds) {
      const { client } = await loggedIn(test, userId);
      const end = outcome(client.lock.acquireLock(...door, { retry: true }));
      await settled(client);
      waiting.push({ client, end });
    }
    return { alice, waiting };
  }

  it('ends in the order of coming', async (test) => {
    const { alice, waiting } = await queue(test, 'bob', 'carol');
    const [bob, carol] = waiting;
    await alice.lock.releaseLock(...door);
    assert.equal(await bob?.end, 'resolved');
    assert.deepEqual(await owners(alice), ['bob']);
    await bob?.client.lock.releaseLock(...door);
    assert.equal(await carol?.end, 'resolved');
    assert.deepEqual(await owners(alice), ['carol']);
  });

  it('ends when the owner logs out', async (test) => {
    const { alice, waiting } = await queue(test, 'bob');
    await alice.logout();
    assert.equal(await waiting[0]?.end, 'resolved');
  });

  it('ends with -14008 when the lock is removed', async (test) => {
    const { alice, waiting } = await queue(test, 'bob');
    await alice.lock.removeLock(...door);
    assert.equal(await waiting[0]?.end, -14008);
  });

  it('ends with -14007 at logout, and the next one is served', async (test) => {
    const { alice, waiting } = await queue(test, 'bob', 'carol');
    const [bob, carol] = waiting;
    await bob?.client.logout();
    assert.equal(await bob?.end, -14007);
    await alice.lock.releaseLock(...door);
    assert.equal(await carol?.end, 'resolved');
  });

  it('is given up by releaseLock, which lets acquireLock resolve as the SDK does', async (test) => {
    const { alice, waiting } = await queue(test, 'bob', 'carol');
    const [bob, carol] = waiting;
    await bob?.client.lock.releaseLock(...door);
    assert.equal(await bob?.end, 'resolved');
    await alice.lock.releaseLock(...door);
    assert.equal(await carol?.end, 'resolved');
    assert.deepEqual(await owners(alice), ['carol']);
  });

  it('goes on after the lock is revoked: the first in the queue has it', async (test) => {
    const { waiting } = await queue(test, 'bob', 'carol');
    const [bob, carol] = waiting;
    await carol?.client.lock.revokeLock(...door, 'alice');
    assert.equal(await bob?.end, 'resolved');
  });
});

describe('an owner', () => {
  it('whose lock is revoked or removed hears EXPIRED, subscribed or not', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { client: alice, heard } = await loggedIn(test, 'alice');
    const bob = (await loggedIn(test, 'bob')).client;
    await alice.lock.setLock(...door);
    await alice.lock.acquireLock(...door);
    assert.equal(await outcome(bob.lock.revokeLock(...door, 'carol')), -14001);
    await bob.lock.revokeLock(...door, 'alice');
    await heard.locks.atLeast(1);
    await alice.lock.acquireLock(...door);
    await bob.lock.removeLock(...door);
    await heard.locks.atLeast(2);
    assert.deepEqual(told(heard.locks.entries), ['EXPIRED', 'EXPIRED']);
    assert.equal(await outcome(alice.lock.releaseLock(...door)), -14006);
  });

  /** Alice holds the lock behind a way that can be cut, and bob watches. */
  async function held(test: TestContext) {
    withoutRateLimit(test);
    const serverClock = new ManualClock(Date.now());
    const { port } = await runEmulator(test, { clock: serverClock });
    const bob = await loggedIn(test, 'bob');
    await bob.client.subscribe('room', { withLock: true });
    const way = await CuttableWay.to(test, port);
    AgoraRTM.setParameter('EMULATOR_URL', way.url);
    const alice = await patient(test, 'alice');
    await alice.client.lock.setLock(...door, { ttl: 20 });
    await alice.client.lock.acquireLock(...door);
    /** Cuts alice off, and waits until both sides know. */
    async function cut() {
      way.cut();
      await alice.heard.links.find(({ currentState }) => currentState === 'DISCONNECTED');
      const probe = () => bob.client.publish('alice', '?', { channelType: 'USER' });
      while ((await outcome(probe())) !== -11033);
    }
    async function comeBack() {
      alice.clock.advance(2_000);
      await alice.heard.links.find(({ reasonCode }) => reasonCode === 'RECONNECT_SUCCESS');
      await settled(alice.client);
    }
    return { alice, bob, serverClock, cut, comeBack };
  }

  it('who is cut off keeps the lock for its ttl, and not longer', async (test) => {
    const { alice, bob, serverClock, cut, comeBack } = await held(test);
    await cut();
    serverClock.advance(19_999);
    assert.deepEqual(await owners(bob.client), ['alice']);
    const wait = bob.client.lock.acquireLock(...door, { retry: true });
    serverClock.advance(1);
    await wait;
    assert.deepEqual(await owners(bob.client), ['bob']);
    await comeBack();
    await alice.heard.locks.find(({ eventType }) => eventType === 'EXPIRED');
    assert.equal(await outcome(alice.client.lock.releaseLock(...door)), -14006);
    assert.deepEqual(await owners(bob.client), ['bob']);
  });

  it('who comes back in time has the lock as before', async (test) => {
    const { alice, bob, serverClock, cut, comeBack } = await held(test);
    await cut();
    serverClock.advance(15_000);
    await comeBack();
    serverClock.advance(300_000);
    assert.deepEqual(await owners(bob.client), ['alice']);
    assert.deepEqual(alice.heard.locks.entries, []);
    await alice.client.lock.releaseLock(...door);
    assert.deepEqual(await owners(bob.client), ['']);
  });

  it('who logs in elsewhere has lost it', async (test) => {
    const { bob } = await held(test);
    await loggedIn(test, 'alice');
    assert.equal(await outcome(bob.client.lock.acquireLock(...door)), 'resolved');
  });
});

describe('what the SDK checks of a lock', () => {
  it('comes in its order: connection, channel, lock, owner, stream channel', async (test) => {
    await runEmulator(test);
    const { client } = newClient(test, 'alice');
    const { lock } = client;
    const calls = (channel: string, name: string, type: 'MESSAGE' | 'STREAM' | 'USER') => [
      () => lock.setLock(channel, type, name),
      () => lock.acquireLock(channel, type, name),
      () => lock.releaseLock(channel, type, name),
      () => lock.removeLock(channel, type, name),
      () => lock.revokeLock(channel, type, name, 'bob'),
    ];
    async function expectAll(code: number, ...args: Parameters<typeof calls>) {
      for (const call of calls(...args)) assert.equal(await rejectionCode(call()), code);
    }
    await expectAll(-10019, 'a.b', 'a.b', 'USER');
    await expectAll(-10025, 'a.b', 'a.b', 'STREAM');
    await client.login();
    await expectAll(-10008, 'a.b', 'a.b', 'STREAM');
    await expectAll(-14005, 'room', 'a.b', 'STREAM');
    await expectAll(-10022, 'room', 'door', 'STREAM');
    assert.equal(await rejectionCode(lock.revokeLock('room', 'STREAM', 'door', '')), -10006);
    assert.equal(await rejectionCode(lock.getLock('a.b', 'MESSAGE')), -10008);
  });

  it('has a limit of 10 acquisitions a second', async (test) => {
    await runEmulator(test);
    const { lock } = (await loggedIn(test, 'alice')).client;
    const codes = [];
    for (let i = 0; i < 11; i++) codes.push(await rejectionCode(lock.acquireLock(...door)));
    assert.deepEqual(codes, [...Array<number>(10).fill(-14008), -10021]);
  });

  it('allows one call of a kind at a time for each lock', async (test) => {
    await runEmulator(test);
    const { lock } = (await loggedIn(test, 'alice')).client;
    const [first, second] = await Promise.all([
      outcome(lock.setLock(...door)),
      outcome(lock.setLock(...door)),
    ]);
    assert.deepEqual([first, second], ['resolved', -14003]);
  });

  it('is -14009 when the emulator has locks switched off, before the names', async (test) => {
    await runEmulator(test, { lock: false });
    const { client, heard } = await loggedIn(test, 'alice');
    const error = await rejection(client.lock.setLock('a.b', 'MESSAGE', 'a.b'));
    assert.deepEqual([error.errorCode, error.operation], [-14009, 'setLock']);
    await client.subscribe('room', { withLock: true });
    await settled(client);
    assert.deepEqual(heard.locks.entries, []);
  });
});

describe('metadata under a lock', () => {
  it('is written by the owner of the lock only', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client;
    const bob = (await loggedIn(test, 'bob')).client;
    const write = ({ storage }: RTMClient, lockName: string) =>
      outcome(storage.setChannelMetadata(...room, [{ key: 'k', value: 'v' }], { lockName }));
    assert.equal(await write(alice, 'door'), -12008);
    await alice.lock.setLock(...door);
    assert.equal(await write(alice, 'door'), -12008);
    await alice.lock.acquireLock(...door);
    assert.equal(await write(bob, 'door'), -12008);
    assert.equal(await write(alice, 'a.b'), -12007);
    assert.equal(await write(alice, 'door'), 'resolved');
    assert.equal(await write(bob, ''), 'resolved');
  });
});
