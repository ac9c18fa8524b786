import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { systemClock } from '../../protocol/clock.ts';
import AgoraRTM from '../../sdk/public-api.ts';
import type { RTMClient, RTMEvents } from '../../sdk/public-api.ts';
import {
  APP_ID,
  describeLink,
  loggedIn,
  newClient,
  outcome,
  rejection,
  runEmulator,
  withoutRateLimit,
} from '../../testing/fixtures.ts';
import type { Heard } from '../../testing/fixtures.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import type { EmulatorOptions } from '../public-api.ts';

/** Two users in one room of an emulator on which things can go wrong. */
async function room(test: TestContext, options: EmulatorOptions = {}) {
  const emulator = await runEmulator(test, { faultControls: true, ...options });
  withoutRateLimit(test);
  const alice = await patient(test, 'alice');
  const bob = await patient(test, 'bob');
  await bob.client.subscribe('room');
  const { faults } = emulator;
  const say = (text: string, storeInHistory = false) =>
    alice.client.publish('room', text, { storeInHistory });
  return { emulator, faults, alice, bob, say };
}

/** A logged-in client whose timers the test winds. */
async function patient(test: TestContext, userId: string) {
  const clock = new ManualClock(Date.now());
  AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
  const made = await loggedIn(test, userId);
  AgoraRTM.setParameter('EMULATOR_CLOCK', systemClock);
  return { clock, ...made };
}

const texts = ({ messages }: Heard) => messages.entries.map(({ message }) => message);
const hears = ({ messages }: Heard, text: string) =>
  messages.find(({ message }) => message === text);
const state =
  (name: RTMEvents.LinkStateEvent['currentState']) => (link: RTMEvents.LinkStateEvent) =>
    link.currentState === name;

/** Resolves when the server has got all that was sent before, and all it had to send is here. */
async function settle({ client }: { client: RTMClient }): Promise<void> {
  await client.presence.whereNow('nobody');
}

