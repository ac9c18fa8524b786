import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import {
  describeLink,
  loggedIn,
  outcome,
  rejection,
  rejectionCode,
  runEmulator,
} from '../testing/fixtures.ts';
import { patient } from '../testing/patient-client.ts';
import { SilentServer } from '../testing/silent-server.ts';
import AgoraRTM from './public-api.ts';

const connected = (event: { currentState: string }) => event.currentState === 'CONNECTED';

describe('reconnect', () => {
  it('after a restart of the server: resumed, channels restored, nothing replayed', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.subscribe('one');
    await client.subscribe('two', { withPresence: false });
    await client.publish('one', 'before');
    await close();
    const drop = await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    assert.equal(describeLink(drop), 'CONNECTED>DISCONNECTED HEARTBEAT_TIMEOUT/KEEP_ALIVE_TIMEOUT');
    assert.deepEqual(drop.affectedChannels, ['one', 'two']);

    await runEmulator(test, { port });
    const bob = await loggedIn(test, 'bob');
    await bob.client.publish('one', 'missed');
    clock.advance(2_000);
    const back = await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    assert.equal(describeLink(back), 'CONNECTING>CONNECTED AUTO_RECONNECT/RECONNECT_SUCCESS');
    assert.equal(back.isResumed, true);
    assert.deepEqual(back.affectedChannels, ['one', 'two']);
    await bob.client.publish('one', 'after');
    await bob.client.publish('two', 'also');
    const messages = await heard.messages.atLeast(3);
    assert.deepEqual(
      messages.map((event) => event.message),
      ['before', 'after', 'also'],
    );
  });

  it('sends a fresh SNAPSHOT of each channel with presence', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.subscribe('channel');
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    await runEmulator(test, { port });
    clock.advance(2_000);
    await heard.presence.atLeast(2);
    assert.deepEqual(
      heard.presence.entries.map((event) => event.eventType),
      ['SNAPSHOT', 'SNAPSHOT'],
    );
  });

  it('after more than two minutes: suspended before, not resumed, channels restored', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.subscribe('channel');
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    while (heard.links.entries.at(-1)?.currentState !== 'SUSPENDED') clock.advance(1_000);
    const states = heard.links.entries.map(describeLink);
    assert.equal(
      states.includes('CONNECTING>DISCONNECTED SERVER_TIMEOUT/RECONNECT_TIMEOUT'),
      true,
      'a lost link says RECONNECT_TIMEOUT, not LOGIN_TIMEOUT',
    );
    await runEmulator(test, { port });
    clock.advance(30_000);
    const back = await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    assert.equal(back.isResumed, false);
    await client.publish('channel', 'text');
    await heard.messages.atLeast(1);
  });

  it('does not replace a login made elsewhere meanwhile', async (test) => {
    const { port, close } = await runEmulator(test);
    const first = await patient(test, 'alice');
    await close();
    await first.heard.links.find((link) => link.currentState === 'DISCONNECTED');
    await runEmulator(test, { port });
    const second = await loggedIn(test, 'alice');
    first.clock.advance(2_000);
    const end = await first.heard.links.find((link) => link.currentState === 'FAILED');
    assert.equal(end.reasonCode, 'SAME_UID_LOGIN');
    await second.client.publish('channel', 'still here');
    assert.equal(second.heard.links.entries.at(-1)?.currentState, 'CONNECTED');
  });

  it('login() while DISCONNECTED goes on with the session', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard } = await patient(test, 'alice');
    await client.subscribe('channel');
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    await runEmulator(test, { port });
    await client.login();
    assert.deepEqual(heard.links.entries.map(describeLink).slice(-2), [
      'DISCONNECTED>CONNECTING LOGIN/RELOGIN',
      'CONNECTING>CONNECTED LOGIN/RELOGIN',
    ]);
    await client.publish('channel', 'text');
    await heard.messages.atLeast(1);
  });

  it('unsubscribe while DISCONNECTED holds after the reconnect', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.subscribe('gone');
    await client.subscribe('kept');
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    assert.deepEqual(await client.unsubscribe('gone'), { timestamp: 0, channelName: 'gone' });
    await runEmulator(test, { port });
    clock.advance(2_000);
    await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    const { channels } = await client.presence.getUserChannels('alice');
    assert.deepEqual(channels, [{ channelName: 'kept', channelType: 'MESSAGE' }]);
  });
});

