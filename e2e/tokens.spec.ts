import { type Browser, expect, test } from '@playwright/test';
import { resolve } from 'node:path';
import { type Desk, newAppId, newDesk } from './desk.ts';
import { EmulatorProcess, freePort } from './emulator-process.ts';
import { ServerProcess } from './server-process.ts';
import { startEmulator } from '../projects/agora-rtm-emulator/src/server/public-api.ts';
import type { RunningEmulator } from '../projects/agora-rtm-emulator/src/server/public-api.ts';
import { ManualClock } from '../projects/agora-rtm-emulator/src/testing/manual-clock.ts';

const TOKEN_SERVER = resolve(import.meta.dirname, '../projects/token-server/src/cli.ts');
const CERTIFICATE = 'c'.repeat(32);

/** Life of a token, in milliseconds: the token server's default. */
const LIFE_MS = 3_600_000;

/** Time between the warning and the end, in milliseconds, as on Agora. */
const WARNING_MS = 30_000;

/** Requests that the token server answers each user in a minute. */
const CALLER_LIMIT = 20;

async function tokenServerFor(appId: string, certificate = CERTIFICATE): Promise<ServerProcess> {
  const port = await freePort();
  return new ServerProcess({
    port,
    args: [TOKEN_SERVER, '--development', '--port', String(port)],
    env: { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: certificate },
  });
}

test.describe('With tokens, the console', () => {
  let appId: string;
  let emulator: EmulatorProcess;
  let tokenServer: ServerProcess;

  test.beforeEach(async () => {
    appId = newAppId();
    emulator = new EmulatorProcess(await freePort(), ['--certificate', `${appId}:${CERTIFICATE}`]);
    await emulator.start();
  });

  test.afterEach(async () => {
    await tokenServer.kill();
    await emulator.dispose();
  });

  function openDesk(browser: Browser, tokenUrl: string | null): Promise<Desk> {
    return newDesk(browser, { appId, emulatorUrl: emulator.url, tokenUrl });
  }

  const tokenUrl = () => `${tokenServer.url}/token`;

  test('signs in with a token of the token server, and chats', async ({ browser }) => {
    tokenServer = await tokenServerFor(appId);
    await tokenServer.start();
    const alice = await openDesk(browser, tokenUrl());
    const bob = await openDesk(browser, tokenUrl());
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    await alice.send('signed and sealed');
    await expect(bob.log('#support')).toContainText('signed and sealed');
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('says that the token server is down, and signs in once it is up', async ({ browser }) => {
    test.setTimeout(60_000);
    tokenServer = await tokenServerFor(appId);
    const alice = await openDesk(browser, tokenUrl());
    await alice.page.goto('/');
    await alice.submitUserId('alice');
    const problem = alice.page.getByRole('alert');
    await expect(problem).toContainText('does not answer', { timeout: 30_000 });
    await expect(problem).toContainText(tokenUrl());
    await tokenServer.start();
    await alice.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(alice.status).toHaveText(/^Connected/);
    await alice.page.context().close();
  });

  test('is refused without a token, and with one of another certificate', async ({ browser }) => {
    tokenServer = await tokenServerFor(appId, 'd'.repeat(32));
    await tokenServer.start();
    for (const url of [null, tokenUrl()]) {
      const alice = await openDesk(browser, url);
      await alice.page.goto('/');
      await alice.submitUserId('alice');
      await expect(alice.page.getByRole('alert')).toContainText('Your access was not accepted.');
      await alice.page.context().close();
    }
  });
});

test.describe('With tokens, as time goes by, the console', () => {
  let appId: string;
  let emulator: RunningEmulator;
  let tokenServer: ServerProcess;
  let alice: Desk;
  let clock: ManualClock;
  let signedInAt: number;
  /** How the token server answered alice. */
  let answers: number[];

  test.beforeEach(async ({ browser }) => {
    appId = newAppId();
    clock = new ManualClock(Date.now());
    // In this process, so that the test winds its clock: an hour takes no time.
    emulator = await startEmulator({ port: 0, clock, certificates: { [appId]: CERTIFICATE } });
    tokenServer = await tokenServerFor(appId);
    await tokenServer.start();
    alice = await newDesk(browser, {
      appId,
      emulatorUrl: emulator.url,
      tokenUrl: `${tokenServer.url}/token`,
    });
    answers = [];
    alice.page.on('response', (response) => {
      const isToken = response.url() === `${tokenServer.url}/token`;
      if (isToken && response.request().method() === 'POST') answers.push(response.status());
    });
    await alice.signIn('alice');
    signedInAt = Date.now();
    await alice.open('#support');
  });

  /** Winds the emulator's clock to some milliseconds after the sign-in. */
  function windTo(ms: number): void {
    clock.advance(signedInAt + ms - clock.now());
  }

  test.afterEach(async () => {
    await alice.page.context().close();
    await tokenServer.kill();
    await emulator.close();
  });

  test('renews its token before it expires, and goes on beyond its end', async () => {
    // Tokens count in whole seconds: the second one is to end later than the first.
    await alice.page.waitForTimeout(2_000);
    windTo(LIFE_MS - WARNING_MS);
    await expect.poll(() => answers).toEqual([200, 200]);
    await alice.send('renewed');
    await expect(alice.log('#support')).toContainText('renewed');
    windTo(LIFE_MS + 500);
    await alice.send('beyond the first end');
    await expect(alice.messages('#support')).toHaveCount(2);
    await expect(alice.status).toHaveText(/^Connected/);
    await expect(alice.log('#support').getByRole('button', { name: 'Retry' })).toHaveCount(0);
  });

  test('says that its access ran out, and gets back in once there is a token again', async () => {
    await tokenServer.kill();
    windTo(LIFE_MS);
    const banner = alice.page.locator('desk-connection-banner');
    await expect(banner).toContainText('Your access ran out.');
    await alice.composer.fill('a draft');
    await banner.getByRole('button', { name: 'Try again' }).click();
    await expect(banner).toContainText('does not answer', { timeout: 20_000 });
    await expect(banner).toContainText(`${tokenServer.url}/token`);

    await tokenServer.start();
    // The tokens of the real hour have ended for the emulator, whose clock was wound.
    await emulator.close();
    emulator = await startEmulator({
      port: emulator.port,
      certificates: { [appId]: CERTIFICATE },
    });
    await banner.getByRole('button', { name: 'Try again' }).click();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 15_000 });
    await expect(alice.composer).toHaveValue('a draft');
  });

  test('says what the token server refuses it for, and shows no token', async ({ browser }) => {
    const bob = await newDesk(browser, {
      appId,
      emulatorUrl: emulator.url,
      tokenUrl: `${tokenServer.url}/token`,
    });
    for (let asked = 0; asked < CALLER_LIMIT; asked++) {
      const body = JSON.stringify({ userId: 'bob' });
      const headers = { 'content-type': 'application/json' };
      await fetch(`${tokenServer.url}/token`, { method: 'POST', headers, body });
    }
    await bob.page.goto('/');
    await bob.submitUserId('bob');
    const problem = bob.page.getByRole('alert');
    await expect(problem).toContainText('answers 429: This user asks too often', {
      timeout: 20_000,
    });
    await expect(problem).not.toContainText('007');
    await bob.page.context().close();
  });
});