describe('faults of what travels', () => {
  it('delay: events come late, in their order, and all the others on time', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, alice, bob, say } = await room(test, { clock });
    await alice.client.subscribe('room');
    const { id } = faults.add({ type: 'delay', userId: 'bob', ms: 1_000 });
    await say('one');
    clock.advance(400);
    await say('two');
    await hears(alice.heard, 'two');
    clock.advance(599);
    await settle(alice);
    assert.deepEqual(texts(bob.heard), []);
    clock.advance(1);
    await hears(bob.heard, 'one');
    faults.clear(id);
    // Healed, and still not past what is under way.
    await say('three');
    await settle(alice);
    assert.deepEqual(texts(bob.heard), ['one']);
    clock.advance(400);
    await hears(bob.heard, 'three');
    assert.deepEqual(texts(bob.heard), ['one', 'two', 'three']);
  });

  it('delay of requests: carried out late, and answered', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, bob, say } = await room(test, { clock });
    faults.add({ type: 'delay', traffic: 'request', name: 'publish', ms: 300, times: 1 });
    const late = say('late');
    await settle(bob);
    clock.advance(299);
    await settle(bob);
    assert.deepEqual(texts(bob.heard), []);
    while (texts(bob.heard).length === 0) {
      clock.advance(1);
      await settle(bob);
    }
    assert.equal(await outcome(late), 'resolved');
    assert.deepEqual(faults.list(), []);
  });

  it('delay with jitter keeps the order, whatever the dice say', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, alice, bob, say } = await room(test, { clock });
    faults.add({ type: 'delay', userId: 'bob', ms: 0, jitterMs: 500, seed: 3 });
    const sent = Array.from({ length: 20 }, (_, index) => String(index));
    for (const text of sent) {
      await say(text);
      clock.advance(5);
    }
    await settle(alice);
    assert.ok(texts(bob.heard).length < sent.length);
    clock.advance(2_000);
    await hears(bob.heard, '19');
    assert.deepEqual(texts(bob.heard), sent);
  });

  it('drop: events of one user, of one channel, for a number of times', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    await alice.client.subscribe('room');
    await bob.client.subscribe('other');
    faults.add({ type: 'drop', userId: 'bob', channelName: 'room', name: 'message', times: 2 });
    for (const text of ['one', 'two', 'three']) {
      await say(text);
      await alice.client.publish('other', text);
    }
    await hears(alice.heard, 'three');
    await bob.heard.messages.atLeast(4);
    assert.deepEqual(texts(alice.heard), ['one', 'two', 'three']);
    assert.deepEqual(
      bob.heard.messages.entries.map(({ channelName, message }) => [channelName, message]),
      [
        ['other', 'one'],
        ['other', 'two'],
        ['room', 'three'],
        ['other', 'three'],
      ],
    );
  });

  it('drop with a probability: the same messages for the same seed, others for another', async (test) => {
    const { faults, bob, say } = await room(test);
    const runs: unknown[][] = [];
    for (const seed of [7, 7, 8]) {
      faults.add({ type: 'drop', probability: 0.1, seed, name: 'message', userId: 'bob' });
      const before = bob.heard.messages.entries.length;
      for (let index = 0; index < 200; index++) await say(String(index));
      assert.ok((faults.list()[0]?.hits ?? 0) > 5);
      faults.clear();
      await say(`end of ${runs.length}`);
      await hears(bob.heard, `end of ${runs.length}`);
      runs.push(texts(bob.heard).slice(before, -1));
    }
    const [first, second, other] = runs;
    assert.deepEqual(first, second);
    assert.notDeepEqual(first, other);
    assert.ok(first !== undefined && first.length > 150 && first.length < 196);
  });

  it('drop of a request: it is not carried out, and times out', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    faults.add({ type: 'drop', traffic: 'request', name: 'publish', userId: 'alice', times: 1 });
    const lost = outcome(say('lost', true));
    await settle(alice);
    alice.clock.advance(10_000);
    assert.equal(await lost, -11026);
    await say('found', true);
    await hears(bob.heard, 'found');
    assert.deepEqual(texts(bob.heard), ['found']);
  });

  it('drop of an answer, a lost acknowledgement: it is carried out, and times out', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    faults.add({ type: 'drop', traffic: 'answer', name: 'publish', userId: 'alice', times: 1 });
    const unknown = outcome(say('unknown', true));
    await hears(bob.heard, 'unknown');
    await settle(alice);
    alice.clock.advance(10_000);
    assert.equal(await unknown, -11026);
    assert.equal(await outcome(say('known')), 'resolved');
    const { messageList } = await bob.client.history.getMessages('room', 'MESSAGE');
    assert.deepEqual(
      messageList.map(({ message }) => message),
      ['unknown'],
    );
  });

  it('duplicate: the same event twice; a request is carried out twice', async (test) => {
    const { faults, bob, say } = await room(test);
    faults.add({ type: 'duplicate', userId: 'bob', times: 1 });
    await say('twice');
    await say('once');
    await hears(bob.heard, 'once');
    assert.deepEqual(texts(bob.heard), ['twice', 'twice', 'once']);
    assert.equal(
      bob.heard.messages.entries[0]?.timestamp,
      bob.heard.messages.entries[1]?.timestamp,
    );
    faults.add({ type: 'duplicate', traffic: 'request', name: 'publish', times: 1 });
    await say('stored', true);
    await say('end');
    await hears(bob.heard, 'end');
    const { messageList } = await bob.client.history.getMessages('room', 'MESSAGE');
    assert.deepEqual(
      messageList.map(({ message }) => message),
      ['stored', 'stored'],
    );
    assert.notEqual(messageList[0]?.timestamp, messageList[1]?.timestamp);
  });

  it('reorder: an event comes after the next one, or after its time when there is none', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, bob, say } = await room(test, { clock });
    faults.add({ type: 'reorder', userId: 'bob', times: 1 });
    await say('one');
    await say('two');
    await hears(bob.heard, 'one');
    assert.deepEqual(texts(bob.heard), ['two', 'one']);
    faults.add({ type: 'reorder', userId: 'bob', withinMs: 50, times: 1 });
    await say('three');
    clock.advance(49);
    await settle(bob);
    assert.equal(texts(bob.heard).length, 2);
    clock.advance(1);
    await hears(bob.heard, 'three');
    await say('four');
    await hears(bob.heard, 'four');
    assert.deepEqual(texts(bob.heard), ['two', 'one', 'three', 'four']);
  });

  it('of a channel leave messages to a user of that name alone, and take the metadata of the channel', async (test) => {
    const { faults, alice, bob } = await room(test);
    faults.add({ type: 'drop', channelName: 'bob' });
    await alice.client.publish('bob', 'private', { channelType: 'USER' });
    await hears(bob.heard, 'private');
    faults.clear();
    faults.add({ type: 'cut', traffic: 'request', name: 'getMetadata', channelName: 'room' });
    await outcome(alice.client.storage.getChannelMetadata('other', 'MESSAGE'));
    assert.equal(alice.heard.links.entries.length, 2);
    await outcome(alice.client.storage.getChannelMetadata('room', 'MESSAGE'));
    await alice.heard.links.find(state('DISCONNECTED'));
  });

  it('delay: a link with 20,000 packets under way is cut', async (test) => {
    const { faults, bob, say } = await room(test, { clock: new ManualClock(Date.now()) });
    faults.add({ type: 'delay', userId: 'bob', ms: 600_000 });
    for (let copies = 1; copies < 100; copies++) faults.add({ type: 'duplicate', userId: 'bob' });
    for (let count = 0; count <= 201; count++) await say(String(count));
    await bob.heard.links.find(state('DISCONNECTED'));
    assert.deepEqual(texts(bob.heard), []);
  });

  it('of one App ID leave the same user of another alone', async (test) => {
    const { faults, bob } = await room(test);
    const appId = 'f'.repeat(32);
    const other = await loggedIn(test, 'bob', { appId });
    await other.client.subscribe('room');
    faults.add({ type: 'drop', appId, userId: 'bob' });
    await other.client.publish('room', 'lost');
    await bob.client.publish('room', 'mine');
    await hears(bob.heard, 'mine');
    faults.clear();
    await other.client.publish('room', 'healed');
    await hears(other.heard, 'healed');
    assert.deepEqual(texts(other.heard), ['healed']);
  });
});

