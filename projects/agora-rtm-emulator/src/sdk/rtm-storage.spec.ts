import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
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
import { RawClient } from '../testing/raw-client.ts';
import { SilentServer } from '../testing/silent-server.ts';
import AgoraRTM from './public-api.ts';
import type { MetadataItem, RTMEvents } from './public-api.ts';

const kinds = (events: readonly RTMEvents.StorageEvent[]) => events.map((it) => it.eventType);

const values = ({ metadata }: { metadata: Record<string, { value: string }> }) =>
  Object.fromEntries(Object.entries(metadata).map(([key, { value }]) => [key, value]));

const item = (key: string, value = 'v') => ({ key, value });

describe('channel metadata', () => {
  it('is set, changed, read and removed, by whoever likes', async (test) => {
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const other = (await loggedIn(test, 'bob')).client.storage;
    const empty = await storage.getChannelMetadata('room', 'MESSAGE');
    assert.deepEqual(empty, {
      totalCount: 0,
      majorRevision: 0,
      metadata: {},
      timestamp: 0,
      channelName: 'room',
      channelType: 'MESSAGE',
    });
    const answer = await storage.setChannelMetadata('room', 'MESSAGE', [
      item('topic', 'one'),
      item('color', 'red'),
      item('topic', 'last of a key wins'),
    ]);
    const written = { totalCount: 0, timestamp: 0, channelName: 'room', channelType: 'MESSAGE' };
    assert.deepEqual(answer, written);
    const first = await other.getChannelMetadata('room', 'MESSAGE');
    assert.equal(first.totalCount, 2);
    const { topic } = first.metadata;
    assert.deepEqual(topic, {
      value: 'last of a key wins',
      revision: first.majorRevision,
      updated: 0,
      authorUid: '',
    });
    const options = { addTimeStamp: true, addUserId: true };
    await other.updateChannelMetadata('room', 'MESSAGE', [item('topic', 'two')], options);
    const second = await storage.getChannelMetadata('room', 'MESSAGE');
    assert.ok(second.majorRevision > first.majorRevision);
    assert.equal(second.metadata['color']?.revision, first.majorRevision);
    assert.equal(second.metadata['topic']?.authorUid, 'bob');
    assert.ok(Math.abs(second.metadata['topic'].updated - Date.now()) < 60_000);
    const data = [{ key: 'topic', value: 'is not looked at' }];
    assert.deepEqual(await storage.removeChannelMetadata('room', 'MESSAGE', { data }), written);
    assert.deepEqual(values(await other.getChannelMetadata('room', 'MESSAGE')), { color: 'red' });
    await storage.removeChannelMetadata('room', 'MESSAGE');
    const last = await other.getChannelMetadata('room', 'MESSAGE');
    assert.deepEqual([last.totalCount, last.majorRevision > second.majorRevision], [0, true]);
  });

  it('refuses what is outdated, and what is not there, with -12014', async (test) => {
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const set = (items: MetadataItem[], majorRevision?: number) =>
      outcome(
        storage.setChannelMetadata(
          'room',
          'MESSAGE',
          items,
          majorRevision === undefined ? {} : { majorRevision },
        ),
      );
    assert.equal(await set([{ ...item('a'), revision: 5 }]), -12014, 'nothing to match');
    assert.equal(await set([{ ...item('a'), revision: 0 }], 0), 'resolved');
    assert.equal(await set([{ ...item('a'), revision: 0 }]), -12014, 'it exists');
    assert.equal(await set([item('b')], 0), -12014, 'the set exists');
    const { majorRevision } = await storage.getChannelMetadata('room', 'MESSAGE');
    assert.equal(await set([item('b')], majorRevision), 'resolved');
    assert.equal(await set([item('b')], majorRevision), -12014, 'somebody was faster');
    assert.equal(await set([{ ...item('a'), revision: majorRevision }]), 'resolved');
    const update = storage.updateChannelMetadata('room', 'MESSAGE', [item('a'), item('c')]);
    assert.equal(await outcome(update), -12014);
    const data = [item('a'), item('c')];
    const remove = storage.removeChannelMetadata('room', 'MESSAGE', { data });
    assert.equal(await outcome(remove), -12014);
    const { totalCount } = await storage.getChannelMetadata('room', 'MESSAGE');
    assert.equal(totalCount, 2, 'all or nothing');
  });

  it('may need a lock that the writer holds', async (test) => {
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client;
    const bob = (await loggedIn(test, 'bob')).client;
    await alice.lock.setLock('room', 'MESSAGE', 'door');
    const write = (client: typeof alice, lockName: string) =>
      outcome(client.storage.setChannelMetadata('room', 'MESSAGE', [item('a')], { lockName }));
    assert.equal(await write(alice, 'a.b'), -12007);
    assert.equal(await write(alice, 'door'), -12008);
    await alice.lock.acquireLock('room', 'MESSAGE', 'door');
    assert.equal(await write(alice, 'door'), 'resolved');
    assert.equal(await write(bob, 'door'), -12008);
    assert.equal(await write(bob, ''), 'resolved', 'only who asks for the lock is bound by it');
    const options = { lockName: 'door' };
    const update = bob.storage.updateChannelMetadata('room', 'MESSAGE', [item('a')], options);
    assert.equal(await outcome(update), -12008);
    assert.equal(
      await outcome(bob.storage.removeChannelMetadata('room', 'MESSAGE', options)),
      -12008,
    );
    await alice.lock.releaseLock('room', 'MESSAGE', 'door');
    assert.equal(await write(alice, 'door'), -12008);
    const users = alice.storage.setUserMetadata([item('a')], { lockName: 'door' });
    assert.equal(await outcome(users), 'resolved', 'users have no locks');
  });

  it('is guarded by the server too', async (test) => {
    const { url } = await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    await client.lock.setLock('room', 'MESSAGE', 'door');
    await client.lock.acquireLock('room', 'MESSAGE', 'door');
    const mallory = await RawClient.connect(test, url);
    await mallory.login('mallory');
    const reply = await mallory.ask('writeMetadata', {
      target: 'CHANNEL',
      name: 'room',
      action: 'SET',
      items: [{ key: 'a', value: 'v', revision: -1 }],
      majorRevision: -1,
      lockName: 'door',
      addTimeStamp: false,
      addUserId: false,
    });
    assert.equal(reply.code, -12001);
  });

  it('tells subscribers with withMetadata: SNAPSHOT, then UPDATE with the whole set', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.storage.setChannelMetadata('room', 'MESSAGE', [item('a', 'one')]);
    await alice.client.subscribe('room', { withMetadata: true });
    await bob.client.subscribe('room');
    await alice.client.storage.setChannelMetadata('room', 'MESSAGE', [item('b', 'two')]);
    await bob.client.storage.removeChannelMetadata('room', 'MESSAGE', { data: [item('a')] });
    await bob.client.storage.removeChannelMetadata('room', 'MESSAGE');
    const events = await alice.heard.storage.atLeast(4);
    assert.deepEqual(kinds(events), ['SNAPSHOT', 'UPDATE', 'UPDATE', 'UPDATE']);
    assert.deepEqual(
      events.map((event) => values(event.data)),
      [{ a: 'one' }, { a: 'one', b: 'two' }, { b: 'two' }, {}],
    );
    const [, second] = events;
    assert.deepEqual(
      { ...second, data: null, timestamp: 0 },
      {
        channelName: 'room',
        channelType: 'MESSAGE',
        publisher: '',
        storageType: 'CHANNEL',
        eventType: 'UPDATE',
        data: null,
        timestamp: 0,
      },
    );
    assert.equal(second?.data.totalCount, 2);
    assert.equal(second.data.metadata['b']?.revision, second.data.majorRevision);
    assert.deepEqual(bob.heard.storage.entries, []);
  });

  it('begins with a SNAPSHOT again after subscribing again, and without metadata', async (test) => {
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('room', { withMetadata: true });
    await client.unsubscribe('room');
    await client.storage.setChannelMetadata('room', 'MESSAGE', [item('a')]);
    await client.subscribe('room', { withMetadata: true });
    const events = await heard.storage.atLeast(2);
    assert.deepEqual(kinds(events), ['SNAPSHOT', 'SNAPSHOT']);
    assert.deepEqual(
      events.map((event) => event.data.totalCount),
      [0, 1],
    );
  });
});