describe('subscribe', () => {
  it('while the link is down holds from the reconnect on', async (test) => {
    const { port, close } = await runEmulator(test);
    const { client, heard, clock } = await patient(test, 'alice');
    await client.subscribe('kept');
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    const waiting = await client.subscribe('later');
    assert.deepEqual(waiting, { timestamp: 0, channelName: 'later' });
    assert.equal(await rejectionCode(client.subscribe('a.b')), -10008);
    assert.equal(await rejectionCode(client.publish('later', 'text')), -10025);
    await runEmulator(test, { port });
    clock.advance(2_000);
    await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    await heard.presence.find((event) => event.channelName === 'later');
    assert.equal((await client.presence.getUserChannels('alice')).totalChannel, 2);
  });

  it('under way is canceled by unsubscribe, and the server agrees', async (test) => {
    await runEmulator(test);
    const { client } = await patient(test, 'alice');
    const subscribing = client.subscribe('channel');
    const leaving = client.unsubscribe('channel');
    const error = await rejection(subscribing);
    assert.deepEqual([error.code, error.operation], [-11040, 'subscribe']);
    assert.deepEqual(await leaving, { timestamp: 0, channelName: 'channel' });
    assert.equal((await client.presence.getUserChannels('alice')).totalChannel, 0);
    await client.subscribe('channel');
    assert.equal((await client.presence.getUserChannels('alice')).totalChannel, 1);
  });
});

describe('calls under way', () => {
  async function unanswered(test: TestContext) {
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    return { server, ...(await patient(test, 'alice')) };
  }

  it('reject when the link drops', async (test) => {
    const { server, client, heard } = await unanswered(test);
    const codes = Promise.all([
      rejectionCode(client.publish('channel', 'text')),
      rejectionCode(client.subscribe('channel')),
      rejectionCode(client.presence.getOnlineUsers('channel', 'MESSAGE')),
      rejectionCode(client.history.getMessages('channel', 'MESSAGE')),
    ]);
    await server.requests.atLeast(5);
    server.cut();
    assert.deepEqual(await codes, [-11027, -11027, -13001, -15001]);
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
  });

  it('reject when there is no answer in 10 s', async (test) => {
    const { server, client, clock } = await unanswered(test);
    const publish = client.publish('channel', 'text');
    const codes = Promise.all([
      rejectionCode(publish),
      rejectionCode(client.subscribe('channel')),
      rejectionCode(client.presence.getOnlineUsers('channel', 'MESSAGE')),
      rejectionCode(client.history.getMessages('channel', 'MESSAGE')),
    ]);
    await server.requests.atLeast(5);
    let settled = false;
    void outcome(publish).then(() => (settled = true));
    clock.advance(9_999);
    await Promise.resolve();
    assert.equal(settled, false);
    clock.advance(1);
    assert.deepEqual(await codes, [-11026, -11019, -13012, -15003]);
  });

  it('a second subscribe to the same channel waits for the first', async (test) => {
    const { server, client } = await unanswered(test);
    const both = [client.subscribe('channel'), client.subscribe('channel')];
    await server.requests.find((name) => name === 'subscribe');
    const asked = server.requests.entries.filter((name) => name === 'subscribe');
    assert.equal(asked.length, 1);
    server.cut();
    assert.deepEqual(await Promise.all(both.map(rejectionCode)), [-11027, -10025]);
  });

  it('logout resolves although the server does not confirm it', async (test) => {
    const { server, client, clock, heard } = await unanswered(test);
    const leaving = client.logout();
    await server.requests.find((name) => name === 'logout');
    clock.advance(1_000);
    assert.deepEqual(await leaving, { timestamp: 0 });
    assert.equal(heard.links.entries.at(-1)?.currentState, 'IDLE');
  });

  it('the client connects once the server lets it, whatever it said before', async (test) => {
    const { server, heard, clock } = await unanswered(test);
    server.cut();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    const before = heard.links.entries.filter(connected).length;
    clock.advance(2_000);
    await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
    assert.equal(heard.links.entries.filter(connected).length, before + 1);
  });
});
