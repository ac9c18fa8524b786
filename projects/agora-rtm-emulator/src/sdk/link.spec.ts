import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from '../testing/manual-clock.ts';
import {
  APP_ID,
  describeLink,
  loggedIn,
  newClient,
  outcome,
  rejection,
  rejectionCode,
  runEmulator,
} from '../testing/fixtures.ts';
import AgoraRTM from './public-api.ts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1';

describe('link state while nobody answers', () => {
  function offline(test: Parameters<typeof newClient>[0], userId = 'offline') {
    const clock = new ManualClock();
    AgoraRTM.setParameter('EMULATOR_URL', NOWHERE);
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    test.after(() => AgoraRTM.setParameter('EMULATOR_CLOCK', undefined));
    return { clock, start: clock.now(), ...newClient(test, userId) };
  }

  it('follows the timetable observed with 2.3.0, and login stays pending', async (test) => {
    const { client, clock, start } = offline(test);
    const timeline: string[] = [];
    client.addEventListener('linkState', (event) => {
      timeline.push(`${(clock.now() - start) / 1_000} ${describeLink(event)}`);
    });
    let settled = false;
    const login = client.login().finally(() => (settled = true));
    login.catch(() => undefined);
    for (let second = 0; second < 200; second++) clock.advance(1_000);
    await Promise.resolve();
    const timeout = 'CONNECTING>DISCONNECTED SERVER_TIMEOUT/LOGIN_TIMEOUT';
    const retry = 'DISCONNECTED>CONNECTING AUTO_RECONNECT/AUTO_RECONNECT';
    const suspend = 'CONNECTING>SUSPENDED AUTO_RECONNECT/RECONNECT_TIMEOUT';
    const retrySuspended = 'SUSPENDED>CONNECTING AUTO_RECONNECT/AUTO_RECONNECT';
    assert.deepEqual(timeline, [
      '0 IDLE>CONNECTING LOGIN/LOGIN',
      `5 ${timeout}`,
      `7 ${retry}`,
      `12 ${timeout}`,
      `16 ${retry}`,
      `21 ${timeout}`,
      `29 ${retry}`,
      `34 ${timeout}`,
      `50 ${retry}`,
      `55 ${timeout}`,
      `87 ${retry}`,
      `92 ${timeout}`,
      `124 ${retry}`,
      `129 ${suspend}`,
      `159 ${retrySuspended}`,
      `164 ${suspend}`,
      `194 ${retrySuspended}`,
      `199 ${suspend}`,
    ]);
    assert.equal(settled, false);
  });

  it('is CONNECTING before login() returns, with every field of the event', (test) => {
    const { client, heard } = offline(test);
    client.login().catch(() => undefined);
    const [event] = heard.links.entries;
    assert.deepEqual(
      { ...event, timestamp: 0 },
      {
        currentState: 'CONNECTING',
        previousState: 'IDLE',
        serviceType: 'MESSAGE',
        operation: 'LOGIN',
        reason: 'Perform login operation',
        reasonCode: 'LOGIN',
        affectedChannels: [],
        unrestoredChannels: [],
        timestamp: 0,
        isResumed: false,
      },
    );
  });

  it('refuses every other call with -10025, in every phase', async (test) => {
    const { client, clock } = offline(test);
    client.login().catch(() => undefined);
    for (const seconds of [1, 5, 130]) {
      clock.advance(seconds * 1_000);
      assert.equal(await rejectionCode(client.publish('channel', 'text')), -10025);
      assert.equal(await rejectionCode(client.subscribe('channel')), -10025);
      assert.equal(await rejectionCode(client.presence.whoNow('channel', 'MESSAGE')), -10025);
      assert.equal(await rejectionCode(client.history.getMessages('channel', 'MESSAGE')), -10025);
    }
  });

  it('refuses a second login while CONNECTING, and the first goes on', async (test) => {
    const { client, heard } = offline(test);
    client.login().catch(() => undefined);
    assert.equal(await rejectionCode(client.login({ token: APP_ID })), -10017);
    assert.deepEqual(heard.links.entries.map(describeLink), ['IDLE>CONNECTING LOGIN/LOGIN']);
  });

  it('a second login while DISCONNECTED cancels the first and starts at once', async (test) => {
    const { client, clock, heard } = offline(test);
    const first = client.login();
    clock.advance(5_500);
    client.login().catch(() => undefined);
    assert.equal(await rejectionCode(first), -10023);
    assert.equal(
      describeLink(heard.links.entries.at(-1) ?? assert.fail()),
      'DISCONNECTED>CONNECTING LOGIN/RELOGIN',
    );
    clock.advance(5_000);
    assert.equal(heard.links.entries.at(-1)?.currentState, 'DISCONNECTED');
  });

  it('logout cancels the login first, then is IDLE, then resolves; no event follows', async (test) => {
    const { client, clock, heard } = offline(test);
    const order: string[] = [];
    client.addEventListener('linkState', (event) => order.push(event.currentState));
    void outcome(client.login()).then((code) => order.push(`login ${code}`));
    const result = await client.logout();
    order.push('logout');
    assert.deepEqual(order, ['CONNECTING', 'login -10023', 'IDLE', 'logout']);
    assert.deepEqual(result, { timestamp: 0 });
    clock.advance(600_000);
    assert.equal(heard.links.entries.length, 2);
  });

  it('logout inside a listener stops the retries, whatever it listens to', async (test) => {
    for (const transition of ['LOGIN/LOGIN', 'SERVER_TIMEOUT/LOGIN_TIMEOUT', 'AUTO_RECONNECT']) {
      const { client, clock, heard } = offline(test);
      const left: Promise<unknown>[] = [];
      client.addEventListener('linkState', (event) => {
        if (describeLink(event).includes(transition)) left.push(client.logout());
      });
      client.login().catch(() => undefined);
      clock.advance(8_000);
      assert.equal(left.length, 1);
      await left[0];
      const count = heard.links.entries.length;
      clock.advance(600_000);
      assert.equal(heard.links.entries.at(-1)?.currentState, 'IDLE');
      assert.equal(heard.links.entries.length, count);
    }
  });

  it('logs in as soon as the server is there, within the same attempt', async (test) => {
    const { port, close } = await runEmulator(test);
    await close();
    const { client, clock, heard } = offline(test);
    AgoraRTM.setParameter('EMULATOR_URL', `http://127.0.0.1:${port}`);
    const login = client.login();
    await runEmulator(test, { port });
    // Winds the retries forward while the sockets take their real time: 4.5 s at most.
    let steps = 0;
    const timer = setInterval(() => steps++ < 45 && clock.advance(100), 5);
    test.after(() => clearInterval(timer));
    await login;
    assert.deepEqual(heard.links.entries.map(describeLink), [
      'IDLE>CONNECTING LOGIN/LOGIN',
      'CONNECTING>CONNECTED LOGIN/LOGIN_SUCCESS',
    ]);
  });
});

