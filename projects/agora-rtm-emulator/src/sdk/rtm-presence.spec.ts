import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loggedIn, newClient, outcome, rejectionCode, runEmulator } from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { loginRequest, RawClient, subscription } from '../testing/raw-client.ts';

const users = (snapshot: { userId: string }[] | null) => snapshot?.map((user) => user.userId);

describe('presence events', () => {
  it('SNAPSHOT on subscribing, REMOTE_JOIN and REMOTE_LEAVE for the others', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.subscribe('channel');
    await bob.client.subscribe('channel');
    const [snapshot] = await bob.heard.presence.atLeast(1);
    assert.equal(snapshot?.eventType, 'SNAPSHOT');
    assert.deepEqual(users(snapshot.snapshot), ['alice', 'bob']);
    const join = await alice.heard.presence.find((event) => event.eventType === 'REMOTE_JOIN');
    assert.deepEqual(
      { ...join, timestamp: 0 },
      {
        eventType: 'REMOTE_JOIN',
        channelType: 'MESSAGE',
        channelName: 'channel',
        publisher: 'bob',
        stateChanged: {},
        interval: null,
        snapshot: [],
        timestamp: 0,
      },
    );
    await bob.client.unsubscribe('channel');
    const leave = await alice.heard.presence.find((event) => event.eventType === 'REMOTE_LEAVE');
    assert.equal(leave.publisher, 'bob');
    assert.equal(bob.heard.presence.entries.length, 1, 'nobody hears of himself');
  });

  it('logout leaves every channel', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.subscribe('channel');
    await bob.client.subscribe('channel');
    await bob.client.logout();
    await alice.heard.presence.find((event) => event.eventType === 'REMOTE_LEAVE');
  });

  it('a quiet subscriber sees others and is not seen', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const ghost = await loggedIn(test, 'ghost');
    await alice.client.subscribe('channel');
    await ghost.client.subscribe('channel', { beQuiet: true });
    const [snapshot] = await ghost.heard.presence.atLeast(1);
    assert.deepEqual(users(snapshot?.snapshot ?? null), ['alice']);
    const { occupants } = await alice.client.presence.getOnlineUsers('channel', 'MESSAGE');
    assert.deepEqual(users(occupants), ['alice']);
    assert.equal((await alice.client.presence.whereNow('ghost')).totalChannel, 0);
    assert.equal(alice.heard.presence.entries.length, 1);
  });

  it('withPresence false hears nothing and is seen', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.subscribe('channel', { withPresence: false });
    await bob.client.subscribe('channel');
    const [snapshot] = await bob.heard.presence.atLeast(1);
    assert.deepEqual(users(snapshot?.snapshot ?? null), ['alice', 'bob']);
    await alice.client.presence.whereNow('alice');
    assert.deepEqual(alice.heard.presence.entries, []);
  });
});

