import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { systemClock } from '../protocol/clock.ts';
import type { Clock } from '../protocol/clock.ts';
import { EventLog } from '../testing/event-log.ts';
import {
  APP_ID,
  describeLink,
  loggedIn,
  newClient,
  outcome,
  rejection,
  rejectionCode,
  runEmulator,
  withoutRateLimit,
} from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { RawClient, subscription } from '../testing/raw-client.ts';
import { CERTIFICATE, makeToken, rtmToken } from '../testing/tokens.ts';
import type { TokenParts } from '../testing/tokens.ts';
import AgoraRTM from './public-api.ts';

const OTHER_HEX = 'a'.repeat(32);
const certificates = { [APP_ID]: CERTIFICATE };
const WARNING = ["tokenPrivilegeWillExpire('')", 'token WILL_EXPIRE'];

/** A server that verifies tokens, whose time the test winds. */
async function runVerifying(test: TestContext) {
  // Whole seconds, as in tokens.
  const clock = new ManualClock(1_800_000_000_000);
  const emulator = await runEmulator(test, { certificates, clock });
  const tokenOf = (parts: TokenParts = {}) => makeToken({ now: clock.now(), ...parts });
  return { ...emulator, clock, tokenOf };
}

/** A client, and what it hears of its token, in order. */
function withTokenEvents(test: TestContext, userId: string) {
  const made = newClient(test, userId);
  const warnings = new EventLog<string>();
  const { client } = made;
  client.addEventListener('tokenPrivilegeWillExpire', (name) =>
    warnings.add(`tokenPrivilegeWillExpire('${name}')`),
  );
  client.addEventListener('token', (event) => warnings.add(`token ${event.eventType}`));
  return { ...made, warnings };
}

describe('a project with a certificate', () => {
  it('lets in the user a token is for, by the real clock too', async (test) => {
    await runEmulator(test, { certificates });
    const { client } = newClient(test, 'alice');
    await client.login({ token: rtmToken('alice') });
    await client.publish('channel', 'text');
  });

  it('refuses every other login with its code and state, and never repeats the token', async (test) => {
    const { tokenOf } = await runVerifying(test);
    const invalid = 'CONNECTING>FAILED LOGIN/INVALID_TOKEN';
    const cases: [string | undefined, number, string][] = [
      [undefined, -10005, invalid],
      ['', -10005, invalid],
      [APP_ID, -10005, invalid],
      [tokenOf({ users: ['bob'] }), -10005, invalid],
      [tokenOf({ certificate: OTHER_HEX }), -10005, invalid],
      [tokenOf({ now: 1_700_000_000_000 }), -10009, 'CONNECTING>FAILED LOGIN/TOKEN_EXPIRED'],
      [
        tokenOf({ users: [], withRtc: true }),
        -10015,
        'CONNECTING>FAILED LOGIN/LOGIN_NOT_AUTHORIZED',
      ],
      [tokenOf({ appId: OTHER_HEX }), -10016, 'CONNECTING>FAILED LOGIN/INCONSISTENT_APP_ID'],
    ];
    for (const [token, code, state] of cases) {
      const { client, heard } = newClient(test, 'alice');
      const error = await rejection(client.login(token === undefined ? {} : { token }));
      assert.equal(error.code, code);
      assert.equal(describeLink(heard.links.entries.at(-1) ?? assert.fail()), state);
      if (code !== -10016) assert.equal(error.name, 'RtmUnauthenticatedError');
      if (token?.startsWith('007')) assert.ok(!JSON.stringify(error).includes(token.slice(3, 20)));
    }
  });

  it('names the fault as the SDK does', async (test) => {
    const { tokenOf } = await runVerifying(test);
    const { client } = newClient(test, 'alice');
    const error = await rejection(client.login({ token: tokenOf({ certificate: OTHER_HEX }) }));
    assert.equal(
      error.message,
      'Error Code -10005 - Invalid token. detail: NO_AUTHORIZED, Signature verification failed.',
    );
  });

  it('answers whoever does not use the SDK, and does not let a refused one displace anyone', async (test) => {
    const { url, tokenOf } = await runVerifying(test);
    const alice = newClient(test, 'alice');
    await alice.client.login({ token: tokenOf() });
    const raw = await RawClient.connect(test, url);
    const bomb = `007${'A'.repeat(60_000)}`;
    for (const token of [null, 'garbage', bomb, tokenOf({ certificate: OTHER_HEX })]) {
      assert.equal((await raw.login('alice', { token })).code, -10005);
    }
    assert.equal((await raw.login('alice', { token: tokenOf({ appId: OTHER_HEX }) })).code, -10016);
    await alice.client.publish('channel', 'still here');
  });

  it('leaves projects without a certificate as they are', async (test) => {
    await runVerifying(test);
    await loggedIn(test, 'alice', { appId: OTHER_HEX });
    const { client } = newClient(test, 'alice', { appId: OTHER_HEX });
    const token = makeToken({ appId: OTHER_HEX });
    assert.equal(await rejectionCode(client.login({ token })), -10005);
  });
});

