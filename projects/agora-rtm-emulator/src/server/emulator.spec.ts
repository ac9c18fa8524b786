import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loggedIn, runEmulator } from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { loginRequest, RawClient, subscription } from '../testing/raw-client.ts';
import { startEmulator } from './public-api.ts';

describe('startEmulator', () => {
  it('answers on / and /health, so that tools can wait for it', async (test) => {
    const { url, port } = await runEmulator(test);
    assert.equal(url, `http://127.0.0.1:${port}`);
    for (const path of ['/', '/health', '/health?now']) {
      const response = await fetch(url + path);
      assert.equal(response.status, 200);
      const body = (await response.json()) as { name: string; status: string };
      assert.deepEqual([body.name, body.status], ['agora-rtm-emulator', 'ok']);
    }
    assert.equal((await fetch(`${url}/etc/passwd`)).status, 404);
    assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 405);
  });

  it('rejects with EADDRINUSE when the port is taken', async (test) => {
    const { port } = await runEmulator(test);
    await assert.rejects(startEmulator({ port }), { code: 'EADDRINUSE' });
  });

  it('stays off the network and out of production unless told', async (test) => {
    await assert.rejects(startEmulator({ port: 0, host: '0.0.0.0' }), /other machines/);
    const before = process.env['NODE_ENV'];
    test.after(() => {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    });
    process.env['NODE_ENV'] = 'production';
    await assert.rejects(startEmulator({ port: 0 }), /production/);
    const forced = await startEmulator({ port: 0, allowProduction: true });
    await forced.close();
  });

  it('refuses numbers that make no sense', async () => {
    for (const options of [
      { presence: { announceMax: 0 } },
      { presence: { intervalMs: 0.5 } },
      { historyDays: -1 },
    ]) {
      await assert.rejects(startEmulator({ port: 0, ...options }), /whole number above 0/);
    }
  });

  it('close disconnects everyone, frees the port, and may be called twice', async (test) => {
    const { port, close } = await runEmulator(test);
    const { heard } = await loggedIn(test, 'alice');
    await Promise.all([close(), close()]);
    await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    const again = await startEmulator({ port });
    await again.close();
  });

  it('listens on IPv6 loopback too', async (test) => {
    const { url } = await runEmulator(test, { host: '::1' });
    assert.match(url, /^http:\/\/\[::1\]:\d+$/);
    assert.equal((await fetch(url)).status, 200);
  });
});

describe('sockets', () => {
  it('that do not log in are cut after 8 s', async (test) => {
    const clock = new ManualClock(Date.now());
    const { url } = await runEmulator(test, { clock });
    const idle = await RawClient.connect(test, url);
    const honest = await RawClient.connect(test, url);
    await honest.login('alice');
    clock.advance(7_999);
    assert.equal((await idle.ask('getUserChannels', { userId: 'x' })).code, -10025);
    clock.advance(1);
    await idle.closed();
    assert.equal((await honest.ask('getUserChannels', { userId: 'x' })).ok, true);
    await honest.ask('logout', {});
    clock.advance(8_000);
    await honest.closed();
  });

  it('of one address are limited', async (test) => {
    const { url } = await runEmulator(test, { maxSocketsPerAddress: 3 });
    const clients = [];
    for (let index = 0; index < 3; index++) clients.push(await RawClient.connect(test, url));
    await assert.rejects(RawClient.connect(test, url));
    clients[0]?.socket.disconnect();
    const isLetIn = () =>
      RawClient.connect(test, url).then(
        () => true,
        () => false,
      );
    let tries = 0;
    while (!(await isLetIn())) assert.ok(tries++ < 50, 'the place was not given back');
  });

  it('that flood are cut, and only they', async (test) => {
    // The clock stands still, so that it is not the missing login that cuts them.
    const { url } = await runEmulator(test, { clock: new ManualClock(Date.now()) });
    const flooder = await RawClient.connect(test, url);
    const { client } = await loggedIn(test, 'alice');
    for (let index = 0; index < 2_500; index++)
      flooder.socket.emit('noise', index, () => undefined);
    await flooder.closed();
    await client.publish('channel', 'still here');
  });
});

describe('frames', () => {
  it('above 100 KB cost their sender the socket, up to there they are read', async (test) => {
    const { url } = await runEmulator(test);
    const raw = await RawClient.connect(test, url);
    await raw.login('alice');
    const ask = (padding: number) => ({ userId: 'bob', padding: 'x'.repeat(padding) });
    assert.equal((await raw.ask('getUserChannels', ask(99_900))).ok, true);
    raw.socket.emit('getUserChannels', ask(100_000), () => assert.fail('answered'));
    await raw.closed();
  });
});