describe('a link that drops', () => {
  it('is REMOTE_TIMEOUT after the presence timeout, not before', async (test) => {
    const clock = new ManualClock(Date.now());
    const { url } = await runEmulator(test, { clock });
    const alice = await loggedIn(test, 'alice');
    await alice.client.subscribe('channel');
    const bob = await RawClient.connect(test, url);
    await bob.login('bob', { presenceTimeout: 10 });
    await bob.ask('subscribe', subscription('channel'));
    bob.socket.disconnect();
    await untilDetached(alice.client);
    clock.advance(9_999);
    const { totalOccupancy } = await alice.client.presence.getOnlineUsers('channel', 'MESSAGE');
    assert.equal(totalOccupancy, 2, 'still present');
    clock.advance(1);
    const event = await alice.heard.presence.find((it) => it.eventType === 'REMOTE_TIMEOUT');
    assert.equal(event.publisher, 'bob');
    assert.equal((await alice.client.presence.whereNow('bob')).totalChannel, 0);
  });

  it('that is back in time goes on: subscriptions kept, nobody told, messages not replayed', async (test) => {
    const clock = new ManualClock(Date.now());
    const { url } = await runEmulator(test, { clock });
    const alice = await loggedIn(test, 'alice');
    await alice.client.subscribe('channel');
    const lost = await RawClient.connect(test, url);
    await lost.login('bob', { presenceTimeout: 10 });
    await lost.ask('subscribe', subscription('channel'));
    lost.socket.disconnect();
    await untilDetached(alice.client);
    await alice.client.publish('channel', 'missed');
    clock.advance(5_000);

    const back = await RawClient.connect(test, url);
    const received: unknown[] = [];
    back.socket.on('message', (message: { payload: { data: string } }) => {
      received.push(message.payload.data);
    });
    const subscriptions = [subscription('channel')];
    await back.login('bob', { presenceTimeout: 10, reconnect: true, subscriptions });
    clock.advance(60_000);
    await alice.client.publish('channel', 'heard');
    await back.ask('getUserChannels', { userId: 'bob' });
    assert.deepEqual(received, ['heard']);
    const types = alice.heard.presence.entries.map((event) => event.eventType);
    assert.deepEqual(types, ['SNAPSHOT', 'REMOTE_JOIN']);
  });

  it('makes the user unreachable at once', async (test) => {
    const { url } = await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await RawClient.connect(test, url);
    await bob.login('bob');
    bob.socket.disconnect();
    await untilDetached(alice.client);
    const publish = alice.client.publish('bob', 'text', { channelType: 'USER' });
    assert.equal(await rejectionCode(publish), -11033);
  });

  it('a new login of the user ends what was left of the old one', async (test) => {
    const { url } = await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    await alice.client.subscribe('channel');
    const before = await RawClient.connect(test, url);
    await before.login('bob');
    await before.ask('subscribe', subscription('channel'));
    before.socket.disconnect();
    await untilDetached(alice.client);
    const after = await RawClient.connect(test, url);
    await after.login('bob', { ...loginRequest('bob'), sessionId: 'another-session-of-bob' });
    await alice.heard.presence.find((event) => event.eventType === 'REMOTE_LEAVE');
    assert.equal((await alice.client.presence.whereNow('bob')).totalChannel, 0);
  });
});

describe('getOnlineUsers and getUserChannels', () => {
  it('page by 50 users, none twice, none left out', async (test) => {
    const { url } = await runEmulator(test);
    const { client } = await loggedIn(test, 'reader');
    const names = Array.from(
      { length: 120 },
      (_, index) => `user ${String(index).padStart(3, '0')}`,
    );
    for (const name of names) {
      const raw = await RawClient.connect(test, url);
      await raw.login(name, { subscriptions: [subscription('crowd')] });
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    let page = '';
    do {
      const answer = await client.presence.getOnlineUsers('crowd', 'MESSAGE', { page });
      seen.push(...answer.occupants.map((user) => user.userId));
      sizes.push(answer.totalOccupancy);
      page = answer.nextPage;
    } while (page !== '');
    assert.deepEqual(seen, names);
    assert.deepEqual(sizes, [50, 50, 20]);
    const options = { includedUserId: false };
    const count = await client.presence.getOnlineUsers('crowd', 'MESSAGE', options);
    assert.equal(count.totalOccupancy, 120);
    assert.deepEqual(count.occupants, []);
  });

  it('answer for channels and users nobody has heard of', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const nobody = await client.presence.whoNow('nowhere', 'MESSAGE');
    assert.deepEqual(
      { ...nobody, timestamp: 0 },
      {
        timestamp: 0,
        totalOccupancy: 0,
        occupants: [],
        nextPage: '',
      },
    );
    assert.deepEqual((await client.presence.whereNow('nobody')).channels, []);
  });

  it('take an empty user id for the own, and know nobody in stream channels', async (test) => {
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('channel');
    await heard.presence.atLeast(1);
    assert.equal((await client.presence.whereNow('')).totalChannel, 1);
    assert.equal((await client.presence.whoNow('channel', 'STREAM')).totalOccupancy, 0);
  });

  it('check the type before the connection, the connection before the name', async (test) => {
    const { client } = newClient(test, 'alice');
    assert.equal(await rejectionCode(client.presence.whoNow('a.b', 'USER')), -10019);
    assert.equal(await rejectionCode(client.presence.whoNow('a.b', 'MESSAGE')), -10025);
    await runEmulator(test);
    await client.login();
    assert.equal(await rejectionCode(client.presence.whoNow('a.b', 'MESSAGE')), -10008);
    assert.equal(await rejectionCode(client.presence.whereNow('a.b')), -10006);
  });
});

/** Resolves when the server has noticed that bob hung up. */
async function untilDetached(
  client: Awaited<ReturnType<typeof loggedIn>>['client'],
): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const probe = client.publish('bob', '?', { channelType: 'USER' });
    if ((await outcome(probe)) === -11033) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The server did not notice.');
}