describe('subscribing a channel’s metadata', () => {
  it('again changes nothing, and later than the channel begins with a SNAPSHOT', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('room', { withMetadata: true });
    await client.subscribe('room', { withMetadata: true, withPresence: false });
    await client.subscribe('later');
    await client.subscribe('later', { withMetadata: true });
    await client.storage.getUserMetadata();
    assert.deepEqual(
      heard.storage.entries.map((event) => `${event.eventType} ${event.channelName}`),
      ['SNAPSHOT room', 'SNAPSHOT later'],
    );
  });
});

describe('user metadata', () => {
  it('is oneself’s by default, and anyone’s who is named', async (test) => {
    await runEmulator(test);
    const alice = (await loggedIn(test, 'alice')).client.storage;
    const bob = (await loggedIn(test, 'bob')).client.storage;
    const answer = await alice.setUserMetadata([item('mood', 'good')]);
    assert.deepEqual(answer, { timestamp: 0, totalCount: 0, userId: 'alice' });
    const options = { userId: 'alice', addUserId: true };
    await bob.updateUserMetadata([item('mood', 'bad')], options);
    const { metadata, userId } = await alice.getUserMetadata({ userId: '' });
    assert.deepEqual([userId, metadata['mood']?.authorUid], ['alice', 'bob']);
    await bob.setUserMetadata([item('x')], { userId: 'who was never there' });
    assert.equal((await bob.getUserMetadata()).totalCount, 0);
    assert.equal((await alice.getChannelMetadata('alice', 'MESSAGE')).totalCount, 0);
    await bob.removeUserMetadata({ userId: 'alice' });
    assert.equal((await alice.getUserMetadata()).totalCount, 0);
  });

  it('tells its subscribers, until they unsubscribe', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    const { storage } = bob.client;
    assert.equal(await rejectionCode(storage.unsubscribeUserMetadata('alice')), -12015);
    const answer = await storage.subscribeUserMetadata('alice');
    assert.deepEqual(answer, { timestamp: 0, userId: 'alice' });
    assert.deepEqual(await storage.subscribeUserMetadata('alice'), answer, 'again');
    await alice.client.storage.setUserMetadata([item('mood', 'good')]);
    const [snapshot, update] = await bob.heard.storage.atLeast(2);
    assert.equal(snapshot?.eventType, 'SNAPSHOT');
    assert.deepEqual(
      { ...update, data: values(update?.data ?? assert.fail()), timestamp: 0 },
      {
        channelType: 'USER',
        channelName: '',
        publisher: 'alice',
        storageType: 'USER',
        eventType: 'UPDATE',
        data: { mood: 'good' },
        timestamp: 0,
      },
    );
    await storage.unsubscribeUserMetadata('alice');
    await alice.client.storage.setUserMetadata([item('mood', 'bad')]);
    await storage.getUserMetadata();
    assert.equal(bob.heard.storage.entries.length, 2);
    assert.deepEqual(alice.heard.storage.entries, []);
  });

  it('of 50 users can be subscribed', async (test) => {
    withoutRateLimit(test);
    const { url } = await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const names = Array.from({ length: 50 }, (_, i) => `user ${i}`);
    await Promise.all(names.map((name) => storage.subscribeUserMetadata(name)));
    const error = await rejection(storage.subscribeUserMetadata('one more'));
    assert.deepEqual([error.errorCode, error.name], [-12017, 'RtmLimitExceededError']);
    await storage.unsubscribeUserMetadata('user 0');
    await storage.subscribeUserMetadata('one more');
    const raw = await RawClient.connect(test, url);
    await raw.login('mallory');
    for (const userId of names)
      await raw.ask('subscribeUserMetadata', { userId, isResumed: false });
    const reply = await raw.ask('subscribeUserMetadata', { userId: 'one', isResumed: false });
    assert.equal(reply.code, -12017);
  });

  it('is not subscribed by a call that failed', async (test) => {
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    const { client } = newClient(test, 'alice');
    await client.login();
    const call = outcome(client.storage.subscribeUserMetadata('bob'));
    await server.requests.find((name) => name === 'subscribeUserMetadata');
    server.cut();
    assert.equal(await call, -12018);
    assert.equal(await rejectionCode(client.storage.unsubscribeUserMetadata('bob')), -12015);
  });

  it('is no longer told after logout, and can be subscribed anew', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await bob.client.storage.subscribeUserMetadata('alice');
    await bob.heard.storage.atLeast(1);
    await bob.client.logout();
    const { storage } = bob.client;
    assert.equal(await rejectionCode(storage.unsubscribeUserMetadata('alice')), -10025);
    await bob.client.login();
    await alice.client.storage.setUserMetadata([item('a')]);
    await storage.getUserMetadata();
    assert.equal(bob.heard.storage.entries.length, 1);
    await storage.subscribeUserMetadata('alice');
    assert.deepEqual(kinds(await bob.heard.storage.atLeast(2)), ['SNAPSHOT', 'SNAPSHOT']);
  });
});