describe('requests the twin would never make', () => {
  it('are refused with a code, field by field', async (test) => {
    const { url } = await runEmulator(test);
    const login = loginRequest('alice');
    const bad: [object, number][] = [
      [{ appId: 'short' }, -10003],
      [{ appId: 5 }, -10014],
      [{ userId: 'a.b' }, -10006],
      [{ userId: { toString: 'x' } }, -10006],
      [{ token: 5 }, -10014],
      [{ token: 'garbage' }, -10005],
      [{ sessionId: 'short' }, -10014],
      [{ reconnect: 'yes' }, -10014],
      [{ presenceTimeout: 4 }, -10014],
      [{ presenceTimeout: 301 }, -10014],
      [{ presenceTimeout: 10.5 }, -10014],
      [{ subscriptions: {} }, -10014],
      [{ subscriptions: [null] }, -10014],
      [{ subscriptions: [{ ...subscription('a.b') }] }, -10008],
      [{ subscriptions: Array.from({ length: 51 }, (_, i) => subscription(`c${i}`)) }, -10014],
    ];
    const raw = await RawClient.connect(test, url);
    for (const [overrides, code] of bad) {
      const reply = await raw.ask('login', { ...login, ...overrides });
      assert.deepEqual([reply.ok, reply.code], [false, code], JSON.stringify(overrides));
    }
    for (const request of [null, undefined, 5, 'text', [], [login]]) {
      assert.equal((await raw.ask('login', request)).code, -10014);
    }
    assert.equal((await raw.login('alice')).ok, true);
    assert.equal((await raw.login('bob')).code, -10017, 'one login per connection');
  });

  it('cannot exceed what the twin checks: size, name, channels', async (test) => {
    const { url } = await runEmulator(test);
    const raw = await RawClient.connect(test, url);
    await raw.login('alice');
    const message = {
      target: 'MESSAGE',
      channelName: 'channel',
      messageType: 'STRING',
      customType: '',
      payload: { encoding: 'text', data: 'text' },
      storeInHistory: false,
    };
    const publish = async (overrides: object) =>
      (await raw.ask('publish', { ...message, ...overrides })).code;
    const payload = (encoding: string, data: unknown) => ({ payload: { encoding, data } });
    assert.equal(await publish({}), undefined);
    assert.equal(await publish(payload('text', 'x'.repeat(32_769))), -11010);
    assert.equal(await publish(payload('text', '\u20ac'.repeat(10_923))), -11010);
    assert.equal(await publish(payload('base64', Buffer.alloc(32_769).toString('base64'))), -11010);
    assert.equal(await publish(payload('base64', 'not base64!')), -11009);
    assert.equal(await publish(payload('text', { deep: [] })), -10014);
    assert.equal(await publish(payload('hex', '00')), -10014);
    assert.equal(await publish({ target: 'STREAM' }), -10014);
    assert.equal(await publish({ channelName: 'a/b' }), -10008);
    assert.equal(await publish({ customType: '\u20ac'.repeat(11) }), -11029);
    for (let index = 0; index < 50; index++) await raw.ask('subscribe', subscription(`c${index}`));
    assert.equal((await raw.ask('subscribe', subscription('one more'))).code, -11005);
    const history = { target: 'MESSAGE', channelName: 'c', messageCount: 101, start: 0, end: 0 };
    assert.equal((await raw.ask('getMessages', history)).code, -10014);
  });

  it('leave other clients with fields of their own only', async (test) => {
    const { url } = await runEmulator(test);
    const bob = await loggedIn(test, 'bob');
    await bob.client.subscribe('channel');
    const raw = await RawClient.connect(test, url);
    await raw.login('alice', { admin: true });
    await raw.ask('publish', {
      target: 'MESSAGE',
      channelName: 'channel',
      messageType: 'STRING',
      customType: '',
      payload: { encoding: 'text', data: 'text', extra: { deep: true } },
      storeInHistory: false,
      publisher: 'someone else',
      timestamp: 1,
    });
    const [event] = await bob.heard.messages.atLeast(1);
    assert.equal(event?.publisher, 'alice', 'the sender is who logged in');
    assert.ok(event.timestamp > 1_000);
  });

  it('set no state that the SDK would not, and none where the user is not seen', async (test) => {
    const { url } = await runEmulator(test);
    const raw = await RawClient.connect(test, url);
    await raw.login('alice');
    const honest = { channelName: 'channel', replace: false, changes: [], more: false };
    const set = (changes: unknown, more = {}) =>
      raw.ask('setState', { ...honest, changes, ...more });
    const pair = (key: string) => ({ key, value: 'value' });
    assert.equal((await set([pair('a')])).code, -11002, 'not subscribed');
    await raw.ask('subscribe', { ...subscription('channel'), beQuiet: true });
    assert.equal((await set([pair('a')])).code, -11002, 'quiet');
    await raw.ask('subscribe', subscription('channel'));
    const many = (name: string) =>
      Array.from({ length: 20 }, (_, index) => pair(`${name}${index}`));
    const cases: [number, unknown][] = [
      [-13006, [pair('_a')]],
      [-13006, [pair('__proto__')]],
      [-13006, [{ value: 'value' }]],
      [-13008, [pair('x'.repeat(33))]],
      [-13009, [{ key: 'a', value: '\u20ac'.repeat(5_462) }]],
      [-10014, [{ key: 'a', value: 'x'.repeat(16_385) }]],
      [-10014, [{ key: 'a', value: 5 }]],
      [-10014, [...many('a'), ...many('b')]],
      [-10014, 'a'],
    ];
    for (const [code, changes] of cases) {
      assert.equal((await set(changes)).code, code, JSON.stringify(changes).slice(0, 50));
    }
    assert.equal((await set(many('a'))).ok, true);
    assert.equal((await set(many('b'))).code, -13005);
    assert.equal((await set(many('b'), { replace: true })).ok, true);
    const { states } = await raw.ask('getState', { channelName: 'channel', userId: 'alice' });
    assert.equal(Object.keys(states as object).length, 20, 'what is refused changes nothing');
  });

  it('do not come from a connection whose session was replaced', async (test) => {
    const { url } = await runEmulator(test);
    const first = await RawClient.connect(test, url);
    await first.login('alice');
    const second = await RawClient.connect(test, url);
    await second.login('alice', { sessionId: 'another-session-of-alice' });
    await first.closed();
    assert.equal((await second.ask('subscribe', subscription('channel'))).ok, true);
  });
});
