import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StoredMessage } from './protocol/wire.ts';
import { anySeed } from './server/faults/seeded-random.ts';
import { Dice } from './testing/dice.ts';
import { RawClient } from './testing/raw-client.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

const KILLS = 16;

/** Longest life of a server that has begun to store, in milliseconds. */
const MAX_LIFE_MS = 200;

const WRITERS = ['alice', 'bob', 'carol'];

/** Messages a writer has under way at a time, so that a kill finds some. */
const UNDER_WAY = 8;

/** `KILL_SEED=<number>` repeats the choice of moments; the machine has its own say. */
const seed = Number(process.env['KILL_SEED'] ?? anySeed());

/** Starts a server and waits for its address. */
async function start(test: TestContext, data: string) {
  const child = spawn(process.execPath, [CLI, '--port', '0', '--data', data], {
    env: { ...process.env, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  test.after(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const died = exited.then(() => assert.fail('It did not start.'));
  // It is killed later, when nobody waits for this any more.
  died.catch(() => undefined);
  const [line] = (await Promise.race([once(child.stdout, 'data'), died])) as [Buffer];
  const [url = ''] = /http:\/\/\S+/.exec(line.toString()) ?? assert.fail(line.toString());
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { url, exited, kill };
}

type Server = Awaited<ReturnType<typeof start>>;

/** What was published, by whether the server confirmed it. */
class Ledger {
  readonly confirmed = new Set<string>();
  readonly published = new Set<string>();
  #next = 0;

  /** Publishes and stores until the server is gone. */
  async write(test: TestContext, server: Server, userId: string): Promise<void> {
    const entered = enter(test, server.url, userId).catch(() => null);
    // The kill may come before everyone is in, and a client that was about to connect is not told.
    const client = await Promise.race([entered, server.exited.then(() => null)]);
    if (client === null) return;
    const lanes = Array.from({ length: UNDER_WAY }, async () => {
      while (client.socket.connected) await this.#publish(client, userId);
    });
    await Promise.all(lanes);
  }

  async #publish(client: RawClient, userId: string): Promise<void> {
    const text = `${userId} ${(this.#next += 1)}`;
    this.published.add(text);
    const request = {
      target: 'MESSAGE',
      channelName: 'channel',
      messageType: 'STRING',
      customType: '',
      payload: { encoding: 'text', data: text },
      storeInHistory: true,
    };
    // A link that breaks rejects what is under way.
    const reply = await client.ask('publish', request).catch(() => null);
    if (reply === null) return;
    assert.equal(reply.ok, true);
    this.confirmed.add(text);
  }
}

async function enter(test: TestContext, url: string, userId: string): Promise<RawClient> {
  const client = await RawClient.connect(test, url);
  await client.login(userId);
  return client;
}

/** The whole history, newest first. */
async function readAll(client: RawClient): Promise<StoredMessage[]> {
  const all: StoredMessage[] = [];
  let start = 0;
  do {
    const page = { target: 'MESSAGE', channelName: 'channel', messageCount: 100, start, end: 0 };
    const reply = await client.ask('getMessages', page);
    all.push(...(reply['messages'] as StoredMessage[]));
    start = Number(reply['newStart']);
  } while (start !== 0);
  return all;
}

function assertIntact(data: string): void {
  const database = new DatabaseSync(join(data, 'history.sqlite'), { readOnly: true });
  const rows = database.prepare('PRAGMA integrity_check').all();
  database.close();
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [{ integrity_check: 'ok' }],
  );
}

describe('kill -9 at any moment', () => {
  it('loses no confirmed message of the history, stores none twice, and spares the file', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const dice = new Dice(seed);
    const ledger = new Ledger();
    for (let kills = 0; kills < KILLS; kills++) {
      const server = await start(test, data);
      // The server that was just started has had to make good what the kill left.
      assertIntact(data);
      const before = ledger.confirmed.size;
      const writers = WRITERS.map((userId) => ledger.write(test, server, userId));
      while (ledger.confirmed.size === before) await wait(1);
      await wait(dice.below(MAX_LIFE_MS));
      await server.kill();
      await Promise.all(writers);
    }
    const { url } = await start(test, data);
    assertIntact(data);
    const stored = await readAll(await enter(test, url, 'reader'));
    const texts = stored.map((message) => message.payload.data);
    const found = new Set(texts);
    const missing = [...ledger.confirmed].filter((text) => !found.has(text));
    assert.deepEqual(missing, []);
    assert.equal(found.size, texts.length, 'none twice');
    for (const text of found) assert.ok(ledger.published.has(text));
    for (const [index, { timestamp }] of stored.entries()) {
      assert.ok(timestamp < (stored[index - 1]?.timestamp ?? Infinity), 'times only grow');
    }
    test.diagnostic(
      `${KILLS} kills: ${ledger.confirmed.size} messages confirmed, 0 missing, 0 twice; of ` +
        `${ledger.published.size - ledger.confirmed.size} not confirmed, ` +
        `${found.size - ledger.confirmed.size} were stored; KILL_SEED=${seed}`,
    );
  });
});