describe('metadata after a reconnect', () => {
  it('to the same server is no news when nothing changed', async (test) => {
    const { port } = await runEmulator(test);
    const way = await CuttableWay.to(test, port);
    AgoraRTM.setParameter('EMULATOR_URL', way.url);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.storage.setChannelMetadata('room', 'MESSAGE', [item('a')]);
    await client.storage.setUserMetadata([item('b')]);
    await client.subscribe('room', { withMetadata: true });
    await client.storage.subscribeUserMetadata('alice');
    await heard.storage.atLeast(2);
    way.cut();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    clock.advance(2_000);
    await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    await client.storage.getUserMetadata();
    assert.deepEqual(kinds(heard.storage.entries), ['SNAPSHOT', 'SNAPSHOT']);
    await client.storage.setUserMetadata([item('b', 'new')]);
    await client.storage.setChannelMetadata('room', 'MESSAGE', [item('a', 'new')]);
    await heard.storage.atLeast(4);
    assert.deepEqual(kinds(heard.storage.entries).slice(2), ['UPDATE', 'UPDATE']);
  });

  it('is an UPDATE when it changed meanwhile, and silence when not', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.subscribe('changed', { withMetadata: true });
    await client.subscribe('same', { withMetadata: true });
    await client.storage.subscribeUserMetadata('bob');
    await client.storage.setChannelMetadata('same', 'MESSAGE', [item('a')]);
    await heard.storage.atLeast(4);
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    await runEmulator(test, { port });
    const bob = await loggedIn(test, 'bob');
    await bob.client.storage.setChannelMetadata('changed', 'MESSAGE', [item('a')]);
    await bob.client.storage.setUserMetadata([item('b')]);
    clock.advance(2_000);
    const before = heard.storage.entries.length;
    await heard.storage.atLeast(before + 2);
    await client.storage.getUserMetadata();
    const news = heard.storage.entries.slice(before);
    assert.deepEqual(
      news.map((event) => `${event.eventType} ${event.channelName}${event.publisher}`).sort(),
      ['UPDATE bob', 'UPDATE changed'],
    );
    // The emulator forgot its metadata, and its revisions still go up.
    await bob.client.storage.setChannelMetadata('same', 'MESSAGE', [item('b')]);
    const { data } = await heard.storage.find(
      (event) => event.data.metadata['b'] !== undefined && event.channelName === 'same',
    );
    assert.deepEqual(Object.keys(data.metadata), ['b']);
  });
});

