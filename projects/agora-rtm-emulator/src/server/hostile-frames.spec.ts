import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { loggedIn, runEmulator, withoutRateLimit } from '../testing/fixtures.ts';
import { RawClient } from '../testing/raw-client.ts';
import { sameRuns } from '../testing/same-runs.ts';

const OPERATIONS = [
  'login',
  'logout',
  'renewToken',
  'publish',
  'subscribe',
  'unsubscribe',
  'getOnlineUsers',
  'getUserChannels',
  'setState',
  'getState',
  'getMessages',
  'changeAttributes',
  'getAttributes',
  'queryOnline',
  'watchOnline',
  'unwatchOnline',
  'getMembers',
  'countMembers',
  'invite',
  'writeMetadata',
  'getMetadata',
  'subscribeUserMetadata',
  'unsubscribeUserMetadata',
  'setLock',
  'acquireLock',
  'releaseLock',
  'removeLock',
  'revokeLock',
  'getLocks',
];

const lock = { channelName: 'channel', lockName: 'lock' };

/** Requests of metadata and locks as a client makes them. */
const HONEST: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  writeMetadata: {
    target: 'CHANNEL',
    name: 'channel',
    action: 'SET',
    items: [{ key: 'key', value: 'value', revision: -1 }],
    majorRevision: -1,
    lockName: '',
    addTimeStamp: true,
    addUserId: true,
  },
  getMetadata: { target: 'USER', name: 'mallory' },
  subscribeUserMetadata: { userId: 'alice', isResumed: false },
  unsubscribeUserMetadata: { userId: 'alice' },
  setLock: { ...lock, ttl: 10 },
  acquireLock: { ...lock, retry: true },
  releaseLock: lock,
  removeLock: lock,
  revokeLock: { ...lock, owner: 'mallory' },
  getLocks: { channelName: 'channel' },
};

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

type Frame = string | Uint8Array<ArrayBuffer>;

/** Frames written by hand, at the level of Engine.IO and of Socket.IO. */
const FRAMES: Frame[] = [
  '',
  '9',
  '4',
  '40',
  '40/other,',
  '40/__proto__,',
  '40{"__proto__":{"admin":true}}',
  `40${nested(20_000)}`,
  '41',
  '42',
  '42[]',
  '42{}',
  '42[null]',
  '42[5]',
  '42["connect"]',
  '42["disconnect"]',
  '42["error"]',
  '42["newListener"]',
  '42["__proto__",{}]',
  '42["constructor",{}]',
  '420["error",{}]',
  '420["toString",{}]',
  '421["publish"]',
  '42["publish",{"channelName":"channel"}]',
  '421["publish",{"__proto__":{"target":"USER"}}]',
  '421["login",{"__proto__":null,"constructor":{"prototype":{"appId":"x"}}}]',
  `421["publish",${nested(5_000)}]`,
  `421["publish",${nested(45_000)}]`,
  `421["publish",{"payload":${nested(40_000)}}]`,
  `421["login",{"subscriptions":${nested(40_000)}}]`,
  `421["publish",{"payload":{"encoding":"text","data":"${'x'.repeat(90_000)}"}}]`,
  `421[${'"x",'.repeat(20_000)}"x"]`,
  `42${'9'.repeat(400)}["publish",{}]`,
  '42-1["publish",{}]',
  '43["x"]',
  '431["x"]',
  '44{"message":"x"}',
  '451-["publish",{"_placeholder":true,"num":0}]',
  `451-["publish",{"x":${nested(20_000)}}]`,
  '4599999999-["publish",{"_placeholder":true,"num":0}]',
  '452-["publish",{"_placeholder":true,"num":5}]',
  '45["publish"]',
  '46',
  '47',
  '1',
  '2',
  '3probe',
  '5',
  '6',
  'b',
  `4${'x'.repeat(200_000)}`,
  new Uint8Array(0),
  new Uint8Array(1_000),
  new Uint8Array(200_000),
  Uint8Array.of(0xff, 0xfe, 0x00),
];

/** A bare WebSocket with an Engine.IO session. */
class Intruder {
  readonly #url: string;
  #socket: WebSocket | null = null;

  constructor(test: TestContext, url: string) {
    this.#url = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    test.after(() => this.#socket?.close());
  }

  /** Sends a frame, over a new connection when the server has cut the last one. */
  async send(frame: Frame, greeting: string | null): Promise<void> {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      this.#socket = new WebSocket(this.#url);
      await once(this.#socket, 'open');
      if (greeting !== null) this.#socket.send(greeting);
    }
    this.#socket.send(frame);
  }
}

/** Two clients that chat while something else happens. Every message must arrive, once and in order. */
async function chatting(test: TestContext) {
  withoutRateLimit(test);
  const alice = await loggedIn(test, 'alice');
  const bob = await loggedIn(test, 'bob');
  await bob.client.subscribe('chat');
  let sent = 0;
  return {
    say: () => alice.client.publish('chat', String(sent++)),
    async verify() {
      await alice.client.publish('chat', 'end');
      await bob.heard.messages.find((event) => event.message === 'end');
      const heard = bob.heard.messages.entries.map((event) => event.message);
      assert.deepEqual(heard, [...Array.from({ length: sent }, (_, i) => String(i)), 'end']);
      for (const { heard } of [alice, bob]) assert.equal(heard.links.entries.length, 2);
    },
  };
}

