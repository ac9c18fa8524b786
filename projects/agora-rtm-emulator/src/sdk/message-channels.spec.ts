import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  loggedIn,
  newClient,
  rejection,
  rejectionCode,
  runEmulator,
  withoutRateLimit,
} from '../testing/fixtures.ts';
import type { PublishOptions } from './public-api.ts';

/** For arguments no typed caller would pass. */
const untyped = (value: unknown) => value as never;

describe('publish', () => {
  it('reaches subscribers, the publisher among them, with one timestamp for all', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    const carol = await loggedIn(test, 'carol');
    await alice.client.subscribe('channel');
    await bob.client.subscribe('channel');
    const { timestamp, channelName } = await alice.client.publish('channel', 'Hello', {
      customType: 'greeting',
      storeInHistory: true,
    });
    assert.equal(channelName, 'channel');
    const [heard] = await bob.heard.messages.atLeast(1);
    assert.deepEqual(heard, {
      channelType: 'MESSAGE',
      channelName: 'channel',
      topicName: '',
      messageType: 'STRING',
      customType: 'greeting',
      message: 'Hello',
      publisher: 'alice',
      timestamp,
    });
    assert.deepEqual(await alice.heard.messages.atLeast(1), [heard]);
    const { messageList } = await carol.client.history.getMessages('channel', 'MESSAGE');
    assert.equal(messageList[0]?.timestamp, timestamp);
    assert.deepEqual(carol.heard.messages.entries, []);
  });

  it('needs no subscription, and then does not echo', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await bob.client.subscribe('channel');
    await alice.client.publish('channel', 'text');
    await bob.heard.messages.atLeast(1);
    assert.deepEqual(alice.heard.messages.entries, []);
  });

  it('does not reach a subscriber without messages, nor one who left', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const deaf = await loggedIn(test, 'deaf');
    const gone = await loggedIn(test, 'gone');
    await deaf.client.subscribe('channel', { withMessage: false });
    await gone.client.subscribe('channel');
    await gone.client.unsubscribe('channel');
    await alice.client.subscribe('channel');
    await alice.client.publish('channel', 'text');
    await alice.heard.messages.atLeast(1);
    // What was sent to them before comes before the answer to this.
    await deaf.client.presence.whereNow('deaf');
    await gone.client.presence.whereNow('gone');
    assert.deepEqual(deaf.heard.messages.entries, []);
    assert.deepEqual(gone.heard.messages.entries, []);
  });

  it('reaches one user by USER, who needs no subscription', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await alice.client.publish('bob', 'psst', { channelType: 'USER' });
    const [heard] = await bob.heard.messages.atLeast(1);
    assert.equal(heard?.channelType, 'USER');
    assert.equal(heard.publisher, 'alice');
    assert.deepEqual(alice.heard.messages.entries, []);
  });

  it('says so when the user is offline, and whether the message was stored', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const toUser: PublishOptions = { channelType: 'USER' };
    assert.equal(await rejectionCode(client.publish('bob', 'text', toUser)), -11033);
    const stored = client.publish('bob', 'text', { ...toUser, storeInHistory: true });
    assert.equal(await rejectionCode(stored), -11035);
    const bob = await loggedIn(test, 'bob');
    const { messageList } = await bob.client.history.getMessages('bob', 'USER');
    assert.deepEqual(
      messageList.map((message) => message.message),
      ['text'],
    );
  });

  it('carries any text and any bytes unchanged, up to 32 KiB', async (test) => {
    await runEmulator(test);
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('channel');
    const messages = [
      '{"__proto__":{"polluted":true}}',
      '\u0000\u0001\u2028 "quotes" \\ \ud83d\ude00',
      '[['.repeat(16_384),
      '\u0001'.repeat(32_768),
      '\u20ac'.repeat(10_922),
      new Uint8Array(0),
      Uint8Array.from({ length: 32_768 }, (_, index) => index % 256),
    ];
    for (const message of messages) await client.publish('channel', message);
    const events = await heard.messages.atLeast(messages.length);
    assert.deepEqual(
      events.map((event) => event.message),
      messages,
    );
    assert.equal(events.at(-1)?.messageType, 'BINARY');
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  it('keeps the order of one publisher', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    await bob.client.subscribe('channel');
    const texts = Array.from({ length: 60 }, (_, index) => String(index));
    const answers = await Promise.all(texts.map((text) => alice.client.publish('channel', text)));
    const heard = await bob.heard.messages.atLeast(60);
    assert.deepEqual(
      heard.map((event) => event.message),
      texts,
    );
    const times = answers.map((answer) => answer.timestamp);
    assert.equal(new Set(times).size, 60, 'no two messages share a timestamp');
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  it('checks the connection before the arguments', async (test) => {
    const { client } = newClient(test, 'alice');
    assert.equal(await rejectionCode(client.publish('', untyped(null))), -10025);
    const toStream = client.publish('channel', 'text', { channelType: 'STREAM' });
    assert.equal(await rejectionCode(toStream), -10019, 'except for the channel type');
  });

  it('checks its arguments in the order of the SDK', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const long = 'x'.repeat(32_769);
    const cases: [number, string, unknown, unknown][] = [
      [-10019, 'a.b', '', { channelType: 'bogus', customType: 5 }],
      [-10008, 'a.b', '', { customType: 5 }],
      [-10008, 'x'.repeat(65), 'text', { channelType: 'USER' }],
      [-11009, 'channel', '', { customType: 5 }],
      [-11009, 'channel', null, {}],
      [-11009, 'channel', 5, {}],
      [-11009, 'channel', {}, {}],
      [-11009, 'channel', new ArrayBuffer(8), {}],
      [-11010, 'channel', long, { customType: 5 }],
      [-11010, 'channel', '\u20ac'.repeat(10_923), {}],
      [-11010, 'channel', new Uint8Array(32_769), {}],
      [-11030, 'channel', 'text', { customType: 5 }],
      [-11029, 'channel', 'text', { customType: 'x'.repeat(33) }],
      [-11029, 'channel', 'text', { customType: '\u20ac'.repeat(11) }],
    ];
    for (const [code, name, message, options] of cases) {
      const publish = client.publish(name, untyped(message), untyped(options));
      assert.equal(await rejectionCode(publish), code, JSON.stringify([name, code]));
    }
    await client.publish('channel', 'x'.repeat(32_768), { customType: '' });
    await client.publish('channel', 'text', untyped(null));
  });

  it('counts the custom type in, and says so as another error', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    await client.publish('channel', 'x'.repeat(32_736), { customType: 'x'.repeat(32) });
    const options = { customType: 'x'.repeat(32) };
    const together = await rejection(client.publish('channel', 'x'.repeat(32_737), options));
    assert.deepEqual([together.code, together.name], [-11010, 'RtmLimitExceededError']);
    const alone = await rejection(client.publish('channel', 'x'.repeat(32_769), options));
    assert.deepEqual([alone.code, alone.name], [-11010, 'RtmInvalidArgumentError']);
  });
});

