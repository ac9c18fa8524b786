import { type Browser, expect, test } from '@playwright/test';
import { resolve } from 'node:path';
import { type Desk, newAppId, newDesk } from './desk.ts';
import { EmulatorProcess, freePort } from './emulator-process.ts';
import { ServerProcess } from './server-process.ts';

const TOKEN_SERVER = resolve(import.meta.dirname, '../projects/token-server/src/cli.ts');
const CERTIFICATE = 'c'.repeat(32);

/** A life in which the warning, 30 s before the end, comes soon. In seconds. */
const SHORT_LIFE = 33;

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

  async function useTokenServer({ certificate = CERTIFICATE, lifetime = 3600 } = {}) {
    const port = await freePort();
    tokenServer = new ServerProcess({
      port,
      args: [TOKEN_SERVER, '--development', '--port', String(port)],
      env: {
        AGORA_APP_ID: appId,
        AGORA_APP_CERTIFICATE: certificate,
        TOKEN_LIFETIME: String(lifetime),
      },
    });
  }

  function openDesk(browser: Browser, tokenUrl: string | null): Promise<Desk> {
    return newDesk(browser, { appId, emulatorUrl: emulator.url, tokenUrl });
  }

  const tokenUrl = () => `${tokenServer.url}/token`;

  test('signs in with a token of the token server, and chats', async ({ browser }) => {
    await useTokenServer();
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
    await useTokenServer();
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
    await useTokenServer({ certificate: 'd'.repeat(32) });
    await tokenServer.start();
    for (const url of [null, tokenUrl()]) {
      const alice = await openDesk(browser, url);
      await alice.page.goto('/');
      await alice.submitUserId('alice');
      await expect(alice.page.getByRole('alert')).toContainText('Your access was not accepted.');
      await alice.page.context().close();
    }
  });

  test('renews the token before it expires, and stays connected', async ({ browser }) => {
    await useTokenServer({ lifetime: SHORT_LIFE });
    await tokenServer.start();
    const alice = await openDesk(browser, tokenUrl());
    const asked: string[] = [];
    alice.page.on('response', (response) => {
      if (response.url() === tokenUrl() && response.request().method() === 'POST') {
        asked.push(String(response.status()));
      }
    });
    await alice.signIn('alice');
    await alice.open('#support');
    await expect.poll(() => asked, { timeout: 15_000 }).toEqual(['200', '200']);
    await alice.send('still here');
    await expect(alice.log('#support')).toContainText('still here');
    await expect(alice.status).toHaveText(/^Connected/);
    await alice.page.context().close();
  });
});