describe('login and logout', () => {
  it('resolve with the time at the server', async (test) => {
    await runEmulator(test);
    const { client, heard } = newClient(test, 'alice');
    const { timestamp } = await client.login();
    assert.ok(Math.abs(timestamp - Date.now()) < 5_000);
    await client.logout();
    assert.deepEqual(heard.links.entries.map(describeLink), [
      'IDLE>CONNECTING LOGIN/LOGIN',
      'CONNECTING>CONNECTED LOGIN/LOGIN_SUCCESS',
      'CONNECTED>IDLE LOGOUT/LOGOUT',
    ]);
  });

  it('logout without login resolves with timestamp 0 and no event', async (test) => {
    const { client, heard } = newClient(test, 'alice');
    assert.deepEqual(await client.logout(), { timestamp: 0 });
    assert.deepEqual(heard.links.entries, []);
  });

  it('login again after logout works, and right behind one that is not finished', async (test) => {
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('channel');
    const leaving = client.logout();
    const entering = client.login();
    await Promise.all([leaving, entering]);
    assert.equal(heard.links.entries.at(-1)?.currentState, 'CONNECTED');
    const { totalOccupancy } = await client.presence.getOnlineUsers('channel', 'MESSAGE');
    assert.equal(totalOccupancy, 0, 'logout dropped the subscriptions');
  });

  it('logout names the channels it leaves', async (test) => {
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('channel');
    await client.logout();
    assert.deepEqual(heard.links.entries.at(-1)?.affectedChannels, ['channel']);
  });

  it('login while CONNECTED is refused', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    assert.equal(await rejectionCode(client.login()), -10017);
  });

  it('a call under way at logout is settled', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const publishing = outcome(client.publish('channel', 'text'));
    await client.logout();
    assert.match(String(await publishing), /^(resolved|-11027)$/);
  });

  it('listeners survive a logout', async (test) => {
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.logout();
    await client.login();
    await client.subscribe('channel');
    await client.publish('channel', 'text');
    assert.equal((await heard.messages.atLeast(1)).length, 1);
  });
});

