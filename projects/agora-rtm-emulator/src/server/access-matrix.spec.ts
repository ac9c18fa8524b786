// Every way in that must be closed: origin, host, token, App ID, user, time and session, at the socket, where no SDK is
// in between. Each row says what is presented and the code it is refused with; each group begins with what is let in.
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { OperationName } from '../protocol/wire.ts';
import { APP_ID, runEmulator } from '../testing/fixtures.ts';
import { HONEST_REQUESTS } from '../testing/honest-requests.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { loginRequest, RawClient, subscription } from '../testing/raw-client.ts';
import type { RawReply } from '../testing/raw-client.ts';
import { CERTIFICATE, makeToken } from '../testing/tokens.ts';
import type { TokenParts } from '../testing/tokens.ts';
import { refusalOf } from './access-control.ts';

const OTHER_APP = 'a'.repeat(32);
const OTHER_CERTIFICATE = 'b'.repeat(32);
const OPEN_APP = 'c'.repeat(32);
const DESK = 'https://desk.example.com';
const PAGE = 'http://localhost:4200';

/** What the session of alice is called; whoever presents it wants to be taken for her. */
const ALICE_SESSION = (loginRequest('alice') as { sessionId: string }).sessionId;

const GENERATIONS = [1, 2] as const;

/** Checks answers against the codes that are expected, all at once; success counts as the code 0. */
function checkCases(test: TestContext, cases: readonly (readonly [string, RawReply, number])[]) {
  assert.ok(cases.length > 0);
  const entries = (codeOf: (reply: RawReply, code: number) => number) =>
    Object.fromEntries(cases.map(([name, reply, code]) => [name, codeOf(reply, code)]));
  assert.deepEqual(
    entries((reply) => (reply.ok ? 0 : (reply.code ?? NaN))),
    entries((_, code) => code),
  );
  assert.equal(Object.keys(entries(() => 0)).length, cases.length, 'each case has its own name');
  test.diagnostic(`${cases.length} refused`);
}

/** A server that verifies tokens of two App IDs, with alice and bob in its channel `vault`. */
async function guarded(test: TestContext) {
  const clock = new ManualClock();
  const certificates = { [APP_ID]: CERTIFICATE, [OTHER_APP]: OTHER_CERTIFICATE };
  const emulator = await runEmulator(test, {
    certificates,
    clock,
    allowedOrigins: [DESK],
    faultControls: true,
  });
  const tokenOf = (parts: TokenParts = {}) => makeToken({ now: clock.now(), ...parts });
  const enter = async (userId: string) => {
    const raw = await RawClient.connect(test, emulator.url);
    const heard: string[] = [];
    const messages: unknown[] = [];
    raw.socket.onAny((event: string, body: unknown) => {
      heard.push(event);
      if (event === 'message') messages.push((body as { payload: { data: unknown } }).payload.data);
    });
    const token = tokenOf({ users: [userId] });
    const subscriptions = [subscription('vault')];
    assert.equal((await raw.login(userId, { token, subscriptions })).ok, true);
    return { raw, heard, messages };
  };
  const alice = await enter('alice');
  const bob = await enter('bob');

  return {
    ...emulator,
    clock,
    tokenOf,
    alice,
    bob,
    /** Presents a login on a socket of its own. Whoever is refused must hear of nobody. */
    async present(userId: string, login: object, why: readonly string[] = []): Promise<RawReply> {
      const raw = await RawClient.connect(test, emulator.url);
      const heard: string[] = [];
      raw.socket.onAny((event: string) => heard.push(event));
      const reply = await raw.login(userId, login);
      const read = await raw.ask('getMessages', HONEST_REQUESTS.getMessages);
      raw.socket.disconnect();
      if (!reply.ok) assert.deepEqual([read.ok, heard], [false, why], JSON.stringify(reply));
      return reply;
    },
    /** Whoever was in before is still there, undisturbed, and heard nothing of all this. */
    async verifyUndisturbed(): Promise<void> {
      const payload = { encoding: 'text', data: 'still here' };
      assert.equal(
        (await alice.raw.ask('publish', { ...HONEST_REQUESTS.publish, payload })).ok,
        true,
      );
      for (const { raw } of [alice, bob]) {
        const { userIds } = await raw.ask('getOnlineUsers', HONEST_REQUESTS.getOnlineUsers);
        assert.deepEqual(userIds, ['alice', 'bob']);
      }
      // Each the members on coming in, and alice that bob came after her.
      assert.deepEqual(alice.heard, ['presence', 'presence', 'message']);
      assert.deepEqual(bob.heard, ['presence', 'message']);
      for (const { messages } of [alice, bob]) assert.deepEqual(messages, ['still here']);
    },
  };
}

