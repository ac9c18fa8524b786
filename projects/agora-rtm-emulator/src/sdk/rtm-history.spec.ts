import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import {
  loggedIn,
  newClient,
  rejection,
  rejectionCode,
  runEmulator,
  withoutRateLimit,
} from '../testing/fixtures.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { RawClient } from '../testing/raw-client.ts';

const untyped = (value: unknown) => value as never;

const texts = (list: { message: string | Uint8Array }[]) => list.map((entry) => entry.message);

describe('history', () => {
  it('holds what was published to be stored, newest first', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const options = { storeInHistory: true, customType: 'note' };
    const { timestamp } = await client.publish('channel', 'one', options);
    await client.publish('channel', 'not stored');
    await client.publish('channel', Uint8Array.of(0, 255), { storeInHistory: true });
    await client.publish('other', 'elsewhere', options);
    const answer = await client.history.getMessages('channel', 'MESSAGE');
    assert.equal(answer.count, 2);
    assert.equal(answer.newStart, 0);
    assert.deepEqual(texts(answer.messageList), [Uint8Array.of(0, 255), 'one']);
    assert.deepEqual(answer.messageList[1], {
      message: 'one',
      messageType: 'STRING',
      customType: 'note',
      publisher: 'alice',
      timestamp,
    });
  });

  it('pages by newStart without a hole or a repeat, 100 at most', async (test) => {
    withoutRateLimit(test);
    // The clock stands still: only the order of arrival tells the messages apart.
    await runEmulator(test, { clock: new ManualClock() });
    const { client } = await loggedIn(test, 'alice');
    const sent = Array.from({ length: 120 }, (_, index) => String(index));
    for (const text of sent) await client.publish('channel', text, { storeInHistory: true });
    for (const messageCount of [7, 100]) {
      const seen: unknown[] = [];
      let start = 0;
      do {
        const page = await client.history.getMessages('channel', 'MESSAGE', {
          messageCount,
          start,
        });
        assert.ok(page.count <= messageCount);
        seen.push(...texts(page.messageList));
        start = page.newStart;
      } while (start !== 0);
      assert.deepEqual(seen, sent.toReversed());
    }
    for (const messageCount of [0, 101, -1]) {
      const page = await client.history.getMessages('channel', 'MESSAGE', { messageCount });
      assert.equal(page.count, 100);
    }
  });

  it('is bounded by start and end, both included', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const times: number[] = [];
    for (const text of ['a', 'b', 'c', 'd']) {
      times.push((await client.publish('channel', text, { storeInHistory: true })).timestamp);
    }
    const [, b = 0, c = 0] = times;
    const read = async (options: object) =>
      texts((await client.history.getMessages('channel', 'MESSAGE', options)).messageList);
    assert.deepEqual(await read({ start: c, end: b }), ['c', 'b']);
    assert.deepEqual(await read({ end: c }), ['d', 'c']);
    assert.deepEqual(await read({ start: b }), ['b', 'a']);
  });

  it('refuses a start that is not after the end, or more than a day after it', async (test) => {
    await runEmulator(test);
    const { client } = await loggedIn(test, 'alice');
    const day = 24 * 60 * 60 * 1_000;
    const bad = [
      { start: 1_000, end: 1_000 },
      { start: 1_000, end: 2_000 },
      { start: day + 1_001, end: 1_000 },
    ];
    for (const options of bad) {
      const read = client.history.getMessages('channel', 'MESSAGE', options);
      assert.equal(await rejectionCode(read), -15002, JSON.stringify(options));
    }
    await client.history.getMessages('channel', 'MESSAGE', { start: day + 1_000, end: 1_000 });
    const none = { start: -1, end: 'x' as unknown as number };
    await client.history.getMessages('channel', 'MESSAGE', none);
  });

  it('of a user is the own inbox, and nobody reads that of another', async (test) => {
    await runEmulator(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    const eve = await loggedIn(test, 'eve');
    const options = { channelType: 'USER', storeInHistory: true } as const;
    await alice.client.publish('bob', 'ping', options);
    await bob.client.publish('alice', 'pong', options);
    await eve.client.publish('bob', 'hey', options);
    const inbox = await bob.client.history.getMessages('bob', 'USER');
    assert.deepEqual(
      inbox.messageList.map(({ publisher, message }) => [publisher, message]),
      [
        ['eve', 'hey'],
        ['alice', 'ping'],
      ],
    );
    assert.equal(await rejectionCode(eve.client.history.getMessages('bob', 'USER')), -15004);
  });

  it('of another user is not handed out by the server either', async (test) => {
    const { url } = await runEmulator(test);
    const raw = await RawClient.connect(test, url);
    await raw.login('eve');
    const history = { target: 'USER', channelName: 'bob', messageCount: 1, start: 0, end: 0 };
    assert.equal((await raw.ask('getMessages', history)).code, -15004);
  });

  it('survives a restart when it has a folder, and time goes on from there', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const early = new ManualClock(2_000_000_000_000);
    const before = await runEmulator(test, { data, clock: early });
    const { client } = await loggedIn(test, 'alice');
    const { timestamp } = await client.publish('channel', 'kept', { storeInHistory: true });
    await client.logout();
    await before.close();

    await runEmulator(test, { data, clock: new ManualClock(1_000_000_000_000) });
    const later = await loggedIn(test, 'alice');
    const { messageList } = await later.client.history.getMessages('channel', 'MESSAGE');
    assert.deepEqual(texts(messageList), ['kept']);
    const next = await later.client.publish('channel', 'new', { storeInHistory: true });
    assert.ok(next.timestamp > timestamp, 'although the clock went backwards');
  });

  it('is not read from a file of another version, nor from one that is no database', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const file = join(data, 'history.sqlite');
    const said = { message: /history\.sqlite was not written by this version/ };
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE message (text TEXT)');
    other.close();
    await assert.rejects(runEmulator(test, { data }), said);
    writeFileSync(file, 'not a database'.repeat(100));
    await assert.rejects(runEmulator(test, { data }), said);
    rmSync(file);
    await runEmulator(test, { data });
  });

  it('that is off is -15005, as two errors, and stores nothing', async (test) => {
    const { url } = await runEmulator(test, { history: false });
    const { client, heard } = await loggedIn(test, 'alice');
    await client.subscribe('channel');
    const store = { storeInHistory: true };
    const publish = await rejection(client.publish('channel', 'stored', store));
    assert.deepEqual([publish.code, publish.name], [-15005, 'RtmInvalidArgumentError']);
    const read = await rejection(client.history.getMessages('a.b', 'MESSAGE'));
    assert.deepEqual([read.code, read.name], [-15005, 'RtmUnavailableError']);
    assert.equal(await rejectionCode(client.history.getMessages('a.b', untyped('STREAM'))), -10019);
    const custom = { ...store, customType: 'x'.repeat(33) };
    assert.equal(await rejectionCode(client.publish('channel', 'text', custom)), -11029);
    await client.publish('channel', 'heard');
    await heard.messages.find((event) => event.message === 'heard');
    assert.equal(heard.messages.entries.length, 1, 'what is refused is not sent');
    const raw = await RawClient.connect(test, url);
    await raw.login('raw');
    const page = { target: 'MESSAGE', channelName: 'channel', messageCount: 1, start: 0, end: 0 };
    assert.equal((await raw.ask('getMessages', page)).code, -15005);
    const message = {
      target: 'MESSAGE',
      channelName: 'channel',
      messageType: 'STRING',
      customType: '',
      payload: { encoding: 'text', data: 'text' },
      storeInHistory: true,
    };
    assert.equal((await raw.ask('publish', message)).code, -15005);
  });

  it('ends after historyDays', async (test) => {
    const clock = new ManualClock(Date.now());
    await runEmulator(test, { clock, historyDays: 2 });
    const { client } = await loggedIn(test, 'alice');
    const day = 24 * 60 * 60 * 1_000;
    await client.publish('channel', 'old', { storeInHistory: true });
    clock.advance(day);
    await client.publish('channel', 'new', { storeInHistory: true });
    clock.advance(day);
    const both = await client.history.getMessages('channel', 'MESSAGE');
    assert.deepEqual(texts(both.messageList), ['new', 'old']);
    // A message may be stamped some milliseconds ahead: no two share one.
    clock.advance(1_000);
    const one = await client.history.getMessages('channel', 'MESSAGE', { messageCount: 1 });
    assert.deepEqual([texts(one.messageList), one.newStart], [['new'], 0]);
  });

  it('knows no stream channels, and asks for the connection before the name', async (test) => {
    const { client } = newClient(test, 'alice');
    const stream = 'STREAM' as 'MESSAGE';
    assert.equal(await rejectionCode(client.history.getMessages('c', stream)), -10019);
    assert.equal(await rejectionCode(client.history.getMessages('a.b', 'MESSAGE')), -10025);
    await runEmulator(test);
    await client.login();
    assert.equal(await rejectionCode(client.history.getMessages('a.b', 'MESSAGE')), -10008);
  });
});