describe('a token that runs out', () => {
  it('warns once, 30 s before, and then ends the session for good', async (test) => {
    const { clock, tokenOf } = await runVerifying(test);
    const { client, heard, warnings } = withTokenEvents(test, 'alice');
    const tokenEvents = new EventLog<object>();
    client.addEventListener('token', tokenEvents.add);
    await client.login({ token: tokenOf({ lifetime: 100 }) });
    await client.subscribe('channel');
    clock.advance(69_999);
    await client.publish('channel', 'text');
    assert.deepEqual(warnings.entries, []);
    clock.advance(1);
    assert.deepEqual(await warnings.atLeast(2), WARNING);
    assert.deepEqual(tokenEvents.entries, [
      {
        eventType: 'WILL_EXPIRE',
        reason: 'The token is about to expire',
        affectedResources: { messageChannels: [] },
        timestamp: 1_800_000_070_000,
      },
    ]);
    clock.advance(29_999);
    await client.publish('channel', 'text');
    clock.advance(1);
    const end = await heard.links.find((link) => link.currentState === 'FAILED');
    assert.equal(describeLink(end), 'CONNECTED>FAILED SERVER_REJECT/TOKEN_EXPIRED');
    assert.deepEqual(end.affectedChannels, ['channel']);
    assert.deepEqual(warnings.entries, WARNING);
    assert.equal(await rejectionCode(client.publish('channel', 'text')), -10025);
    await client.login({ token: tokenOf() });
    assert.equal(heard.links.entries.at(-1)?.currentState, 'CONNECTED');
  });

  it('warns at once when it lives shorter than that', async (test) => {
    const { clock, tokenOf } = await runVerifying(test);
    const { client, heard, warnings } = withTokenEvents(test, 'alice');
    await client.login({ token: tokenOf({ lifetime: 10 }) });
    assert.deepEqual(await warnings.atLeast(2), WARNING);
    clock.advance(10_000);
    await heard.links.find((link) => link.reasonCode === 'TOKEN_EXPIRED');
  });

  it('takes its user out of the channels, for others to see', async (test) => {
    const { clock, tokenOf } = await runVerifying(test);
    const bob = newClient(test, 'bob');
    await bob.client.login({ token: tokenOf({ users: ['bob'] }) });
    await bob.client.subscribe('channel');
    const { client } = newClient(test, 'alice');
    await client.login({ token: tokenOf({ lifetime: 100 }) });
    await client.subscribe('channel');
    clock.advance(100_000);
    const left = await bob.heard.presence.find((event) => event.eventType === 'REMOTE_LEAVE');
    assert.equal(left.publisher, 'alice');
  });

  it('costs the link of whoever does not hang up', async (test) => {
    const { url, clock, tokenOf } = await runVerifying(test);
    const raw = await RawClient.connect(test, url);
    assert.equal((await raw.login('alice', { token: tokenOf({ lifetime: 100 }) })).ok, true);
    clock.advance(100_000);
    await raw.closed();
  });

  it('ends a session whose link is down, however long its presence timeout', async (test) => {
    withoutRateLimit(test);
    const { url, clock, tokenOf } = await runVerifying(test);
    const bob = newClient(test, 'bob');
    await bob.client.login({ token: tokenOf({ users: ['bob'] }) });
    await bob.client.subscribe('channel');
    const raw = await RawClient.connect(test, url);
    await raw.login('alice', {
      token: tokenOf({ lifetime: 100 }),
      subscriptions: [subscription('channel')],
    });
    raw.socket.disconnect();
    // The server has noticed when a message to alice finds nobody.
    const options = { channelType: 'USER' } as const;
    while ((await outcome(bob.client.publish('alice', 'there?', options))) !== -11033);
    clock.advance(100_000);
    await bob.heard.presence.find((event) => event.eventType === 'REMOTE_LEAVE');
  });

  it('may end later than a timer can wait', async (test) => {
    let longest = 0;
    const clock: Clock = {
      now: () => systemClock.now(),
      schedule(callback, ms) {
        longest = Math.max(longest, ms);
        return systemClock.schedule(callback, ms);
      },
    };
    await runEmulator(test, { certificates, clock });
    const { client, warnings, heard } = withTokenEvents(test, 'alice');
    await client.login({ token: rtmToken('alice', 30 * 86_400) });
    await client.publish('channel', 'still here');
    assert.equal(longest, 2_147_483_647, 'a longer timer would fire at once');
    assert.deepEqual(warnings.entries, []);
    assert.equal(heard.links.entries.at(-1)?.currentState, 'CONNECTED');
  });
});