describe('revisions', () => {
  it('go up when the clock of a restarted emulator is behind', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const revisions: number[] = [];
    for (const now of [1_800_000_000_000, 1_700_000_000_000]) {
      const { close } = await runEmulator(test, { data, clock: new ManualClock(now) });
      const { client } = await loggedIn(test, 'alice');
      await client.storage.setUserMetadata([item('a')]);
      revisions.push((await client.storage.getUserMetadata()).majorRevision);
      await client.logout();
      await close();
    }
    const [first = 0, second = 0] = revisions;
    assert.ok(second > first, `${second} > ${first}`);
  });
});

describe('what the SDK checks itself', () => {
  it('type, connection, service, names, items, size, in this order', async (test) => {
    const { client } = newClient(test, 'alice');
    const { storage } = client;
    const set = (...args: [name: string, type: 'MESSAGE' | 'STREAM' | 'USER', data: never]) =>
      outcome(storage.setChannelMetadata(...args));
    assert.equal(await set('a.b', 'USER', [] as never), -10019);
    assert.equal(await set('a.b', 'MESSAGE', [] as never), -10025);
    assert.equal(await outcome(storage.getUserMetadata({ userId: 'a.b' })), -10025);
    await runEmulator(test);
    await client.login();
    assert.equal(await set('a.b', 'MESSAGE', [] as never), -10008);
    assert.equal(await set('room', 'MESSAGE', [] as never), -12003);
    assert.equal(await set('room', 'STREAM', [] as never), -12003);
    assert.equal(await set('room', 'STREAM', [item('a')] as never), -10022);
    assert.equal(await outcome(storage.getChannelMetadata('room', 'STREAM')), -10022);
    assert.equal(await outcome(storage.getUserMetadata({ userId: 'a.b' })), -10006);
    assert.equal(await outcome(storage.subscribeUserMetadata('')), -10006);
    await assert.rejects(storage.setChannelMetadata('room', 'MESSAGE', {} as never), TypeError);
    await assert.rejects(storage.setUserMetadata(undefined as never), TypeError);
    assert.equal(await outcome(storage.updateUserMetadata(undefined as never)), -12003);
  });

  it('items one by one', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const many = (count: number) => Array.from({ length: count }, (_, i) => item(`k${i}`));
    const cases: [items: unknown[], outcome: number | 'resolved'][] = [
      [many(33), -12002],
      [many(32), 'resolved'],
      [[...many(32), item('k0')], 'resolved'],
      [[item('')], -12009],
      [[item('_a')], -12009],
      [[item('a.b')], -12009],
      [[item('ä')], -12009],
      [[{ key: 5, value: 'v' }], -12009],
      [[item('k'.repeat(33))], -12011],
      [[item('k'.repeat(65))], -12009],
      [[{ key: 'k', value: 5 }], -12010],
      [[{ key: 'k' }], -12010],
      [[item('k', 'é'.repeat(8_193))], -12012],
      [[item('k', 'é'.repeat(8_192))], -12006],
      [[item('k', 'x'.repeat(8_000)), item('l', 'x'.repeat(8_400))], -12006],
      [[{ ...item('k'), revision: -2 }], -12005],
      [[{ ...item('k'), revision: 1.5 }], -12005],
      [[{ ...item('k'), revision: '1' }], -12005],
      [[{ ...item('k'), revision: null }], 'resolved'],
    ];
    for (const [items, expected] of cases) {
      await storage.removeUserMetadata();
      const text = JSON.stringify(items).slice(0, 80);
      assert.equal(await outcome(storage.setUserMetadata(items as never)), expected, text);
    }
    // The largest value there is: 16 KiB less what the SDK counts besides it.
    await storage.removeUserMetadata();
    const room = 16_384 - JSON.stringify({ k: '' }).length;
    await storage.setUserMetadata([item('k', 'x'.repeat(room))]);
    await storage.removeUserMetadata();
    await storage.setUserMetadata([item('kk'.repeat(16))]);
  });

  it('the size with what the SDK adds to the items', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const fill = (overhead: object) => 'x'.repeat(16_384 - JSON.stringify(overhead).length);
    const update = (value: string) => outcome(storage.updateUserMetadata([item('k', value)]));
    const room = fill({ k: '', _rev_k: -2 });
    assert.equal(await update(room), -12014, 'only the server minds');
    assert.equal(await update(`${room}x`), -12006);
    const set = (value: string) =>
      outcome(
        storage.setUserMetadata([{ ...item('k', value), revision: 7 }], { majorRevision: 8 }),
      );
    const guarded = fill({ _rev: 8, k: '', _rev_k: 7 });
    assert.equal(await set(guarded), -12014);
    assert.equal(await set(`${guarded}x`), -12006);
    const data = ['a', 'b'].map((key) => item(key, 'x'.repeat(16_384)));
    assert.equal(await outcome(storage.removeUserMetadata({ data })), -12014, 'no values count');
  });

  it('the lock before the items when setting, after them otherwise', async (test) => {
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const options = { lockName: 'a.b' };
    const bad = [item('_')];
    const set = storage.setChannelMetadata('room', 'MESSAGE', bad, options);
    assert.equal(await rejectionCode(set), -12007);
    const update = storage.updateChannelMetadata('room', 'MESSAGE', bad, options);
    assert.equal(await rejectionCode(update), -12009);
    const remove = { ...options, data: bad };
    const removed = storage.removeChannelMetadata('room', 'MESSAGE', remove);
    assert.equal(await rejectionCode(removed), -12009);
  });

  it('revisions of whole sets; 0 only when setting', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    for (const majorRevision of [-2, 1.5, '1' as never]) {
      const options = { majorRevision };
      assert.equal(await outcome(storage.setUserMetadata([item('a')], options)), -12005);
      assert.equal(await outcome(storage.removeUserMetadata(options)), -12005);
    }
    await storage.setUserMetadata([item('a')]);
    const zero = { majorRevision: 0 };
    const data = [item('a')];
    assert.equal(await outcome(storage.updateUserMetadata(data, zero)), -12005);
    assert.equal(await outcome(storage.removeUserMetadata({ ...zero, data })), -12005);
    const zeroItem = [{ ...item('a'), revision: 0 }];
    assert.equal(await outcome(storage.updateUserMetadata(zeroItem)), -12005);
    // Without items the SDK lets it pass, and the server knows better.
    assert.equal(await outcome(storage.removeUserMetadata(zero)), -12014);
  });

  it('names errors as the SDK does', async (test) => {
    await runEmulator(test);
    const { storage } = (await loggedIn(test, 'alice')).client;
    const names: [() => Promise<unknown>, string, string][] = [
      [() => storage.setUserMetadata([]), 'RtmInvalidArgumentError', 'setUserMetadata'],
      [() => storage.setUserMetadata([{ key: 5 } as never]), 'RtmInvalidArgumentError', 'storage'],
      [
        () => storage.setUserMetadata([item('k', 'x'.repeat(16_385))]),
        'RtmLimitExceededError',
        'setUserMetadata',
      ],
      [() => storage.updateUserMetadata([item('k')]), 'RtmUnavailableError', 'updateUserMetadata'],
      [
        () => storage.unsubscribeUserMetadata('bob'),
        'RtmInvalidStatusError',
        'unsubscribeUserMetadata',
      ],
    ];
    for (const [call, name, operation] of names) {
      const error = await rejection(call());
      assert.deepEqual([error.name, error.operation], [name, operation]);
    }
  });

  it('is -12019 when the emulator has it switched off, before the names', async (test) => {
    const { url } = await runEmulator(test, { storage: false });
    const { client, heard } = await loggedIn(test, 'alice');
    const { storage } = client;
    assert.equal(await rejectionCode(storage.setChannelMetadata('a.b', 'MESSAGE', [])), -12019);
    assert.equal(await rejectionCode(storage.getUserMetadata()), -12019);
    assert.equal(await rejectionCode(storage.subscribeUserMetadata('a.b')), -12019);
    assert.equal(await rejectionCode(storage.unsubscribeUserMetadata('a.b')), -12019);
    await client.subscribe('room', { withMetadata: true });
    await client.lock.getLock('room', 'MESSAGE');
    assert.deepEqual(heard.storage.entries, []);
    const raw = await RawClient.connect(test, url);
    await raw.login('mallory');
    const reply = await raw.ask('getMetadata', { target: 'USER', name: 'alice' });
    assert.equal(reply.code, -12019);
  });
});
