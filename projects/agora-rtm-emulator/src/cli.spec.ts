import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { APP_ID, loggedIn, newClient, rejectionCode, runEmulator } from './testing/fixtures.ts';
import { RawClient } from './testing/raw-client.ts';
import { CERTIFICATE, rtmToken } from './testing/tokens.ts';
import AgoraRTM from './sdk/public-api.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

const README = fileURLToPath(new URL('../README.md', import.meta.url));

const verified = `${APP_ID}:${CERTIFICATE}`;

function start(test: TestContext, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, NODE_ENV: '', EMULATOR_CERTIFICATES: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  test.after(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const exited = once(child, 'close').then(([code]) => ({ code: code as number, ...output }));
  return { child, output, exited };
}

/** Starts a server and waits for its address. */
async function serve(test: TestContext, args: string[], env: Record<string, string> = {}) {
  const process = start(test, ['--port', '0', ...args], env);
  while (!process.output.stdout.includes('\n')) {
    await Promise.race([
      once(process.child.stdout, 'data'),
      process.exited.then(({ stderr }) => assert.fail(stderr)),
    ]);
  }
  const [url] = /http:\/\/\S+/.exec(process.output.stdout) ?? assert.fail(process.output.stdout);
  AgoraRTM.setParameter('EMULATOR_URL', url);
  return { url, ...process };
}

/** What the README says of the command line. */
function serverPart(readme: string): string {
  return /\n## The server\n(.*?)\n## /s.exec(readme)?.[1] ?? assert.fail('It has no such part.');
}

/** The options that a text names, sorted; never none. */
function optionsIn(text: string): string[] {
  const options = new Set(text.match(/--[a-z-]+[a-z]/g) ?? assert.fail(text));
  return [...options].sort();
}

describe('agora-rtm-emulator', () => {
  it('explains and names itself', async (test) => {
    const help = await start(test, ['--help']).exited;
    assert.equal(help.code, 0);
    assert.deepEqual(optionsIn(help.stdout), optionsIn(serverPart(readFileSync(README, 'utf8'))));
    const version = await start(test, ['--version']).exited;
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('says in one line what is wrong and what to do, and exits with 1', async (test) => {
    const { port } = await runEmulator(test);
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['--port', String(port)], {}, /port is taken.*--port/],
      [['--port', 'http'], {}, /--port must be a number/],
      [['--port', '65536'], {}, /--port must be a number/],
      [['--bogus'], {}, /'--bogus'.*--help/],
      [['extra'], {}, /'extra'.*--help/],
      [['--host', '0.0.0.0'], {}, /other machines.*--allow-network/],
      [
        ['--host', '0.0.0.0', '--allow-network', '--fault-controls'],
        {},
        /--fault-controls on 0\.0\.0\.0.*--force/,
      ],
      [['--allow-origin', 'example.com'], {}, /--allow-origin must look like/],
      [['--history-days', '0'], {}, /--history-days must be a whole number above 0/],
      [['--announce-max', 'many'], {}, /--announce-max must be a whole number above 0/],
      [['--announce-interval', '-1'], {}, /announce-interval/],
      [['--certificate', CERTIFICATE], {}, /<appId>:<certificate>/],
      [['--certificate', `${APP_ID}:secret`], {}, new RegExp(`certificate for App ID ${APP_ID}`)],
      [['--certificate', `short:${CERTIFICATE}`], {}, /App ID .*"short"/],
      [['--certificate', verified, '--certificate', verified], {}, /second time/],
      [['--certificate', verified], { EMULATOR_CERTIFICATES: verified }, /EMULATOR_.* second time/],
      [[], { EMULATOR_CERTIFICATES: CERTIFICATE }, /EMULATOR_CERTIFICATES .*<appId>:<certificate>/],
      [[], { EMULATOR_CERTIFICATES: `${verified},` }, /EMULATOR_CERTIFICATES .*<appId>/],
      [['--port', '0'], { NODE_ENV: 'production' }, /production.*--force/],
    ];
    const results = cases.map(([args, env]) => start(test, args, env).exited);
    for (const [index, [args, , expected]] of cases.entries()) {
      const { code, stdout, stderr } = (await results[index]) ?? assert.fail();
      assert.equal(code, 1, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, expected);
      assert.match(stderr, /^[^\n]+\n$/, 'one line');
      assert.doesNotMatch(stderr, /secret|fedcba98/, 'no certificate');
    }
  });

  it('verifies the tokens of the App IDs in --certificate and the environment', async (test) => {
    const other = 'a'.repeat(32);
    const third = 'd'.repeat(32);
    await serve(test, ['--certificate', verified], {
      EMULATOR_CERTIFICATES: `${other}:${other}, ${third}:${third}`,
    });
    for (const appId of [APP_ID, other, third]) {
      const { client } = newClient(test, 'alice', { appId });
      assert.equal(await rejectionCode(client.login()), -10005);
    }
    await newClient(test, 'alice').client.login({ token: rtmToken('alice') });
    await loggedIn(test, 'alice', { appId: 'b'.repeat(32) });
  });

  it('has the services that its options leave on', async (test) => {
    const args = ['--no-history', '--no-storage', '--no-lock'];
    args.push('--announce-max', '1', '--announce-interval', '7');
    const { url, output } = await serve(test, args);
    const raw = await RawClient.connect(test, url);
    const { settings } = await raw.login('raw');
    assert.match(output.stdout, /The history is off/);
    assert.deepEqual(settings, {
      announceMax: 1,
      announceIntervalMs: 7_000,
      history: false,
      storage: false,
      lock: false,
    });
  });

  it('has fault controls when asked for, and on a network when forced', async (test) => {
    const onNetwork = ['--host', '0.0.0.0', '--allow-network', '--force'];
    for (const [args, status] of [
      [[], 404],
      [['--fault-controls'], 200],
      [[...onNetwork, '--fault-controls'], 200],
    ] as const) {
      const { url } = await serve(test, [...args]);
      const response = await fetch(`${url}/faults`);
      assert.equal(response.status, status, args.join(' '));
    }
  });

  it('stops cleanly on SIGTERM and SIGINT, with a client connected', async (test) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { child, exited } = await serve(test, []);
      const { heard } = await loggedIn(test, signal);
      child.kill(signal);
      assert.equal((await exited).code, 0);
      await heard.links.find((link) => link.currentState === 'DISCONNECTED');
    }
  });

  it('keeps the history in --data, even when it is killed', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const first = await serve(test, ['--data', data]);
    const before = await loggedIn(test, 'alice');
    for (const text of ['one', 'two', 'three']) {
      await before.client.publish('channel', text, { storeInHistory: true });
    }
    first.child.kill('SIGKILL');
    await first.exited;
    await before.client.logout();
    await serve(test, ['--data', data]);
    const { client } = await loggedIn(test, 'bob');
    const { messageList } = await client.history.getMessages('channel', 'MESSAGE');
    assert.deepEqual(
      messageList.map((entry) => entry.message),
      ['three', 'two', 'one'],
    );
  });

  it('keeps the metadata in --data, its revisions and the order of those to come', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const first = await serve(test, ['--data', data]);
    const before = (await loggedIn(test, 'alice')).client;
    const options = { addTimeStamp: true, addUserId: true };
    await before.storage.setChannelMetadata('room', 'MESSAGE', [{ key: 'a', value: 'ä\u0000' }]);
    await before.storage.setUserMetadata([{ key: 'b', value: '' }], options);
    await before.storage.setUserMetadata([{ key: 'gone', value: '' }], { userId: 'bob' });
    await before.storage.removeUserMetadata({ userId: 'bob' });
    const written = [
      await before.storage.getChannelMetadata('room', 'MESSAGE'),
      await before.storage.getUserMetadata(),
      await before.storage.getUserMetadata({ userId: 'bob' }),
    ];
    first.child.kill('SIGKILL');
    await first.exited;
    await before.logout();
    await serve(test, ['--data', data]);
    const { storage } = (await loggedIn(test, 'carol')).client;
    const read = [
      await storage.getChannelMetadata('room', 'MESSAGE'),
      await storage.getUserMetadata({ userId: 'alice' }),
      await storage.getUserMetadata({ userId: 'bob' }),
    ];
    assert.deepEqual(read, written);
    const [room] = read;
    const guard = { majorRevision: room?.majorRevision ?? assert.fail() };
    await storage.setChannelMetadata('room', 'MESSAGE', [{ key: 'c', value: '' }], guard);
    const { majorRevision } = await storage.getChannelMetadata('room', 'MESSAGE');
    assert.ok(majorRevision > guard.majorRevision);
  });

  it('closes the history when it stops', async (test) => {
    const data = mkdtempSync(join(tmpdir(), 'agora-rtm-emulator-'));
    test.after(() => rmSync(data, { recursive: true }));
    const { child, exited } = await serve(test, ['--data', data]);
    const { client } = await loggedIn(test, 'alice');
    await client.publish('channel', 'text', { storeInHistory: true });
    child.kill('SIGTERM');
    await exited;
    // Left open, SQLite would leave its write-ahead log behind.
    assert.deepEqual(readdirSync(data), ['history.sqlite']);
  });

  it('warns when other machines can reach it', async (test) => {
    const { output, child, exited } = await serve(test, ['--host', '0.0.0.0', '--allow-network']);
    child.kill('SIGTERM');
    await exited;
    assert.match(output.stderr, /^Warning: /);
  });
});
