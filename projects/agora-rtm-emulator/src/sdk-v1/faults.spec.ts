// What the fault controls of the emulator look like to a 1.x client; the 2.x side is in server/faults/.
// Kicks and bans by their reasons are in link.spec.ts, requests that nobody answers too.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { EmulatorOptions } from '../server/public-api.ts';
import { EventLog } from '../testing/event-log.ts';
import { APP_ID, describeLink, loggedIn } from '../testing/fixtures.ts';
import { joined, loggedInV1, newV1Client, outcomeV1, runForBoth } from '../testing/fixtures-v1.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { CERTIFICATE, makeToken } from '../testing/tokens.ts';

/** Lets everything that is ready happen. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Does something again and again until a condition holds. @throws when it does not after 1,000 times. */
async function until(isThere: () => boolean, act: () => unknown): Promise<void> {
  for (let count = 0; count < 1_000; count++) {
    if (isThere()) return;
    await act();
  }
  assert.fail('It was waited for in vain.');
}

/** A 1.x client in the channel `room`, whose timers the test winds. */
async function member(test: TestContext, uid: string) {
  const clock = new ManualClock(Date.now());
  const { client, heard } = await loggedInV1(test, uid, { clock });
  const { channel, heard: room } = await joined(client, 'room');
  const texts = new EventLog<string>();
  client.on('MessageFromPeer', ({ text }) => texts.add(`${String(text)} to me`));
  channel.on('ChannelMessage', ({ text }) => texts.add(String(text)));
  return {
    clock,
    client,
    channel,
    states: heard.states,
    members: room.members,
    texts,
    say: (text: string) => channel.sendMessage({ text }),
    whisper: (text: string, to: string) => client.sendMessageToPeer({ text }, to),
    /** Resolves when the server has got all that was sent before, and all it had to send is here. */
    settle: () => outcomeV1(client.getUserAttributes('nobody')),
    hears: (text: string) => texts.find((heardText) => heardText === text),
    /** Waits for the loss, and reconnects. */
    async comeBack() {
      await heard.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
      const count = heard.states.entries.length;
      clock.advance(3_000);
      await heard.states.atLeast(count + 1);
      assert.equal(heard.states.entries.at(-1), 'CONNECTED/LOGIN_SUCCESS');
    },
  };
}

/** alice and bob of 1.x in one room of an emulator on which things can go wrong. */
async function room(test: TestContext, options: EmulatorOptions = {}) {
  const { faults, port } = await runForBoth(test, { faultControls: true, ...options });
  const alice = await member(test, 'alice');
  const bob = await member(test, 'bob');
  await alice.members.find((what) => what === '+bob');
  return { faults, port, alice, bob };
}