/** Tokens that open nothing for alice at APP_ID, with the code of their refusal. */
function badTokens(tokenOf: (parts?: TokenParts) => string): [string, string | null, number][] {
  const good = tokenOf();
  return [
    ['no token', null, -10005],
    ['an empty token', '', -10005],
    ['the App ID for a token', APP_ID, -10005],
    ['garbage', 'let me in', -10005],
    ['half a token', good.slice(0, good.length / 2), -10005],
    ['a token of the version before', `006${good.slice(3)}`, -10005],
    ['a forged token', tokenOf({ certificate: 'd'.repeat(32) }), -10005],
    ['a token signed by another project', tokenOf({ certificate: OTHER_CERTIFICATE }), -10005],
    [
      'a token of another project',
      tokenOf({ appId: OTHER_APP, certificate: OTHER_CERTIFICATE }),
      -10016,
    ],
    ['a token of this project for another one', tokenOf({ appId: OTHER_APP }), -10016],
    ['a token of another user', tokenOf({ users: ['bob'] }), -10005],
    ['a token of ALICE', tokenOf({ users: ['ALICE'] }), -10005],
    ['a token of "alice "', tokenOf({ users: ['alice '] }), -10005],
    ['a token of nobody', tokenOf({ users: [''] }), -10005],
    ['a token for calls only', tokenOf({ users: [], withRtc: true }), -10015],
    ['a token without the login privilege', tokenOf({ privilege: null }), -10015],
    ['an expired token', tokenOf({ now: 1_700_000_000_000 }), -10009],
    ['a token that lives for no time', tokenOf({ lifetime: 0 }), -10009],
    ['a token with an expired privilege', tokenOf({ privilege: 0 }), -10009],
  ];
}

