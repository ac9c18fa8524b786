import { expect, test } from '@playwright/test';
import { Desk, newAppId, newDesk } from './desk.ts';
import { EmulatorProcess, freePort } from './emulator-process.ts';

test.describe('On a bad day, the console', () => {
  let emulator: EmulatorProcess;
  let config: { appId: string; emulatorUrl: string };

  test.beforeEach(async () => {
    emulator = new EmulatorProcess(await freePort());
    config = { appId: newAppId(), emulatorUrl: emulator.url };
  });

  test.afterEach(async () => {
    await emulator.dispose();
  });

  test('says that the emulator is down at start, and signs in once it is up', async ({
    browser,
  }) => {
    test.setTimeout(60_000);
    const alice = await newDesk(browser, config);
    await alice.page.goto('/');
    await alice.submitUserId('alice');
    await expect(alice.page.getByRole('alert')).toContainText(emulator.url, { timeout: 20_000 });
    await emulator.start();
    await alice.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 15_000 });
    await alice.page.context().close();
  });

  test('comes back after the emulator was killed and restarted while chatting, and loses no text', async ({
    browser,
  }) => {
    test.setTimeout(90_000);
    await emulator.start();
    const [alice, bob] = [await newDesk(browser, config), await newDesk(browser, config)];
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    await alice.send('before');
    await expect(bob.log('#support')).toContainText('before');

    await emulator.kill();
    await expect(alice.status).not.toHaveText(/^Connected/, { timeout: 15_000 });
    await alice.send('written while away');
    const log = alice.log('#support');
    await expect(log.getByText('written while away', { exact: true })).toBeVisible();
    await expect(log.getByRole('button', { name: 'Retry' })).toBeVisible();
    await alice.composer.fill('a draft');

    await emulator.start();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await expect(bob.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await expect(alice.composer).toHaveValue('a draft');
    await expect(alice.members).toContainText('bob', { timeout: 15_000 });
    await log.getByRole('button', { name: 'Retry' }).click();
    await expect(bob.log('#support').getByText('written while away', { exact: true })).toHaveCount(
      1,
    );
    await expect(log.getByRole('button', { name: 'Retry' })).toHaveCount(0);
    await expect(log.getByText('written while away', { exact: true })).toHaveCount(1);
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('tells timeout, refusal and lost connection of a failed send apart', async ({ browser }) => {
    test.setTimeout(60_000);
    await emulator.start();
    const alice = await newDesk(browser, config);
    await alice.signIn('alice');
    await alice.open('#support');
    const log = alice.log('#support');

    await alice.sendAtOnce(80);
    await expect(log).toContainText('Too many messages at a time.');

    // The limit is that of a second.
    await alice.page.waitForTimeout(1100);
    emulator.freeze();
    await alice.send('is this going anywhere?');
    await expect(log).toContainText('may or may not have arrived', { timeout: 25_000 });
    await expect(alice.conversations).toContainText('Not confirmed');
    emulator.thaw();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 30_000 });

    await emulator.kill();
    await expect(alice.status).not.toHaveText(/^Connected/, { timeout: 15_000 });
    await alice.send('and now?');
    await expect(log).toContainText('There was no connection.');
    await alice.page.context().close();
  });

  test('gives up a login on request, and then signs in somebody else', async ({ browser }) => {
    const alice = await newDesk(browser, config);
    await alice.page.goto('/');
    await alice.submitUserId('alice');
    await expect(alice.status).toHaveText(/^Connecting/);
    await alice.page.getByRole('button', { name: 'Cancel' }).click();
    await expect(alice.status).toHaveText(/^Disconnected/);
    await expect(alice.page.getByRole('alert')).toHaveCount(0);
    await emulator.start();
    await alice.submitUserId('bob');
    await expect(alice.status).toHaveText(/^Connected/);
    await alice.page.context().close();
  });

  test('signs in once when the button is pressed twice', async ({ browser }) => {
    await emulator.start();
    const alice = await newDesk(browser, config);
    await alice.page.goto('/');
    await alice.userId.fill('alice');
    await alice.page.getByRole('button', { name: 'Sign in' }).dblclick();
    await expect(alice.status).toHaveText(/^Connected/);
    await expect(alice.page.getByRole('alert')).toHaveCount(0);
    await alice.page.context().close();
  });

  test('tells a person who signs in elsewhere, and hands the session back on request', async ({
    browser,
  }) => {
    await emulator.start();
    const [first, second] = [await newDesk(browser, config), await newDesk(browser, config)];
    await first.signIn('alice');
    await second.signIn('alice');
    await expect(first.page.getByText('You signed in somewhere else.')).toBeVisible();
    await first.page.getByRole('button', { name: 'Use here' }).click();
    await expect(first.status).toHaveText(/^Connected/);
    await expect(second.page.getByText('You signed in somewhere else.')).toBeVisible();
    for (const desk of [first, second]) await desk.page.context().close();
  });

  test('shows the text of a hostile message as text', async ({ browser }) => {
    await emulator.start();
    const [alice, bob] = [await newDesk(browser, config), await newDesk(browser, config)];
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    const hostile = `<img src=x onerror="document.title='owned'"> {{1+1}} ${'['.repeat(5000)}`;
    await alice.send(hostile);
    await expect(bob.log('#support')).toContainText('<img src=x onerror=');
    await expect(bob.log('#support')).toContainText('{{1+1}}');
    await expect(bob.page).not.toHaveTitle(/owned/);
    await alice.send('after it');
    await expect(bob.log('#support')).toContainText('after it');
    for (const desk of [alice, bob]) await desk.page.context().close();
  });
});

test('With Agora as the backend, its own SDK is loaded, and a service out of reach is said on the page', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const alice = await newDesk(browser, { backend: 'agora', appId: newAppId() });
  const scripts: string[] = [];
  alice.page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.url());
  });
  await alice.page.goto('/');
  await expect(alice.userId).toBeVisible();
  const before = scripts.length;
  await alice.submitUserId('alice');
  await expect(alice.status).toHaveText(/^Connecting/);
  await expect(alice.page.getByRole('alert')).toContainText('The service did not answer.', {
    timeout: 30_000,
  });
  expect(scripts.length).toBeGreaterThan(before);
  await expect(alice.status).toHaveText(/^Disconnected/);
  await alice.page.context().close();
});

test.describe('A wrong configuration file', () => {
  const files: [string, string, RegExp][] = [
    ['is missing', '', /rtm-config\.json/],
    ['is not JSON', '{ "backend": ', /JSON/],
    ['has a bad App ID', '{ "backend": "emulator", "appId": "short" }', /appId/],
    [
      'names an unknown backend',
      '{ "backend": "smoke", "appId": "0123456789abcdef0123456789abcdef" }',
      /backend/,
    ],
    [
      'has a key that nobody knows',
      '{ "backend": "emulator", "appId": "0123456789abcdef0123456789abcdef", "emulatorURL": "http://localhost:1" }',
      /emulatorURL/,
    ],
  ];
  for (const [what, body, expected] of files) {
    test(`that ${what} says so on the page`, async ({ page }) => {
      await page.route('**/rtm-config.json', (route) =>
        body === ''
          ? route.fulfill({ status: 404 })
          : route.fulfill({ body, contentType: 'application/json' }),
      );
      await page.goto('/');
      await expect(page.getByRole('alert')).toContainText(expected);
      await expect(new Desk(page).userId).toHaveCount(0);
    });
  }
});