describe('to a 1.x client, of what travels', () => {
  it('delay: messages come late, in their order', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, alice, bob } = await room(test, { clock });
    faults.add({ type: 'delay', userId: 'bob', ms: 1_000 });
    await alice.say('one');
    await alice.whisper('two', 'bob');
    clock.advance(999);
    await alice.settle();
    assert.deepEqual(bob.texts.entries, []);
    clock.advance(1);
    await bob.hears('two to me');
    assert.deepEqual(bob.texts.entries, ['one', 'two to me']);
  });

  it('delay of an answer beyond 10 s: the send fails with 2, has arrived, and the late answer is no surprise', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, alice, bob } = await room(test, { clock });
    faults.add({ type: 'delay', traffic: 'answer', name: 'publish', ms: 11_000, times: 1 });
    const late = outcomeV1(alice.whisper('late', 'bob'));
    await bob.hears('late to me');
    alice.clock.advance(10_000);
    assert.equal(await late, 'RtmTimeoutError 2');
    clock.advance(11_000);
    await alice.settle();
    assert.deepEqual(await alice.whisper('next', 'bob'), { hasPeerReceived: true });
    await bob.hears('next to me');
    assert.deepEqual(bob.texts.entries, ['late to me', 'next to me']);
    assert.equal(alice.states.entries.length, 2);
  });

  it('drop: a message is lost to one, and comes with a reconnect if none came after it', async (test) => {
    const { faults, alice, bob } = await room(test);
    const carol = await member(test, 'carol');
    faults.add({ type: 'drop', userId: 'bob', name: 'message', times: 1 });
    await alice.say('lost for good');
    await alice.say('next');
    await bob.hears('next');
    faults.add({ type: 'drop', userId: 'bob', name: 'message', times: 1 });
    await alice.say('lost');
    await bob.settle();
    assert.deepEqual(bob.texts.entries, ['next']);
    faults.add({ type: 'cut', userId: 'bob' });
    await bob.comeBack();
    await bob.hears('lost');
    assert.deepEqual(bob.texts.entries, ['next', 'lost']);
    await carol.hears('lost');
    assert.deepEqual(carol.texts.entries, ['lost for good', 'next', 'lost']);
  });

  for (const traffic of ['request', 'answer'] as const) {
    const isDone = traffic === 'answer';
    it(`drop of the ${traffic}: fails with the code of the call after 10 s, ${isDone ? '' : 'not '}carried out`, async (test) => {
      const { faults, alice, bob } = await room(test);
      const hall = alice.client.createChannel('hall');
      const ofBob = await joined(bob.client, 'hall');
      const calls = [
        ['publish', 'RtmTimeoutError 2', () => alice.whisper('peer', 'bob')],
        ['publish', 'RtmTimeoutError 2', () => alice.say('channel')],
        ['subscribe', 'RtmTimeoutError 4', () => hall.join()],
        [
          'changeAttributes',
          'RtmTimeoutError 7',
          () => alice.client.setLocalUserAttributes({ mood: 'fine' }),
        ],
      ] as const;
      for (const [name, expected, call] of calls) {
        const { id } = faults.add({ type: 'drop', traffic, name, userId: 'alice', times: 1 });
        const result = outcomeV1(call());
        await alice.settle();
        assert.equal(faults.clear(id), 0, `${name} was struck`);
        alice.clock.advance(10_000);
        assert.equal(await result, expected, name);
      }
      await bob.settle();
      assert.deepEqual(bob.texts.entries, isDone ? ['peer to me', 'channel'] : []);
      assert.equal(ofBob.heard.members.entries.includes('+alice'), isDone);
      const attributes = await bob.client.getUserAttributes('alice');
      assert.deepEqual(attributes, isDone ? { mood: 'fine' } : {});
      // The link lives, and the next call succeeds.
      assert.deepEqual(await alice.whisper('again', 'bob'), { hasPeerReceived: true });
      assert.equal(alice.states.entries.length, 2);
    });
  }

  it('drop of the answer to a login: 9 after 12 s; the next login is let in', async (test) => {
    test.mock.method(console, 'warn', () => undefined);
    const { faults, bob } = await room(test);
    const clock = new ManualClock(Date.now());
    const { client, heard } = newV1Client(test, { clock });
    faults.add({ type: 'drop', traffic: 'answer', name: 'login', userId: 'carol', times: 1 });
    const login = outcomeV1(client.login({ uid: 'carol' }));
    await until(() => faults.list().length === 0, bob.settle);
    clock.advance(12_000);
    assert.equal(await login, 'RtmTimeoutError 9');
    assert.equal(heard.states.entries.at(-1), 'DISCONNECTED/LOGIN_TIMEOUT');
    await client.login({ uid: 'carol' });
  });

  it('duplicate: the same message twice', async (test) => {
    const { faults, alice, bob } = await room(test);
    faults.add({ type: 'duplicate', userId: 'bob', name: 'message', times: 2 });
    await alice.say('channel');
    await alice.whisper('peer', 'bob');
    await alice.say('end');
    await bob.hears('end');
    const expected = ['channel', 'channel', 'peer to me', 'peer to me', 'end'];
    assert.deepEqual(bob.texts.entries, expected);
  });

  it('reorder: a message comes after the next one', async (test) => {
    const { faults, alice, bob } = await room(test);
    faults.add({ type: 'reorder', userId: 'bob', name: 'message', times: 1 });
    await alice.say('one');
    await alice.say('two');
    await bob.hears('one');
    assert.deepEqual(bob.texts.entries, ['two', 'one']);
  });
});

