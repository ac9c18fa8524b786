import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  loggedIn,
  newClient,
  rejection,
  rejectionCode,
  runEmulator,
  withoutRateLimit,
} from '../testing/fixtures.ts';
import { EventLog } from '../testing/event-log.ts';
import { RawClient, subscription } from '../testing/raw-client.ts';
import { sameRuns } from '../testing/same-runs.ts';
import type { RTMConfig } from './public-api.ts';

const KEY: RTMConfig = {
  encryptionMode: 'AES_256_GCM',
  cipherKey: 'a key',
  salt: new Uint8Array(32).fill(7),
};

const SECRET = 'nobody else reads this';

describe('encryption', () => {
  it('is read by those with the same mode, key and salt', async (test) => {
    await runEmulator(test);
    const modes: RTMConfig[] = [
      KEY,
      { encryptionMode: 'AES_128_GCM', cipherKey: 'a key' },
      { encryptionMode: 'AES_128_GCM', cipherKey: '', salt: new Uint8Array(5) },
    ];
    for (const config of modes) {
      const alice = await loggedIn(test, 'alice', config);
      const bob = await loggedIn(test, 'bob', config);
      await alice.client.subscribe('channel');
      const bytes = Uint8Array.of(0, 255, 10);
      await bob.client.publish('channel', SECRET, { customType: 'note' });
      await bob.client.publish('channel', bytes);
      await bob.client.publish('channel', new Uint8Array());
      await bob.client.publish('alice', 'to you', { channelType: 'USER' });
      const messages = await alice.heard.messages.atLeast(4);
      assert.deepEqual(
        messages.map((event) => event.message),
        [SECRET, bytes, new Uint8Array(), 'to you'],
      );
      assert.equal(messages[0]?.customType, 'note');
      await alice.client.logout();
      await bob.client.logout();
    }
  });

  it('hides what is said from the server, on the wire and in the history', async (test) => {
    const { url } = await runEmulator(test);
    const alice = await loggedIn(test, 'alice', KEY);
    const raw = await RawClient.connect(test, url);
    await raw.login('reader');
    await raw.ask('subscribe', subscription('channel'));
    const pushed = new EventLog<{ payload: { encoding: string; data: string } }>();
    raw.socket.on('message', pushed.add);
    const store = { storeInHistory: true };
    await alice.client.publish('channel', SECRET, store);
    await alice.client.publish('channel', SECRET, store);
    const [one, two] = await pushed.atLeast(2);
    const stored = await raw.ask('getMessages', {
      target: 'MESSAGE',
      channelName: 'channel',
      messageCount: 100,
      start: 0,
      end: 0,
    });
    for (const seen of [one, two, stored]) {
      const text = JSON.stringify(seen);
      const inside = text.replace(/"data":"([^"]*)"/g, (_, data: string) =>
        Buffer.from(data, 'base64').toString('latin1'),
      );
      assert.match(text, /"encoding":"sealed"/);
      assert.doesNotMatch(text + inside, /nobody|reads/);
    }
    assert.notEqual(one?.payload.data, two?.payload.data, 'the same twice does not look the same');
    const { messageList } = await alice.client.history.getMessages('channel', 'MESSAGE');
    assert.deepEqual(
      messageList.map((message) => message.message),
      [SECRET, SECRET],
    );
  });

  it('keeps who has another key from reading it; the message comes unreadable, as from the SDK', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice', KEY);
    await alice.client.publish('channel', SECRET, { storeInHistory: true });
    const others: RTMConfig[] = [
      { ...KEY, cipherKey: 'another key' },
      { ...KEY, salt: new Uint8Array(32) },
      { ...KEY, encryptionMode: 'AES_128_GCM' },
    ];
    for (const [index, config] of others.entries()) {
      const other = await loggedIn(test, `other ${index}`, config);
      await other.client.subscribe('channel');
      await alice.client.publish('channel', SECRET);
      await alice.client.publish('channel', new Uint8Array(50));
      const [text, binary] = await other.heard.messages.atLeast(2);
      const { messageList } = await other.client.history.getMessages('channel', 'MESSAGE');
      assert.equal(typeof text?.message, 'string');
      assert.doesNotMatch(String(text?.message), /nobody|reads/);
      assert.doesNotMatch(String(messageList[0]?.message), /nobody|reads/);
      assert.equal((binary?.message as Uint8Array).length, 50);
      assert.notDeepEqual(binary?.message, new Uint8Array(50));
    }
  });

  it('drops what was sent without it, and without it what was sent with it, live and stored', async (test) => {
    const warn = test.mock.method(console, 'warn', () => undefined);
    await runEmulator(test);
    const sealed = await loggedIn(test, 'sealed', KEY);
    const plain = await loggedIn(test, 'plain', { encryptionMode: 'NONE', cipherKey: 'a key' });
    for (const { client } of [sealed, plain]) await client.subscribe('channel');
    await sealed.client.publish('channel', 'sealed', { storeInHistory: true });
    await plain.client.publish('channel', 'plain', { storeInHistory: true });
    for (const [name, { client, heard }] of Object.entries({ sealed, plain })) {
      await heard.messages.find((event) => event.message === name);
      const { messageList, count } = await client.history.getMessages('channel', 'MESSAGE');
      assert.deepEqual([messageList.map((message) => message.message), count], [[name], 1]);
      await client.publish('channel', `${name} again`);
      await heard.messages.find((event) => event.message === `${name} again`);
      assert.equal(heard.messages.entries.length, 2);
    }
    assert.ok(warn.mock.callCount() > 0);
  });

  it('keeps the order, however long each message is', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice', KEY);
    const bob = await loggedIn(test, 'bob', KEY);
    await bob.client.subscribe('channel');
    let sent = 0;
    const size = fc.oneof(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 20_000, max: 32_000 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 30 }), async (sizes) => {
        const texts = sizes.map((length) => `${sent++} `.padEnd(length, 'x'));
        const before = bob.heard.messages.entries.length;
        await Promise.all(texts.map((text) => alice.client.publish('channel', text)));
        await bob.heard.messages.atLeast(before + texts.length);
        const received = bob.heard.messages.entries.slice(before).map((event) => event.message);
        assert.deepEqual(received, texts);
      }),
      { numRuns: 20, ...sameRuns() },
    );
  });

  it('keeps messages and presence in the order of the server', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice', KEY);
    const bob = await loggedIn(test, 'bob', KEY);
    const order: string[] = [];
    alice.client.addEventListener('message', (event) =>
      order.push(String(event.message).slice(0, 5)),
    );
    alice.client.addEventListener('presence', (event) => order.push(event.eventType));
    // The first one takes until the test lets go of it.
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
    test.mock.method(crypto.subtle, 'decrypt', async (...args: Parameters<typeof decrypt>) => {
      await held;
      return decrypt(...args);
    });
    await alice.client.subscribe('channel');
    await bob.client.publish('channel', 'first'.padEnd(32_000, 'x'));
    await bob.client.subscribe('channel');
    await bob.client.publish('channel', 'third');
    await alice.client.presence.whereNow('alice');
    release();
    await alice.heard.messages.atLeast(2);
    assert.deepEqual(order, ['SNAPSHOT', 'first', 'REMOTE_JOIN', 'third']);
  });

  it('leaves 32 KiB for the message itself', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice', KEY);
    await alice.client.subscribe('channel');
    await alice.client.publish('channel', 'x'.repeat(32_768));
    await alice.client.publish('channel', new Uint8Array(32_768));
    assert.equal(await rejectionCode(alice.client.publish('channel', 'x'.repeat(32_769))), -11010);
    const [text] = await alice.heard.messages.atLeast(2);
    assert.equal(text?.message, 'x'.repeat(32_768));
  });

  it('that fails is -11023, and sends nothing', async (test) => {
    await runEmulator(test);
    test.mock.method(crypto.subtle, 'encrypt', () => Promise.reject(new Error('no')));
    const { client, heard } = await loggedIn(test, 'alice', KEY);
    await client.subscribe('channel');
    assert.equal((await rejection(client.publish('channel', 'text'))).code, -11023);
    await client.presence.whereNow('alice');
    assert.equal(heard.messages.entries.length, 0);
    test.mock.restoreAll();
    await client.publish('channel', 'better');
    assert.equal((await heard.messages.atLeast(1))[0]?.message, 'better');
  });

  it('hands nothing out after the logout', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice', KEY);
    const { client, heard } = newClient(test, 'bob', KEY);
    await client.login();
    await client.subscribe('channel');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
    const started = new EventLog<true>();
    const opened = new EventLog<true>();
    test.mock.method(crypto.subtle, 'decrypt', async (...args: Parameters<typeof decrypt>) => {
      started.add(true);
      await held;
      const plain = await decrypt(...args);
      opened.add(true);
      return plain;
    });
    await alice.client.publish('channel', 'late');
    await started.atLeast(1);
    await client.logout();
    release();
    await opened.atLeast(1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(heard.messages.entries.length, 0);
  });
});