describe('access', () => {
  it('by origin and host: a good token opens nothing to a foreign page', async (test) => {
    const { url, tokenOf, verifyUndisturbed } = await guarded(test);
    for (const origin of [PAGE, DESK]) {
      const raw = await RawClient.connect(test, url, { origin });
      const token = tokenOf({ users: ['carol'] });
      assert.equal((await raw.login('carol', { token })).ok, true);
      await raw.ask('logout', {});
    }
    const handshakes = [
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `${DESK}.evil.example` },
      { origin: DESK.replace('https', 'http') },
      { origin: `${DESK}:8443` },
      { origin: 'http://localhost.evil.example' },
      { origin: 'file://' },
      { origin: PAGE, host: 'evil.example' },
      { origin: DESK, host: 'localhost.evil.example' },
      { host: 'evil.example:9700' },
    ];
    for (const headers of handshakes) {
      await assert.rejects(
        RawClient.connect(test, url, headers),
        ({ description }: Error & { description?: Error }) =>
          /Unexpected server response: 40[03]/.test(description?.message ?? ''),
        JSON.stringify(headers),
      );
    }
    await verifyUndisturbed();
  });

  it('by origin: another machine cannot leave it out', () => {
    const ask = (remoteAddress: string) => {
      const headers = { host: '192.168.1.5:9700' };
      const request = { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
      return refusalOf(request, { allowedOrigins: [], allowedHosts: [] });
    };
    assert.equal(ask('127.0.0.1'), null);
    assert.equal(ask('::ffff:127.0.0.1'), null);
    for (const address of ['192.168.1.9', '::ffff:192.168.1.9', 'fe80::1']) {
      assert.match(ask(address) ?? '', /origin is required/i);
    }
  });

  it('by token, App ID, user and time, for both generations, also with the session id of somebody who is in', async (test) => {
    const { tokenOf, present, verifyUndisturbed } = await guarded(test);
    assert.equal((await present('carol', { token: tokenOf({ users: ['carol'] }) })).ok, true);
    const cases: [string, RawReply, number][] = [];
    for (const generation of GENERATIONS) {
      for (const reconnect of [false, true]) {
        for (const [what, token, code] of badTokens(tokenOf)) {
          const login = { generation, reconnect, token, sessionId: ALICE_SESSION };
          const name = `${what}, ${generation}.x, ${reconnect ? 'reconnect' : 'login'}`;
          cases.push([name, await present('alice', login), code]);
        }
      }
    }
    checkCases(test, cases);
    await verifyUndisturbed();
  });

  it('of a project without a certificate: no token counts', async (test) => {
    const { tokenOf, present } = await guarded(test);
    assert.equal((await present('alice', { appId: OPEN_APP })).ok, true);
    const tokens: [string, string][] = [
      ['of another project', tokenOf()],
      ['of its own, signed by nobody', tokenOf({ appId: OPEN_APP })],
      ['that is the App ID of another project', APP_ID],
      ['that is none', 'let me in'],
    ];
    const cases: [string, RawReply, number][] = [];
    for (const [what, token] of tokens) {
      cases.push([what, await present('alice', { appId: OPEN_APP, token }), -10005]);
    }
    checkCases(test, cases);
  });

  it('to the second: a token opens until its end, and not from it on', async (test) => {
    const { clock, tokenOf, present } = await guarded(test);
    const token = tokenOf({ users: ['carol'], lifetime: 100 });
    clock.advance(99_999);
    assert.equal((await present('carol', { token })).ok, true);
    clock.advance(1);
    const cases: [string, RawReply, number][] = [];
    for (const generation of GENERATIONS) {
      for (const reconnect of [false, true]) {
        const reply = await present('carol', { generation, reconnect, token });
        cases.push([`${generation}.x, ${reconnect ? 'reconnect' : 'login'}`, reply, -10009]);
      }
    }
    checkCases(test, cases);
  });

  it('by renewToken: what opens nothing renews nothing, and costs nothing', async (test) => {
    const { clock, tokenOf, present, url } = await guarded(test);
    const cases: [string, RawReply, number][] = [];
    for (const generation of GENERATIONS) {
      const raw = await RawClient.connect(test, url);
      const token = tokenOf({ lifetime: 1_000 });
      assert.equal((await raw.login('alice', { generation, token })).ok, true);
      for (const [what, bad, code] of badTokens(tokenOf)) {
        if (bad === null) continue;
        const reply = await raw.ask('renewToken', { token: bad });
        cases.push([`${what}, ${generation}.x`, reply, code]);
      }
      const name = `no text at all, ${generation}.x`;
      cases.push([name, await raw.ask('renewToken', { token: null }), -10014]);
      assert.equal((await raw.ask('publish', HONEST_REQUESTS.publish)).ok, true);
      // The end is still that of the token it came with.
      clock.advance(999_999);
      assert.ok(raw.socket.connected);
      clock.advance(1);
      await raw.closed();
      cases.push([`afterwards, ${generation}.x`, await present('alice', { token }), -10009]);
    }
    checkCases(test, cases);
  });

  for (const [when, leave] of [
    ['before a login', null],
    ['after a refused one', (raw: RawClient) => raw.login('alice', { token: 'garbage' })],
    ['after a logout', logOut],
  ] as const) {
    it(`to any operation ${when}`, async (test) => {
      const { clock, url, alice } = await guarded(test);
      const raw = await RawClient.connect(test, url);
      const token = makeToken({ now: clock.now(), users: ['carol'] });
      if (leave !== null) await leave(raw, token);
      const cases: [string, RawReply, number][] = [];
      for (const [name, request] of Object.entries(HONEST_REQUESTS)) {
        cases.push([name, await raw.ask(name, request), -10025]);
      }
      checkCases(test, cases);
      // The requests are honest: for who is in, none of them is refused for that.
      const names = Object.keys(HONEST_REQUESTS) as Exclude<OperationName, 'login'>[];
      for (const name of names.filter((name) => name !== 'logout')) {
        const { ok, code } = await alice.raw.ask(name, HONEST_REQUESTS[name]);
        assert.ok(ok || ![-10025, -10014, -10012].includes(code ?? 0), `${name} ${code}`);
      }
    });
  }

  it('by session: nobody goes on with that of somebody else, nor with one that is over', async (test) => {
    const { clock, url, tokenOf, present, alice, bob } = await guarded(test);
    const cases: [string, RawReply, number][] = [];
    const token = tokenOf();

    // On the link of bob there is bob, whatever else he holds.
    cases.push(['another user on a link in use', await bob.raw.login('alice', { token }), -10017]);
    const bobsToken = tokenOf({ users: ['bob'] });
    const asBob = { token: bobsToken, sessionId: ALICE_SESSION };
    cases.push(['oneself once more', await bob.raw.login('bob', asBob), -10017]);
    cases.push([
      "somebody else's session",
      await present('alice', { token: bobsToken, sessionId: ALICE_SESSION, reconnect: true }),
      -10005,
    ]);

    // alice logs in elsewhere: what was her session is nobody's any more.
    const elsewhere = await RawClient.connect(test, url);
    const sessionId = 'the-session-of-alice-elsewhere';
    assert.equal((await elsewhere.login('alice', { token, sessionId })).ok, true);
    await alice.raw.closed();
    assert.ok(alice.heard.includes('rejected'));
    for (const generation of GENERATIONS) {
      const login = { generation, token, reconnect: true, sessionId: ALICE_SESSION };
      const reply = await present('alice', login, ['rejected']);
      cases.push([`a replaced session, ${generation}.x`, reply, -10012]);
    }
    const { channelNames } = await elsewhere.ask('getUserChannels', { userId: 'alice' });
    assert.deepEqual(channelNames, [], 'nothing of the session before came along');

    // Her token runs out: session id and token together open nothing.
    clock.advance(3_600_000);
    await elsewhere.closed();
    for (const generation of GENERATIONS) {
      for (const reconnect of [false, true]) {
        const reply = await present('alice', { generation, token, reconnect, sessionId });
        cases.push([`expired, ${generation}.x, reconnect ${reconnect}`, reply, -10009]);
      }
    }
    checkCases(test, cases);
  });

  it('after revocation: what worked until then is presented again in vain', async (test) => {
    const { faults, tokenOf, present, alice, bob, url } = await guarded(test);
    const token = tokenOf();
    const { id } = faults.add({ type: 'ban', userId: 'alice', appId: APP_ID });
    await alice.raw.closed();
    const before = alice.messages.length;
    assert.equal((await bob.raw.ask('publish', HONEST_REQUESTS.publish)).ok, true);

    const cases: [string, RawReply, number][] = [];
    for (const generation of GENERATIONS) {
      for (const [what, login, why] of [
        ['the same token and session', { token, reconnect: true }, ['rejected']],
        ['the same token and session, as a login', { token }, []],
        ['the same token', { token, sessionId: 'a-session-that-is-new' }, []],
        ['a new token', { token: tokenOf({ lifetime: 60 }), reconnect: true }, ['rejected']],
        ['no token', { token: null }, []],
      ] as const) {
        const reply = await present('alice', { generation, ...login }, why);
        cases.push([`${what}, ${generation}.x`, reply, -10012]);
        assert.match(String(reply['detail']), /10019/, 'the vendor code of a ban');
      }
    }
    checkCases(test, cases);
    assert.equal(alice.messages.length, before, 'who was put out hears nothing more');
    const { userIds } = await bob.raw.ask('getOnlineUsers', HONEST_REQUESTS.getOnlineUsers);
    assert.deepEqual(userIds, ['bob']);

    // Nobody else is meant, and it can be taken back.
    const other = { appId: OTHER_APP, certificate: OTHER_CERTIFICATE };
    const namesake = { appId: OTHER_APP, token: tokenOf(other) };
    assert.equal((await present('alice', namesake)).ok, true);
    faults.clear(id);
    const raw = await RawClient.connect(test, url);
    assert.equal((await raw.login('alice', { token })).ok, true);
  });
});

async function logOut(raw: RawClient, token: string): Promise<void> {
  assert.equal((await raw.login('carol', { token })).ok, true);
  assert.equal((await raw.ask('logout', {})).ok, true);
}