describe('renewToken with a certificate', () => {
  it('moves the warning and the end', async (test) => {
    const { clock, tokenOf } = await runVerifying(test);
    const { client, warnings, heard } = withTokenEvents(test, 'alice');
    await client.login({ token: tokenOf({ lifetime: 100 }) });
    clock.advance(80_000);
    await warnings.atLeast(2);
    await client.renewToken(tokenOf({ lifetime: 100 }));
    clock.advance(69_999);
    await client.publish('channel', 'beyond the end of the first token');
    assert.equal(warnings.entries.length, 2);
    clock.advance(1);
    assert.deepEqual(await warnings.atLeast(4), [...WARNING, ...WARNING]);
    clock.advance(30_000);
    await heard.links.find((link) => link.reasonCode === 'TOKEN_EXPIRED');
  });

  it('rejects a bad one, and the session goes on until the old one ends', async (test) => {
    const { clock, tokenOf } = await runVerifying(test);
    const { client, heard } = withTokenEvents(test, 'alice');
    await client.login({ token: tokenOf({ lifetime: 100 }) });
    const bad: [string, number][] = [
      ['garbage', -10005],
      [APP_ID, -10005],
      [tokenOf({ users: ['bob'] }), -10005],
      [tokenOf({ certificate: OTHER_HEX }), -10005],
      [tokenOf({ now: 1_700_000_000_000 }), -10009],
      [tokenOf({ privilege: null }), -10015],
      [tokenOf({ appId: OTHER_HEX }), -10016],
    ];
    for (const [token, code] of bad) {
      const { errorCode, message } = await rejection(client.renewToken(token));
      assert.equal(errorCode, code);
      assert.ok(!message.includes(token));
    }
    clock.advance(99_999);
    await client.publish('channel', 'still here');
    clock.advance(1);
    await heard.links.find((link) => link.reasonCode === 'TOKEN_EXPIRED');
  });
});

describe('a reconnect with a certificate', () => {
  /** A client whose own timers the test winds, logged in with `token`. */
  async function patient(test: TestContext, token: string) {
    const clientClock = new ManualClock(Date.now());
    AgoraRTM.setParameter('EMULATOR_CLOCK', clientClock);
    test.after(() => AgoraRTM.setParameter('EMULATOR_CLOCK', systemClock));
    const made = withTokenEvents(test, 'alice');
    AgoraRTM.setParameter('EMULATOR_CLOCK', systemClock);
    await made.client.login({ token });
    return { ...made, clientClock };
  }

  it('presents the renewed token', async (test) => {
    const { clock, port, close, tokenOf } = await runVerifying(test);
    const { client, heard, clientClock } = await patient(test, tokenOf({ lifetime: 100 }));
    await client.renewToken(tokenOf({ lifetime: 1_000 }));
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    clock.advance(200_000);
    await runEmulator(test, { certificates, clock, port });
    clientClock.advance(2_000);
    await heard.links.find((link) => link.reasonCode === 'RECONNECT_SUCCESS');
  });

  it('is the end when the token ran out meanwhile', async (test) => {
    const { clock, port, close, tokenOf } = await runVerifying(test);
    const { heard, clientClock } = await patient(test, tokenOf({ lifetime: 100 }));
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    clock.advance(100_000);
    await runEmulator(test, { certificates, clock, port });
    clientClock.advance(2_000);
    const end = await heard.links.find((link) => link.currentState === 'FAILED');
    assert.equal(describeLink(end), 'CONNECTING>FAILED SERVER_REJECT/TOKEN_EXPIRED');
  });

  it('hears the warning it missed', async (test) => {
    const { clock, port, close, tokenOf } = await runVerifying(test);
    const { heard, clientClock, warnings } = await patient(test, tokenOf({ lifetime: 100 }));
    await close();
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    clock.advance(80_000);
    await runEmulator(test, { certificates, clock, port });
    clientClock.advance(2_000);
    assert.deepEqual(await warnings.atLeast(2), WARNING);
  });
});

describe('certificates', () => {
  it('that are none stop the start, without being repeated', async (test) => {
    for (const record of [{ [APP_ID]: 'secret' }, { short: CERTIFICATE }, { [APP_ID]: '' }]) {
      await assert.rejects(runEmulator(test, { certificates: record }), (error: Error) => {
        assert.match(error.message, /32 hexadecimal digits/);
        return !/secret|fedcba/.test(error.message);
      });
    }
  });
});