describe('the same user elsewhere', () => {
  it('fails the first login for good: FAILED, SAME_UID_LOGIN, no reconnect', async (test) => {
    await runEmulator(test);
    const clock = new ManualClock(Date.now());
    AgoraRTM.setParameter('EMULATOR_CLOCK', clock);
    const first = await loggedIn(test, 'alice');
    AgoraRTM.setParameter('EMULATOR_CLOCK', undefined);
    await first.client.subscribe('channel');
    const second = await loggedIn(test, 'alice');
    const event = await first.heard.links.find((link) => link.currentState === 'FAILED');
    assert.equal(describeLink(event), 'CONNECTED>FAILED SERVER_REJECT/SAME_UID_LOGIN');
    assert.deepEqual(event.affectedChannels, ['channel']);
    clock.advance(300_000);
    assert.equal(first.heard.links.entries.at(-1), event);
    assert.equal(await rejectionCode(first.client.publish('channel', 'text')), -10025);
    await second.client.publish('channel', 'still here');
  });

  it('a login of the user takes it back: RELOGIN from FAILED', async (test) => {
    await runEmulator(test);
    const first = await loggedIn(test, 'alice');
    const second = await loggedIn(test, 'alice');
    await first.heard.links.find((link) => link.currentState === 'FAILED');
    await first.client.login();
    assert.deepEqual(first.heard.links.entries.map(describeLink).slice(-2), [
      'FAILED>CONNECTING LOGIN/RELOGIN',
      'CONNECTING>CONNECTED LOGIN/LOGIN_SUCCESS',
    ]);
    await second.heard.links.find((link) => link.reasonCode === 'SAME_UID_LOGIN');
  });
});

describe('errors of login', () => {
  it('leave nothing to unsubscribe: -10025, as an RtmUnavailableError', async (test) => {
    const { client } = newClient(test, 'alice');
    assert.equal(await rejectionCode(client.login({ token: 'garbage' })), -10005);
    const error = await rejection(client.unsubscribe('channel'));
    assert.deepEqual([error.code, error.name], [-10025, 'RtmUnavailableError']);
    await client.logout();
    assert.deepEqual(await client.unsubscribe('channel'), { timestamp: 0, channelName: 'channel' });
  });

  it('refuse a login right behind a logout that cancels another, before that one', async (test) => {
    const { client } = newClient(test, 'alice');
    const ends: string[] = [];
    const note = (what: string) => (error: { code?: number }) => ends.push(`${what} ${error.code}`);
    const first = client.login().catch(note('first'));
    const leaving = client.logout();
    const second = client.login().catch(note('second'));
    await Promise.all([first, leaving, second]);
    assert.deepEqual(ends, ['second -10017', 'first -10023']);
  });

  it('a bad token fails synchronously and names itself', async (test) => {
    await runEmulator(test);
    const { client, heard } = newClient(test, 'alice');
    const error = await rejection(client.login({ token: 'garbage' }));
    assert.equal(error.code, -10005);
    assert.deepEqual(heard.links.entries.map(describeLink), [
      'IDLE>CONNECTING LOGIN/LOGIN',
      'CONNECTING>FAILED LOGIN/INVALID_TOKEN',
    ]);
  });
});