describe('to a 1.x client, of connections', () => {
  it('cut: RECONNECTING, and back after 3 s with what was missed; the others see no one leave', async (test) => {
    const { faults, alice, bob } = await room(test);
    const status = new EventLog<string>();
    alice.client.on('PeersOnlineStatusChanged', ({ bob: of }) => status.add(String(of)));
    await alice.client.subscribePeersOnlineStatus(['bob']);
    await status.find((of) => of === 'ONLINE');
    assert.equal(faults.add({ type: 'cut', userId: 'bob' }).hits, 1);
    await status.find((of) => of === 'UNREACHABLE');
    await alice.say('missed');
    assert.deepEqual(await alice.whisper('missed', 'bob'), { hasPeerReceived: false });
    await bob.comeBack();
    await bob.hears('missed to me');
    await status.atLeast(3);
    assert.deepEqual(bob.texts.entries, ['missed', 'missed to me']);
    assert.deepEqual(status.entries, ['ONLINE', 'UNREACHABLE', 'ONLINE']);
    assert.ok(!alice.members.entries.includes('-bob'));
    assert.equal(alice.states.entries.length, 2);
  });

  for (const traffic of ['request', 'answer'] as const) {
    it(`cut in place of the ${traffic}: the send fails with 2 after 10 s, though the link is back`, async (test) => {
      const { faults, alice, bob } = await room(test);
      faults.add({ type: 'cut', traffic, name: 'publish', userId: 'alice', times: 1 });
      let isOver = false;
      const send = outcomeV1(alice.whisper('unknown', 'bob')).finally(() => (isOver = true));
      await alice.comeBack();
      alice.clock.advance(6_999);
      await alice.settle();
      assert.equal(isOver, false);
      alice.clock.advance(1);
      assert.equal(await send, 'RtmTimeoutError 2');
      await alice.whisper('end', 'bob');
      await bob.hears('end to me');
      const before = traffic === 'answer' ? ['unknown to me'] : [];
      assert.deepEqual(bob.texts.entries, [...before, 'end to me']);
    });
  }

  it('stall: the state says CONNECTED, sends fail with 2 after 10 s, and arrive once it flows', async (test) => {
    const { faults, alice, bob } = await room(test);
    faults.add({ type: 'stall', userId: 'bob' });
    await alice.say('held');
    const send = outcomeV1(bob.say('mine'));
    await alice.settle();
    await alice.settle();
    bob.clock.advance(10_000);
    assert.equal(await send, 'RtmTimeoutError 2');
    assert.deepEqual([bob.texts.entries, alice.texts.entries], [[], []]);
    faults.clear();
    await bob.hears('held');
    await alice.hears('mine');
    await bob.settle();
    assert.deepEqual([bob.texts.entries, alice.texts.entries], [['held'], ['mine']]);
    assert.equal(bob.states.entries.length, 2);
  });

  it('stall of a link that has to come back: it tries on until it is let through', async (test) => {
    test.mock.method(console, 'warn', () => undefined);
    const { faults, alice, bob } = await room(test);
    faults.add({ type: 'stall', userId: 'bob' });
    faults.add({ type: 'cut', userId: 'bob' });
    await bob.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    await alice.say('missed');
    bob.clock.advance(3_000);
    for (let attempt = 0; attempt < 3; attempt++) {
      // Time enough for a link that is let through to log in.
      for (let count = 0; count < 20; count++) await alice.settle();
      bob.clock.advance(15_000 + 2_500);
    }
    assert.equal(bob.client.connectionState, 'RECONNECTING');
    faults.clear();
    bob.clock.advance(15_000 + 2_500);
    await bob.states.atLeast(4);
    assert.deepEqual(bob.states.entries.slice(2), [
      'RECONNECTING/INTERRUPTED',
      'CONNECTED/LOGIN_SUCCESS',
    ]);
    await bob.hears('missed');
  });
});