describe('faults of connections', () => {
  it('cut: the link breaks at once, the client comes back, and the others stay', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    assert.equal(faults.add({ type: 'cut', userId: 'bob' }).hits, 1);
    const drop = await bob.heard.links.find(state('DISCONNECTED'));
    assert.equal(describeLink(drop), 'CONNECTED>DISCONNECTED HEARTBEAT_TIMEOUT/KEEP_ALIVE_TIMEOUT');
    assert.deepEqual(faults.list(), []);
    bob.clock.advance(2_000);
    await bob.heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    await say('back');
    await hears(bob.heard, 'back');
    assert.equal(alice.heard.links.entries.length, 2);
  });

  it('cut: with an RST, before anyone logged in too', async (test) => {
    const { faults, emulator } = await room(test);
    const socket = connect(emulator.port, '127.0.0.1');
    socket.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n' +
        'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(socket, 'data');
    // A masked text frame, with a mask of zeros: the client enters its namespace, and is a link.
    socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, ...Buffer.from('40')]));
    await once(socket, 'data');
    const broken = once(socket, 'end');
    faults.add({ type: 'cut' });
    await assert.rejects(broken, { code: 'ECONNRESET' });
  });

  it('cut of a channel: those who are subscribed to it', async (test) => {
    const { faults, alice, bob } = await room(test);
    assert.equal(faults.add({ type: 'cut', channelName: 'room' }).hits, 1);
    await bob.heard.links.find(state('DISCONNECTED'));
    await settle(alice);
    assert.equal(alice.heard.links.entries.length, 2);
  });

  it('cut in place of a request, or of its answer: not carried out, or unheard of', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    for (const traffic of ['request', 'answer'] as const) {
      faults.add({ type: 'cut', traffic, name: 'publish', userId: 'alice', times: 1 });
      assert.equal(await outcome(say(traffic)), -11027);
      alice.clock.advance(2_000);
      const count = alice.heard.links.entries.length;
      await alice.heard.links.atLeast(Math.max(count, traffic === 'request' ? 5 : 8));
    }
    await say('end');
    await hears(bob.heard, 'end');
    assert.deepEqual(texts(bob.heard), ['answer', 'end']);
  });

  it('stall: nothing comes or goes and nobody is told; cleared, everything flows', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    await alice.client.subscribe('room');
    const { id } = faults.add({ type: 'stall', userId: 'bob' });
    await say('held');
    const mine = bob.client.publish('room', 'mine');
    await settle(alice);
    await settle(alice);
    assert.deepEqual(texts(bob.heard), []);
    assert.deepEqual(texts(alice.heard), ['held']);
    assert.equal(bob.heard.links.entries.length, 2);
    faults.clear(id);
    await mine;
    await hears(alice.heard, 'mine');
    await hears(bob.heard, 'mine');
    assert.deepEqual(texts(bob.heard), ['held', 'mine']);
  });

  it('stall of somebody who is not there yet: the login waits', async (test) => {
    const { faults } = await room(test);
    faults.add({ type: 'stall', userId: 'carol' });
    const { client } = newClient(test, 'carol');
    let isIn = false;
    const login = client.login().then(() => (isIn = true));
    const dave = await loggedIn(test, 'dave');
    await settle(dave);
    assert.equal(isIn, false);
    const toCarol = () => outcome(dave.client.publish('carol', 'text', { channelType: 'USER' }));
    assert.equal(await toCarol(), -11033, 'the server has not heard of it either');
    faults.clear();
    await login;
    assert.equal(await toCarol(), 'resolved');
  });

  it('stall: closing the emulator does not wait for it', async (test) => {
    const { faults, emulator, bob } = await room(test);
    faults.add({ type: 'stall' });
    await emulator.close();
    await bob.heard.links.find(state('DISCONNECTED'));
  });
});