describe('hostile input: the server lives, and others chat on without loss', () => {
  it('bytes that are no HTTP', async (test) => {
    const { port } = await runEmulator(test);
    const chat = await chatting(test);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (bytes) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => undefined);
        socket.end(bytes);
        socket.resume();
        await once(socket, 'close');
      }),
      { numRuns: 100, ...sameRuns() },
    );
    await chat.say();
    await chat.verify();
  });

  it('frames below and above the Socket.IO handshake', async (test) => {
    const { url } = await runEmulator(test);
    const chat = await chatting(test);
    for (const greeting of [null, '40']) {
      const intruder = new Intruder(test, url);
      for (const frame of FRAMES) {
        await intruder.send(frame, greeting);
        await chat.say();
      }
    }
    await chat.verify();
  });

  it('bodies over HTTP, where only WebSockets are spoken', async (test) => {
    const { url } = await runEmulator(test);
    const chat = await chatting(test);
    for (const body of [...FRAMES, 'x'.repeat(1_000_000)]) {
      for (const sid of ['', '&sid=', '&sid=__proto__', `&sid=${'x'.repeat(4_000)}`]) {
        const target = `${url}/socket.io/?EIO=4&transport=polling${sid}`;
        const { status } = await fetch(target, { method: 'POST', body }).catch(() => ({
          status: 0,
        }));
        assert.ok(status === 0 || status >= 400);
      }
    }
    await chat.say();
    await chat.verify();
  });

  it('frames at random', async (test) => {
    const { url } = await runEmulator(test);
    const chat = await chatting(test);
    const intruder = new Intruder(test, url);
    const json = fc.json({ maxDepth: 6 });
    const name = fc.oneof(fc.constantFrom(...OPERATIONS), fc.string());
    const frame = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }),
      fc
        .tuple(fc.nat(6), fc.nat(9), fc.string())
        .map(([type, sub, rest]) => `${type}${sub}${rest}`),
      fc.tuple(name, json, json).map(([op, a, b]) => `421[${JSON.stringify(op)},${a},${b}]`),
      fc.tuple(name, json).map(([op, a]) => `427[${JSON.stringify(op)},${a}]`),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(frame, async (data) => {
        await intruder.send(data, '40');
        if (count++ % 20 === 0) await chat.say();
      }),
      { numRuns: 3_000, ...sameRuns() },
    );
    await chat.verify();
  });

  it('events at random, from a client that is logged in', async (test) => {
    const { url } = await runEmulator(test);
    const chat = await chatting(test);
    let raw = await RawClient.connect(test, url);
    await raw.login('mallory');
    const value = fc.anything({ withNullPrototype: true, maxDepth: 4 });
    const field = fc.constantFrom(
      'appId',
      'userId',
      'channelName',
      'payload',
      'target',
      'subscriptions',
      'messageCount',
      'start',
      'name',
      'items',
      'lockName',
      '__proto__',
    );
    const request = fc.oneof(value, fc.dictionary(field, value));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...OPERATIONS),
        request,
        fc.boolean(),
        async (name, body, ack) => {
          if (!raw.socket.connected) {
            raw = await RawClient.connect(test, url);
            await raw.login('mallory');
          }
          try {
            if (ack) await raw.socket.timeout(200).emitWithAck(name, body);
            else raw.socket.emit(name, body);
          } catch {
            // What cannot be serialised does not leave the client; what cuts it is answered by silence.
          }
          if (count++ % 20 === 0) await chat.say();
        },
      ),
      { numRuns: 1_500, ...sameRuns() },
    );
    await chat.verify();
  });

  it('requests for metadata and locks that are honest but for one field', async (test) => {
    const { url } = await runEmulator(test);
    const chat = await chatting(test);
    const raw = await RawClient.connect(test, url);
    await raw.login('mallory');
    const odd = fc.oneof(
      fc.anything({ maxDepth: 3 }),
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom(-1, 0, 1.5, 2 ** 53, NaN, '__proto__', 'constructor', '_rev', 'x'.repeat(70)),
      fc.array(fc.record({ key: fc.string(), value: fc.string(), revision: fc.integer() })),
    );
    const step = fc.constantFrom(...Object.keys(HONEST)).chain((name) => {
      const fields = Object.keys(HONEST[name] ?? {});
      return fc.tuple(fc.constant(name), fc.constantFrom(...fields), fc.option(odd));
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(step, async ([name, field, value]) => {
        const request = { ...HONEST[name], ...(value === null ? {} : { [field]: value }) };
        let reply;
        try {
          reply = await raw.ask(name, request);
        } catch {
          // What cannot be serialised does not leave the client.
          assert.throws(() => JSON.stringify(request));
          return;
        }
        // -10012 is how the dispatcher answers when the server's own code threw.
        assert.notEqual(reply.code, -10012, JSON.stringify(request));
        if (count++ % 20 === 0) await chat.say();
      }),
      // Fewer than a socket may send in one second.
      { numRuns: 900, ...sameRuns() },
    );
    assert.equal(raw.socket.connected, true);
    await chat.verify();
  });
});