describe('to a 1.x client, of sessions', () => {
  it('refuseLogin: the code of 1.x for each, DISCONNECTED, and no retry', async (test) => {
    const { faults } = await room(test);
    const cases = [
      [undefined, 'RtmUnavailableError 2'],
      [-10012, 'RtmUnavailableError 2'],
      [-10005, 'RtmUnauthenticatedError 5'],
      [-10009, 'RtmUnauthenticatedError 6'],
      [-10015, 'RtmUnavailableError 2'],
      [-10016, 'RtmUnauthenticatedError 5'],
    ] as const;
    const clock = new ManualClock(Date.now());
    const { client, heard } = newV1Client(test, { clock });
    for (const [code, expected] of cases) {
      const limit = { userId: 'carol', times: 1 };
      faults.add({ type: 'refuseLogin', ...limit, ...(code === undefined ? {} : { code }) });
      assert.equal(await outcomeV1(client.login({ uid: 'carol' })), expected, String(code));
      assert.equal(heard.states.entries.at(-1), 'DISCONNECTED/LOGIN_FAILURE');
      const count = heard.states.entries.length;
      clock.advance(600_000);
      await turn();
      assert.equal(heard.states.entries.length, count);
    }
    await client.login({ uid: 'carol' });
  });

  it('refuseLogin of a reconnect: tried again, never before 2.5 s are over', async (test) => {
    const { faults, alice, bob } = await room(test);
    faults.add({ type: 'refuseLogin', userId: 'bob', times: 3 });
    faults.add({ type: 'cut', userId: 'bob' });
    await bob.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    const attempts = new EventLog<number>();
    let hits = 0;
    await until(
      () => bob.states.entries.length === 4,
      async () => {
        bob.clock.advance(100);
        await alice.settle();
        const left = faults.list()[0];
        if (hits !== (left?.hits ?? 3)) attempts.add(bob.clock.now());
        hits = left?.hits ?? 3;
      },
    );
    const gaps = attempts.entries.slice(1).map((at, index) => at - (attempts.entries[index] ?? at));
    assert.equal(gaps.length, 2);
    assert.ok(
      gaps.every((ms) => ms >= 2_500),
      String(gaps),
    );
    assert.equal(bob.states.entries.at(-1), 'CONNECTED/LOGIN_SUCCESS');
  });

  it('refuseLogin of a reconnect with -10009: TokenExpired, and the new token leads on', async (test) => {
    const { faults, bob } = await room(test);
    const expired = new EventLog<string>();
    bob.client.on('TokenExpired', () => expired.add(bob.client.connectionState));
    faults.add({ type: 'refuseLogin', userId: 'bob', code: -10009, times: 1 });
    faults.add({ type: 'cut', userId: 'bob' });
    await bob.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    bob.clock.advance(3_000);
    await expired.atLeast(1);
    bob.clock.advance(600_000);
    await turn();
    assert.deepEqual(expired.entries, ['RECONNECTING']);
    await bob.client.renewToken(APP_ID);
    await bob.states.atLeast(4);
    assert.equal(bob.states.entries.at(-1), 'CONNECTED/LOGIN_SUCCESS');
  });

  it('kick of a channel: its members of either generation, nobody else; others see them leave', async (test) => {
    const { faults, alice, bob } = await room(test);
    const dave = await loggedIn(test, 'dave');
    await dave.client.subscribe('room');
    await bob.members.find((what) => what === '+dave');
    await alice.channel.leave();
    const status = new EventLog<string>();
    alice.client.on('PeersOnlineStatusChanged', ({ bob: of }) => status.add(String(of)));
    await alice.client.subscribePeersOnlineStatus(['bob']);
    await status.find((of) => of === 'ONLINE');
    assert.equal(faults.add({ type: 'kick', channelName: 'room' }).hits, 2);
    await bob.states.find((state) => state === 'ABORTED/INTERRUPTED');
    const end = await dave.heard.links.find(({ currentState }) => currentState === 'FAILED');
    assert.equal(describeLink(end), 'CONNECTED>FAILED SERVER_REJECT/KICKED_OUT_BY_SERVER');
    await status.find((of) => of === 'OFFLINE');
    assert.deepEqual(await alice.client.getChannelMemberCount(['room']), { room: 0 });
    assert.equal(alice.states.entries.length, 2);
    assert.equal(await outcomeV1(bob.say('Hi')), 'RtmInvalidStatusError 102');
  });

  it('ban of somebody who is reconnecting: ABORTED, BANNED_BY_SERVER, and no more attempts', async (test) => {
    const { faults, bob } = await room(test);
    faults.add({ type: 'cut', userId: 'bob' });
    await bob.states.find((state) => state === 'RECONNECTING/INTERRUPTED');
    faults.add({ type: 'ban', userId: 'bob' });
    bob.clock.advance(3_000);
    await bob.states.find((state) => state === 'ABORTED/BANNED_BY_SERVER');
    bob.clock.advance(600_000);
    await turn();
    assert.equal(bob.states.entries.length, 4);
  });

  it('ban: a valid token is of no use until it is cleared', async (test) => {
    const clock = new ManualClock(1_800_000_000_000);
    const certificates = { [APP_ID]: CERTIFICATE };
    const { faults } = await runForBoth(test, { faultControls: true, certificates, clock });
    const token = makeToken({ now: clock.now() });
    const own = new ManualClock(Date.now());
    const { client, heard } = await loggedInV1(test, 'alice', { clock: own, token });
    const { id } = faults.add({ type: 'ban', userId: 'alice' });
    await heard.states.find((state) => state === 'ABORTED/BANNED_BY_SERVER');
    await client.logout();
    own.advance(500);
    assert.equal(await outcomeV1(client.login({ uid: 'alice', token })), 'RtmUnavailableError 2');
    faults.clear(id);
    own.advance(500);
    assert.equal(await outcomeV1(client.login({ uid: 'alice', token })), 'resolved');
  });

  it('expireToken: at once, or with the warning before, which a renewal answers', async (test) => {
    const clock = new ManualClock(Date.now());
    const { faults, alice, bob } = await room(test, { clock });
    const heard = new EventLog<string>();
    for (const [name, { client }] of Object.entries({ alice, bob })) {
      client.on('ConnectionStateChanged', (state, reason) =>
        heard.add(`${name} ${state}/${reason}`),
      );
      client.on('TokenPrivilegeWillExpire', () => heard.add(`${name} is warned`));
      client.on('TokenExpired', () => heard.add(`${name} expired`));
    }
    faults.add({ type: 'expireToken', userId: 'alice' });
    clock.advance(0);
    await heard.find((what) => what === 'alice expired');
    const warned = heard.entries.filter((what) => what !== 'alice is warned');
    assert.deepEqual(warned, ['alice ABORTED/TOKEN_EXPIRED', 'alice expired']);

    faults.add({ type: 'expireToken', userId: 'bob', inMs: 60_000 });
    clock.advance(29_999);
    await bob.settle();
    assert.ok(!heard.entries.includes('bob is warned'));
    clock.advance(1);
    await heard.find((what) => what === 'bob is warned');
    await bob.client.renewToken(APP_ID);
    clock.advance(60_000);
    await bob.settle();
    assert.equal(bob.states.entries.length, 2, 'a renewal takes the place of the token');
  });
});