describe('faults of sessions', () => {
  it('kick: FAILED, KICKED_OUT_BY_SERVER, no reconnect; others see the user leave', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    await alice.client.subscribe('room');
    await alice.heard.presence.atLeast(1);
    assert.equal(faults.add({ type: 'kick', userId: 'bob' }).hits, 1);
    const end = await bob.heard.links.find(state('FAILED'));
    assert.equal(describeLink(end), 'CONNECTED>FAILED SERVER_REJECT/KICKED_OUT_BY_SERVER');
    assert.equal(end.reason, 'Kicked out by server');
    assert.deepEqual(end.affectedChannels, ['room']);
    const gone = await alice.heard.presence.find(({ eventType }) => eventType !== 'SNAPSHOT');
    assert.deepEqual([gone.eventType, gone.publisher], ['REMOTE_LEAVE', 'bob']);
    bob.clock.advance(60_000);
    assert.equal(bob.heard.links.entries.at(-1), end);
    await bob.client.login();
    await bob.client.subscribe('room');
    await say('again');
    await hears(bob.heard, 'again');
  });

  it('kick with the reasons the SDK tells apart', async (test) => {
    const { faults, bob } = await room(test);
    for (const reason of ['SAME_UID_LOGIN', 'LOGIN_TOO_FREQUENT'] as const) {
      faults.add({ type: 'kick', userId: 'bob', reason });
      const end = await bob.heard.links.find((link) => link.reasonCode === reason);
      assert.equal(describeLink(end), `CONNECTED>FAILED SERVER_REJECT/${reason}`);
      await bob.client.login();
    }
  });

  it('kick: gets through whatever happens to the events', async (test) => {
    const { faults, bob } = await room(test);
    faults.add({ type: 'drop', userId: 'bob' });
    faults.add({ type: 'kick', userId: 'bob' });
    await bob.heard.links.find(state('FAILED'));
  });

  it('kick of a channel: its subscribers, and nobody else', async (test) => {
    const { faults, alice, bob } = await room(test);
    assert.equal(faults.add({ type: 'kick', channelName: 'room' }).hits, 1);
    await bob.heard.links.find(state('FAILED'));
    await settle(alice);
  });

  it('ban: kicked, and kept out until it is cleared', async (test) => {
    const { faults, bob } = await room(test);
    const { id } = faults.add({ type: 'ban', userId: 'bob' });
    const end = await bob.heard.links.find(state('FAILED'));
    assert.equal(describeLink(end), 'CONNECTED>FAILED SERVER_REJECT/KICKED_OUT_BY_SERVER');
    const error = await rejection(bob.client.login());
    assert.equal(error.errorCode, -10012);
    assert.match(error.message, /rejected due to server error.*10019/);
    const refused = bob.heard.links.entries.at(-1);
    assert.equal(refused && describeLink(refused), 'CONNECTING>FAILED LOGIN/LOGIN_REJECTED');
    assert.equal(faults.clear(id), 1);
    await bob.client.login();
  });

  it('ban of somebody who is reconnecting: a kick, as in the SDK', async (test) => {
    const { faults, bob } = await room(test);
    faults.add({ type: 'cut', userId: 'bob' });
    await bob.heard.links.find(state('DISCONNECTED'));
    faults.add({ type: 'ban', userId: 'bob' });
    bob.clock.advance(2_000);
    const end = await bob.heard.links.find(state('FAILED'));
    assert.equal(describeLink(end), 'CONNECTING>FAILED SERVER_REJECT/KICKED_OUT_BY_SERVER');
  });

  it('refuseLogin: with a code, for a number of times, for one user', async (test) => {
    const { faults } = await room(test);
    faults.add({ type: 'refuseLogin', userId: 'carol', code: -10015, times: 1 });
    faults.add({ type: 'refuseLogin', userId: 'carol', times: 1 });
    const { client, heard } = newClient(test, 'carol');
    assert.equal(await outcome(client.login()), -10015);
    assert.equal(heard.links.entries.at(-1)?.reasonCode, 'LOGIN_NOT_AUTHORIZED');
    await loggedIn(test, 'dave');
    assert.equal(await outcome(client.login()), -10012);
    await client.login();
  });

  it('expireToken: at once, or with the warning before', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, alice, bob } = await room(test, { clock });
    faults.add({ type: 'expireToken', userId: 'alice' });
    clock.advance(0);
    const end = await alice.heard.links.find(state('FAILED'));
    assert.equal(describeLink(end), 'CONNECTED>FAILED SERVER_REJECT/TOKEN_EXPIRED');
    await alice.client.login();

    const warned = new Promise((resolve) => bob.client.addEventListener('token', resolve));
    faults.add({ type: 'expireToken', userId: 'bob', inMs: 60_000 });
    clock.advance(30_000);
    await warned;
    await bob.client.renewToken(APP_ID);
    clock.advance(60_000);
    await settle(bob);
    assert.equal(bob.heard.links.entries.length, 2, 'a renewal takes the place of the token');
  });
});

