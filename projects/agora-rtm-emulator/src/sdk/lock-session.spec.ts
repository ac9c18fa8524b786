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
} from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { patient } from '../testing/patient-client.ts';
import { RawClient } from '../testing/raw-client.ts';
import { SilentServer } from '../testing/silent-server.ts';
import AgoraRTM from './public-api.ts';
import type { RTMClient } from './public-api.ts';

const ROOM = ['room', 'MESSAGE'] as const;
const DOOR = [...ROOM, 'door'] as const;

const owners = async ({ lock }: RTMClient) =>
  (await lock.getLock(...ROOM)).lockDetails.map(({ lockName, owner }) => [lockName, owner]);

/** Alice behind a way that can be cut, with timers the test winds. */
async function behindWay(test: TestContext) {
  const { port } = await runEmulator(test);
  const bob = await loggedIn(test, 'bob');
  const way = await CuttableWay.to(test, port);
  AgoraRTM.setParameter('EMULATOR_URL', way.url);
  const alice = await patient(test, 'alice');
  /** Cuts alice off, and lets her come back once `meanwhile` is done. */
  async function away(meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
    way.cut();
    await alice.heard.links.find((link) => link.currentState === 'DISCONNECTED');
    await meanwhile();
    alice.clock.advance(2_000);
    await alice.heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    await alice.client.lock.getLock(...ROOM);
  }
  return { alice, bob, away };
}

describe('locks after a reconnect', () => {
  it('are held without a word when they were kept, and subscribers hear a SNAPSHOT', async (test) => {
    const { alice, bob, away } = await behindWay(test);
    await alice.client.lock.setLock(...DOOR);
    await alice.client.lock.acquireLock(...DOOR);
    await alice.client.subscribe('room', { withLock: true });
    await alice.heard.locks.atLeast(1);
    await away();
    await alice.heard.locks.atLeast(2);
    const kinds = alice.heard.locks.entries.map(({ eventType }) => eventType);
    assert.deepEqual(kinds, ['SNAPSHOT', 'SNAPSHOT']);
    assert.deepEqual(await owners(bob.client), [['door', 'alice']]);
    assert.equal(await rejectionCode(alice.client.lock.acquireLock(...DOOR)), -14003);
    await alice.client.lock.releaseLock(...DOOR);
  });

  it('are waited for again', async (test) => {
    const { alice, bob, away } = await behindWay(test);
    await bob.client.lock.setLock(...DOOR);
    await bob.client.lock.acquireLock(...DOOR);
    const wait = outcome(alice.client.lock.acquireLock(...DOOR, { retry: true }));
    await alice.client.lock.getLock(...ROOM);
    await away();
    await bob.client.lock.releaseLock(...DOOR);
    assert.equal(await wait, 'resolved');
    assert.deepEqual(await owners(bob.client), [['door', 'alice']]);
  });

  it('that came free while a waiter was away are its own when it is back', async (test) => {
    const { alice, bob, away } = await behindWay(test);
    await bob.client.lock.setLock(...DOOR);
    await bob.client.lock.acquireLock(...DOOR);
    const wait = outcome(alice.client.lock.acquireLock(...DOOR, { retry: true }));
    await alice.client.lock.getLock(...ROOM);
    await away(() => bob.client.lock.releaseLock(...DOOR));
    assert.equal(await wait, 'resolved');
    await alice.client.lock.releaseLock(...DOOR);
  });

  it('that were removed while a waiter was away end its wait with -14008', async (test) => {
    const { alice, bob, away } = await behindWay(test);
    await bob.client.lock.setLock(...DOOR);
    await bob.client.lock.acquireLock(...DOOR);
    const wait = rejection(alice.client.lock.acquireLock(...DOOR, { retry: true }));
    await alice.client.lock.getLock(...ROOM);
    await away(() => bob.client.lock.removeLock(...DOOR));
    const error = await wait;
    assert.deepEqual([error.errorCode, error.operation], [-14008, 'acquireLock']);
  });

  it('that were lost are EXPIRED, and given back where nobody was faster', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    for (const name of ['free', 'gone', 'taken']) {
      await client.lock.setLock(...ROOM, name);
      await client.lock.acquireLock(...ROOM, name);
    }
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    // The emulator starts without locks, and somebody makes two of them again.
    await runEmulator(test, { port });
    const bob = await loggedIn(test, 'bob');
    for (const name of ['free', 'taken']) await bob.client.lock.setLock(...ROOM, name);
    await bob.client.lock.acquireLock(...ROOM, 'taken');
    clock.advance(2_000);
    const events = await heard.locks.atLeast(3);
    const names = events.map((event) => `${event.eventType} ${event.lockName}`).sort();
    assert.deepEqual(names, ['EXPIRED free', 'EXPIRED gone', 'EXPIRED taken']);
    await client.lock.getLock(...ROOM);
    assert.deepEqual(await owners(bob.client), [
      ['free', ''],
      ['taken', 'bob'],
    ]);
    assert.equal(await rejectionCode(client.lock.releaseLock(...ROOM, 'free')), -14006);
  });
});

