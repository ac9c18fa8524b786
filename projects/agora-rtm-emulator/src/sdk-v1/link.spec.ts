import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { EventLog } from '../testing/event-log.ts';
import { APP_ID, newClient } from '../testing/fixtures.ts';
import { joined, loggedInV1, newV1Client, outcomeV1, runForBoth } from '../testing/fixtures-v1.ts';
import { LossyWay } from '../testing/lossy-way.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { SilentServer } from '../testing/silent-server.ts';
import { CERTIFICATE, makeToken } from '../testing/tokens.ts';
import AgoraRTM from './public-api.ts';
import { RtmError } from './rtm-error.ts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

const certificates = { [APP_ID]: CERTIFICATE };

function unreachable(test: TestContext) {
  test.mock.method(console, 'warn', () => undefined);
  AgoraRTM.setParameter('EMULATOR_URL', NOWHERE);
  const clock = new ManualClock();
  return { clock, ...newV1Client(test, { clock }) };
}

/** Lets everything that is ready happen. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a login of the 1.x twin', () => {
  it('fails after 12 s when nobody answers, state first, and is not repeated', async (test) => {
    const { clock, client, heard } = unreachable(test);
    const order = new EventLog<string>();
    client.on('ConnectionStateChanged', (state) => order.add(state));
    const login = client.login({ uid: 'alice' });
    assert.deepEqual(heard.states.entries, ['CONNECTING/LOGIN'], 'before login() returns');
    const failed = login.catch((error: unknown) => {
      order.add('rejected');
      return error;
    });
    clock.advance(11_999);
    await turn();
    assert.equal(client.connectionState, 'CONNECTING');
    clock.advance(1);
    const error = await failed;
    assert.ok(error instanceof RtmError);
    assert.deepEqual(Object.keys(error), ['originalError', 'code', 'serverCode', 'name']);
    const { name, code, message } = error;
    assert.deepEqual(
      { name, code, message },
      {
        name: 'RtmTimeoutError',
        code: 9,
        message: ' Error Code 9 - Executing "RtmClient.login" timed out after 12s.',
      },
    );
    assert.deepEqual(order.entries, ['CONNECTING', 'DISCONNECTED', 'rejected']);
    assert.equal(heard.states.entries.at(-1), 'DISCONNECTED/LOGIN_TIMEOUT');
    clock.advance(600_000);
    await turn();
    assert.equal(heard.states.entries.length, 2);
  });

  it('is not cancelled by a logout, which fails like it', async (test) => {
    const { clock, client } = unreachable(test);
    const login = outcomeV1(client.login({ uid: 'alice' }));
    const logout = outcomeV1(client.logout());
    clock.advance(12_000);
    assert.equal(await login, 'RtmTimeoutError 9');
    assert.equal(await logout, 'RtmTimeoutError 9');
    assert.equal(await outcomeV1(client.logout()), 'RtmInvalidStatusError 102');
  });

  it('is refused within 500 ms of another, and while there is one', async (test) => {
    const { clock, client } = unreachable(test);
    const first = outcomeV1(client.login({ uid: 'alice' }));
    assert.equal(await outcomeV1(client.login({ uid: 'alice' })), 'RtmInvokeTooOftenError 10');
    clock.advance(500);
    assert.equal(await outcomeV1(client.login({ uid: 'alice' })), 'RtmInvalidStatusError 8');
    clock.advance(11_500);
    assert.equal(await first, 'RtmTimeoutError 9');
    void outcomeV1(client.login({ uid: 'alice' }));
    assert.equal(client.connectionState, 'CONNECTING');
    clock.advance(12_000);
  });

  it('takes over from the same user elsewhere, in either generation', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const first = await loggedInV1(test, 'alice', { clock });
    await loggedInV1(test, 'alice');
    await first.heard.states.find((state) => state === 'ABORTED/REMOTE_LOGIN');
    assert.equal(
      await outcomeV1(first.client.login({ uid: 'alice' })),
      'RtmInvokeTooOftenError 10',
    );
    await first.client.logout();
    assert.equal(first.heard.states.entries.at(-1), 'DISCONNECTED/LOGOUT');
    const { client, heard } = newClient(test, 'alice');
    await client.login();
    const third = await loggedInV1(test, 'alice');
    await heard.links.find((link) => link.reasonCode === 'SAME_UID_LOGIN');
    await client.login();
    await third.heard.states.find((state) => state === 'ABORTED/REMOTE_LOGIN');
    assert.equal(
      await outcomeV1(third.client.sendMessageToPeer({ text: 'Hi' }, 'bob')),
      'RtmInvalidStatusError 102',
    );
  });
});

describe('a reconnect of the 1.x twin', () => {
  it('comes 3 s after the loss, and joins the channels again', async (test) => {
    const { port, close } = await runForBoth(test);
    const clock = new ManualClock();
    const { client, heard } = await loggedInV1(test, 'alice', { clock });
    const { heard: lobby } = await joined(client, 'lobby');
    await lobby.members.find((what) => what === '#1');
    await close();
    await heard.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    await runForBoth(test, { port });
    const bob = await loggedInV1(test, 'bob');
    const ofBob = await joined(bob.client, 'lobby');
    clock.advance(2_999);
    await turn();
    assert.equal(client.connectionState, 'RECONNECTING');
    clock.advance(1);
    await heard.states.atLeast(4);
    assert.equal(heard.states.entries.at(-1), 'CONNECTED/LOGIN_SUCCESS');
    await lobby.members.find((what) => what === '+bob');
    await ofBob.channel.sendMessage({ text: 'Hi' });
    await lobby.messages.find(({ message }) => message.text === 'Hi');
  });

  it('goes on for ever, and ends with a logout', async (test) => {
    test.mock.method(console, 'warn', () => undefined);
    const { close } = await runForBoth(test);
    const clock = new ManualClock();
    const { client, heard } = await loggedInV1(test, 'alice', { clock });
    await close();
    await heard.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    for (let minute = 0; minute < 30; minute += 1) {
      clock.advance(60_000);
      await turn();
    }
    assert.equal(client.connectionState, 'RECONNECTING');
    const waiting = client
      .sendMessageToPeer({ text: 'Hi' }, 'bob')
      .catch((error: unknown) => error);
    clock.advance(9_000);
    const error = await waiting;
    assert.ok(error instanceof RtmError && error.code === 2);
    await client.logout();
    assert.equal(heard.states.entries.at(-1), 'DISCONNECTED/LOGOUT');
  });

  it('that takes 30 s finds the user out of its channels, and brings it back', async (test) => {
    const serverClock = new ManualClock();
    const aliceClock = new ManualClock();
    const { port, url } = await runForBoth(test, { clock: serverClock });
    const way = await LossyWay.to(test, port);
    const bob = await loggedInV1(test, 'bob', { clock: serverClock });
    const { heard } = await joined(bob.client, 'lobby');
    const watched = new EventLog<string>();
    bob.client.on('PeersOnlineStatusChanged', (status) => watched.add(String(status['alice'])));
    await bob.client.subscribePeersOnlineStatus(['alice']);
    AgoraRTM.setParameter('EMULATOR_URL', way.url);
    test.after(() => AgoraRTM.setParameter('EMULATOR_URL', url));
    const alice = await loggedInV1(test, 'alice', { clock: aliceClock });
    await joined(alice.client, 'lobby');
    await alice.client.setLocalUserAttributes({ mood: 'fine' });
    await watched.find((status) => status === 'ONLINE');
    way.cut();
    await watched.find((status) => status === 'UNREACHABLE');
    serverClock.advance(29_999);
    assert.deepEqual(await bob.client.queryPeersOnlineStatus(['alice']), { alice: true });
    serverClock.advance(1);
    await heard.members.find((what) => what === '-alice');
    assert.deepEqual(await bob.client.queryPeersOnlineStatus(['alice']), { alice: false });
    assert.equal(await outcomeV1(bob.client.getUserAttributes('alice')), 'RtmUnavailableError 6');
    aliceClock.advance(3_000);
    await alice.heard.states.atLeast(4);
    // The answer to this comes after what the reconnect restored.
    await alice.client.queryPeersOnlineStatus(['bob']);
    assert.deepEqual(await bob.client.getUserAttributes('alice'), { mood: 'fine' });
    const coming = heard.members.entries.filter((what) => what.endsWith('alice'));
    assert.deepEqual(coming, ['+alice', '-alice', '+alice']);
    assert.deepEqual(
      watched.entries.filter((status, at) => status !== watched.entries[at - 1]),
      ['OFFLINE', 'ONLINE', 'UNREACHABLE', 'OFFLINE', 'ONLINE'],
    );
  });
});

describe('a server that wants the 1.x twin gone', () => {
  const cases = [
    ['kick', 'KICKED_OUT_BY_SERVER', 'ABORTED/INTERRUPTED'],
    ['kick', 'SAME_UID_LOGIN', 'ABORTED/REMOTE_LOGIN'],
    ['ban', undefined, 'ABORTED/BANNED_BY_SERVER'],
  ] as const;
  for (const [type, reason, state] of cases) {
    it(`with ${type} ${reason ?? ''} makes it ${state}, and it stays away`, async (test) => {
      const { faults } = await runForBoth(test, { faultControls: true });
      const clock = new ManualClock();
      const { client, heard } = await loggedInV1(test, 'alice', { clock });
      if (type === 'ban') faults.add({ type, userId: 'alice' });
      else faults.add({ type, userId: 'alice', reason });
      await heard.states.find((entry) => entry.startsWith('ABORTED'));
      clock.advance(600_000);
      await turn();
      assert.deepEqual(heard.states.entries.slice(2), [state]);
      assert.equal(await outcomeV1(client.login({ uid: 'alice' })), 'RtmInvalidStatusError 8');
      await client.logout();
      clock.advance(500);
      const again = await outcomeV1(client.login({ uid: 'alice' }));
      assert.equal(again, type === 'ban' ? 'RtmUnavailableError 2' : 'resolved');
    });
  }
});

describe('a server that does not answer the 1.x twin', () => {
  async function unanswered(test: TestContext) {
    const clock = new ManualClock();
    const server = await SilentServer.start(test);
    AgoraRTM.setParameter('EMULATOR_URL', server.url);
    return { clock, server, ...(await loggedInV1(test, 'alice', { clock })) };
  }

  it('makes every request time out after 10 s, with the code of its operation', async (test) => {
    const { clock, client, server } = await unanswered(test);
    const channel = client.createChannel('lobby');
    const calls = [
      client.sendMessageToPeer({ text: 'x' }, 'bob'),
      channel.join(),
      client.queryPeersOnlineStatus(['bob']),
      client.subscribePeersOnlineStatus(['bob']),
      client.getChannelMemberCount(['lobby']),
      client.getUserAttributes('bob'),
      client.setLocalUserAttributes({ a: 'b' }),
    ].map((call) => outcomeV1(call));
    await server.requests.atLeast(8);
    clock.advance(10_000);
    const codes = [2, 4, 4, 4, 4, 7, 7];
    assert.deepEqual(
      await Promise.all(calls),
      codes.map((code) => `RtmTimeoutError ${code}`),
    );
    assert.equal(await outcomeV1(channel.join()), 'RtmInvalidStatusError 202', 'as in the SDK');
  });

  it('is left after 5 s, without a word of a link that breaks meanwhile', async (test) => {
    const { clock, client, heard, server } = await unanswered(test);
    const logout = client.logout();
    await server.requests.find((name) => name === 'logout');
    server.cut();
    await turn();
    clock.advance(5_000);
    await logout;
    clock.advance(600_000);
    await turn();
    assert.deepEqual(heard.states.entries, [
      'CONNECTING/LOGIN',
      'CONNECTED/LOGIN_SUCCESS',
      'DISCONNECTED/LOGOUT',
    ]);
  });

  it('keeps nobody waiting whose session has ended', async (test) => {
    const { client, server } = await unanswered(test);
    const query = outcomeV1(client.queryPeersOnlineStatus(['bob']));
    await server.requests.find((name) => name === 'queryOnline');
    const logout = client.logout();
    await server.requests.find((name) => name === 'logout');
    server.cut();
    await logout;
    assert.equal(await query, 'RtmTimeoutError 4');
  });
});

describe('a token of the 1.x twin', () => {
  async function verifying(test: TestContext) {
    const clock = new ManualClock(1_800_000_000_000);
    await runForBoth(test, { certificates, clock });
    return { clock, tokenOf: (lifetime: number) => makeToken({ now: clock.now(), lifetime }) };
  }

  it('is needed, and of use to its user only', async (test) => {
    const { clock, tokenOf } = await verifying(test);
    const cases: [string, string | undefined, string][] = [
      ['alice', undefined, 'RtmUnauthenticatedError 5'],
      ['alice', APP_ID, 'RtmUnauthenticatedError 5'],
      ['alice', 'garbage', 'RtmUnauthenticatedError 5'],
      ['bob', tokenOf(60), 'RtmUnauthenticatedError 5'],
      [
        'alice',
        makeToken({ now: clock.now() - 100_000, lifetime: 60 }),
        'RtmUnauthenticatedError 6',
      ],
      ['alice', makeToken({ now: clock.now(), privilege: null }), 'RtmUnavailableError 2'],
      ['alice', tokenOf(60), 'resolved'],
    ];
    for (const [uid, token, outcome] of cases) {
      const { client, heard } = newV1Client(test);
      const login = client.login({ uid, ...(token === undefined ? {} : { token }) });
      assert.equal(await outcomeV1(login), outcome, String(token));
      const last =
        outcome === 'resolved' ? 'CONNECTED/LOGIN_SUCCESS' : 'DISCONNECTED/LOGIN_FAILURE';
      assert.equal(heard.states.entries.at(-1), last);
    }
  });

  it('is refused where the App ID has no certificate', async (test) => {
    await runForBoth(test);
    const { client } = newV1Client(test);
    const login = client.login({ uid: 'alice', token: 'garbage' });
    assert.equal(await outcomeV1(login), 'RtmUnauthenticatedError 5');
  });

  it('warns 30 s before its end, then aborts, and says so after the state', async (test) => {
    const { clock, tokenOf } = await verifying(test);
    const { client } = await loggedInV1(test, 'alice', { token: tokenOf(100) });
    const heard = new EventLog<string>();
    client.on('ConnectionStateChanged', (state, reason) => heard.add(`${state}/${reason}`));
    client.on('TokenPrivilegeWillExpire', () => heard.add('will expire'));
    client.on('TokenExpired', () => heard.add('expired'));
    clock.advance(70_000);
    await heard.find((what) => what === 'will expire');
    await client.renewToken(tokenOf(100));
    clock.advance(70_000);
    await heard.atLeast(2);
    clock.advance(30_000);
    await heard.atLeast(4);
    assert.deepEqual(heard.entries, [
      'will expire',
      'will expire',
      'ABORTED/TOKEN_EXPIRED',
      'expired',
    ]);
  });

  it('is renewed with one that is good only', async (test) => {
    const { clock, tokenOf } = await verifying(test);
    const { client } = await loggedInV1(test, 'alice', { token: tokenOf(100) });
    const old = makeToken({ now: clock.now() - 100_000, lifetime: 60 });
    assert.equal(await outcomeV1(client.renewToken('garbage')), 'RtmUnauthenticatedError 6');
    assert.equal(await outcomeV1(client.renewToken(old)), 'RtmUnauthenticatedError 5');
    assert.equal(await outcomeV1(client.renewToken('')), 'RtmInvalidArgumentError 2');
    assert.equal(await outcomeV1(client.renewToken(tokenOf(100))), 'resolved');
  });

  it('that ends while the link is down is asked for, and a new one leads on', async (test) => {
    const { clock, tokenOf } = await verifying(test);
    const aliceClock = new ManualClock();
    const emulator = await runForBoth(test, { certificates, clock });
    const { client, heard } = await loggedInV1(test, 'alice', {
      clock: aliceClock,
      token: tokenOf(100),
    });
    const expired = new EventLog<string>();
    client.on('TokenExpired', () => expired.add(client.connectionState));
    await emulator.close();
    await heard.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    clock.advance(100_000);
    await runForBoth(test, { certificates, clock, port: emulator.port });
    aliceClock.advance(3_000);
    await expired.atLeast(1);
    assert.deepEqual(expired.entries, ['RECONNECTING']);
    await client.renewToken(tokenOf(100));
    await heard.states.atLeast(4);
    assert.equal(heard.states.entries.at(-1), 'CONNECTED/LOGIN_SUCCESS');
  });
});