describe('faults of the history', () => {
  it('hideHistory: stored messages are not returned, until it is cleared', async (test) => {
    const { faults, bob, say } = await room(test);
    await say('stored', true);
    faults.add({ type: 'hideHistory', userId: 'bob', channelName: 'room' });
    const hidden = await bob.client.history.getMessages('room', 'MESSAGE');
    assert.deepEqual([hidden.messageList, hidden.newStart], [[], 0]);
    faults.clear();
    const { messageList } = await bob.client.history.getMessages('room', 'MESSAGE');
    assert.equal(messageList.length, 1);
  });

  it('failHistory: -11037, delivered and not stored; -11036 to a user who is offline', async (test) => {
    const { faults, alice, bob, say } = await room(test);
    faults.add({ type: 'failHistory', userId: 'alice', channelName: 'room', times: 1 });
    assert.equal(await outcome(say('unstored', true)), -11037);
    await hears(bob.heard, 'unstored');
    assert.equal(await outcome(say('stored', true)), 'resolved');
    const { messageList } = await bob.client.history.getMessages('room', 'MESSAGE');
    assert.deepEqual(
      messageList.map(({ message }) => message),
      ['stored'],
    );
    faults.add({ type: 'failHistory', channelName: 'nobody' });
    const toNobody = { channelType: 'USER', storeInHistory: true } as const;
    // A user is no channel.
    assert.equal(await outcome(alice.client.publish('nobody', 'text', toNobody)), -11035);
    faults.add({ type: 'failHistory' });
    assert.equal(await outcome(alice.client.publish('nobody', 'text', toNobody)), -11036);
  });
});

describe('RunningEmulator.faults', () => {
  it('is there only when asked for, and not on a network', async (test) => {
    const emulator = await runEmulator(test);
    assert.throws(() => emulator.faults.add({ type: 'drop' }), /faultControls: true/);
    const onNetwork = { host: '0.0.0.0', allowNetwork: true };
    await assert.rejects(runEmulator(test, { ...onNetwork, faultControls: true }), /'network'/);
    const forced = await runEmulator(test, { ...onNetwork, faultControls: 'network' });
    assert.deepEqual(forced.faults.list(), []);
  });

  it('lists what is in force with its hits, and the seed that was drawn', async (test) => {
    const { faults, say } = await room(test);
    faults.add({ type: 'drop', name: 'message' });
    faults.add({ type: 'delay', ms: 0, probability: 0.5 });
    await say('text');
    const [drop, delay] = faults.list();
    assert.deepEqual(drop, { id: 1, hits: 1, fault: { type: 'drop', name: 'message' } });
    assert.equal(typeof (delay?.fault as { seed?: number }).seed, 'number');
    assert.equal(faults.clear(99), 0);
    assert.equal(faults.clear(), 2);
    assert.deepEqual(faults.list(), []);
  });

  it('refuses more than 100 at a time', async (test) => {
    const { faults } = await room(test);
    for (let count = 0; count < 100; count++) faults.add({ type: 'stall', userId: 'nobody' });
    assert.throws(() => faults.add({ type: 'drop' }), /100 faults in force/);
    assert.throws(() => faults.add({ type: 'ban', userId: 'alice' }), /100 faults in force/);
    faults.add({ type: 'kick', userId: 'nobody' });
  });
});