describe('locks of a session that ends', () => {
  it('by a login elsewhere: held ones are free, waits end with -14007', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.lock.setLock(...DOOR);
    await alice.client.lock.acquireLock(...DOOR);
    await bob.client.lock.setLock(...ROOM, 'window');
    await bob.client.lock.acquireLock(...ROOM, 'window');
    const wait = outcome(alice.client.lock.acquireLock(...ROOM, 'window', { retry: true }));
    await alice.client.lock.getLock(...ROOM);
    const elsewhere = await loggedIn(test, 'alice');
    assert.equal(await wait, -14007);
    await bob.client.lock.releaseLock(...ROOM, 'window');
    assert.deepEqual(await owners(elsewhere.client), [
      ['door', ''],
      ['window', ''],
    ]);
    await alice.heard.links.find((link) => link.currentState === 'FAILED');
    await alice.client.login();
    assert.equal(await rejectionCode(alice.client.lock.releaseLock(...DOOR)), -14006);
    assert.deepEqual(alice.heard.locks.entries, []);
  });

  it('by timeout: held ones live on for their ttl, for the same login only', async (test) => {
    const clock = new ManualClock(Date.now());
    const { url } = await runEmulator(test, { clock });
    const bob = await loggedIn(test, 'bob');
    await bob.client.lock.setLock(...DOOR, { ttl: 100 });
    const address = { channelName: 'room', lockName: 'door', retry: false };
    const first = await RawClient.connect(test, url);
    await first.login('alice', { presenceTimeout: 5 });
    const { revision } = await first.ask('acquireLock', address);
    first.socket.disconnect();
    const probe = () => bob.client.publish('alice', '?', { channelType: 'USER' });
    while ((await outcome(probe())) !== -11033);
    clock.advance(99_999);
    assert.deepEqual(await owners(bob.client), [['door', 'alice']]);
    const second = await RawClient.connect(test, url);
    await second.login('alice', { reconnect: true });
    clock.advance(1_000_000);
    assert.equal((await second.ask('acquireLock', address))['revision'], revision);
    second.socket.disconnect();
    while ((await outcome(probe())) !== -11033);
    await loggedIn(test, 'alice');
    assert.deepEqual(await owners(bob.client), [['door', '']]);
  });
});

describe('calls for locks that get no answer', () => {
  it('end with -14002 when the link breaks', async (test) => {
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    const { client } = newClient(test, 'alice');
    await client.login();
    const calls = [client.lock.acquireLock(...DOOR), client.lock.setLock(...DOOR)].map(outcome);
    await server.requests.find((name) => name === 'setLock');
    server.cut();
    assert.deepEqual(await Promise.all(calls), [-14002, -14002]);
  });

  it('go on when they may wait, until the logout', async (test) => {
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    const { client, heard } = newClient(test, 'alice');
    await client.login();
    const ends: unknown[] = [];
    const wait = outcome(client.lock.acquireLock(...DOOR, { retry: true }));
    void wait.then((end) => ends.push(end));
    await server.requests.find((name) => name === 'acquireLock');
    server.cut();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    assert.equal(await rejectionCode(client.lock.getLock(...ROOM)), -10025);
    assert.deepEqual(ends, []);
    await client.logout();
    assert.equal(await wait, -14007);
  });

  it('hold a lock once it is granted, however often that is said', async (test) => {
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    const { client } = newClient(test, 'alice');
    await client.login();
    const wait = outcome(client.lock.acquireLock(...DOOR, { retry: true }));
    await server.requests.find((name) => name === 'acquireLock');
    const granted = { channelName: 'room', lockName: 'door', revision: 1 };
    for (let times = 0; times < 2; times++) server.push('lockGranted', granted);
    assert.equal(await wait, 'resolved');
    assert.equal(await rejectionCode(client.lock.acquireLock(...DOOR)), -14003);
    assert.equal(server.requests.entries.includes('releaseLock'), false);
    // One that nobody asked for is given back.
    server.push('lockGranted', { ...granted, lockName: 'window' });
    await server.requests.find((name) => name === 'releaseLock');
    assert.equal(await rejectionCode(client.lock.releaseLock(...ROOM, 'window')), -14006);
  });

  it('end with -14007 at logout, when they wait', async (test) => {
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    const { client } = newClient(test, 'alice');
    await client.login();
    const calls = [
      client.lock.acquireLock(...DOOR),
      client.lock.acquireLock(...ROOM, 'window', { retry: true }),
    ].map(outcome);
    await client.logout();
    assert.deepEqual(await Promise.all(calls), [-14007, -14007]);
  });
});