describe('subscribe', () => {
  it('takes 50 channels, and no more', async (test) => {
    withoutRateLimit(test);
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    for (let index = 0; index < 50; index++) await client.subscribe(`channel ${index}`);
    assert.equal(await rejectionCode(client.subscribe('one more')), -11005);
    await client.unsubscribe('channel 0');
    await client.subscribe('one more');
  });

  it('refuses the third time for one channel within 5 s', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    await client.subscribe('channel');
    await client.unsubscribe('channel');
    await client.subscribe('channel');
    await client.unsubscribe('channel');
    assert.equal(await rejectionCode(client.subscribe('channel')), -11020);
    await client.subscribe('another');
  });

  it('refuses a bad name, and only after the connection', async (test) => {
    const { client } = newClient(test, 'alice');
    assert.equal(await rejectionCode(client.subscribe('a.b')), -10025);
    await runEmulator(test);
    await client.login();
    assert.equal(await rejectionCode(client.subscribe('a.b')), -10008);
  });
});

describe('unsubscribe', () => {
  it('resolves with timestamp 0 when there is nothing to do, logged in or not', async (test) => {
    const { client } = newClient(test, 'alice');
    const nothing = { timestamp: 0, channelName: 'channel' };
    assert.deepEqual(await client.unsubscribe('channel'), nothing);
    assert.equal(await rejectionCode(client.unsubscribe('_a')), -10008);
    await runEmulator(test);
    await client.login();
    assert.deepEqual(await client.unsubscribe('channel'), nothing);
  });
});
