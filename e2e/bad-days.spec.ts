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
    await expect(log).toContainText('Waiting for the connection');
    await expect(log.getByRole('button', { name: 'Retry' })).toHaveCount(0);
    await alice.composer.fill('a draft');

    await emulator.start();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await expect(bob.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await expect(alice.composer).toHaveValue('a draft');
    await expect(alice.members).toContainText('bob', { timeout: 15_000 });
    for (const desk of [alice, bob]) {
      await expect(desk.texts('#support')).toHaveText(['before', 'written while away']);
    }
    await expect(log).not.toContainText('Waiting for the connection');
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('keeps conversations, a draft and unsent messages over a reload without a service', async ({
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
    await alice.send('first');
    await alice.send('second');
    await alice.composer.fill('a draft');
    await expect(alice.texts('#support')).toHaveText(['before', 'first', 'second']);
    await alice.page.reload();
    await expect(alice.texts('#support')).toHaveText(['before', 'first', 'second']);
    await expect(alice.composer).toHaveValue('a draft');
    const banner = alice.page.locator('desk-connection-banner');
    await expect(banner).toContainText('does not answer', { timeout: 20_000 });

    await emulator.start();
    await banner.getByRole('button', { name: 'Try again' }).click();
    for (const desk of [alice, bob]) {
      await expect(desk.texts('#support')).toHaveText(['before', 'first', 'second'], {
        timeout: 30_000,
      });
    }
    await expect(alice.status).toHaveText(/^Connected/);
    await expect(alice.log('#support')).not.toContainText('Waiting');
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('sends many messages at a time in order, and none too fast', async ({ browser }) => {
    test.setTimeout(60_000);
    await emulator.start();
    const [alice, bob] = [await newDesk(browser, config), await newDesk(browser, config)];
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    await alice.sendAtOnce(80);
    const all = Array.from({ length: 80 }, (_, i) => `number ${i + 1}`);
    for (const desk of [bob, alice]) {
      await expect(desk.texts('#support')).toHaveText(all, { timeout: 30_000 });
    }
    await expect(alice.log('#support').getByRole('button', { name: 'Retry' })).toHaveCount(0);
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('sends once what it wrote to a service that did not answer for a while', async ({
    browser,
  }) => {
    test.setTimeout(90_000);
    await emulator.start();
    const [alice, bob] = [await newDesk(browser, config), await newDesk(browser, config)];
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    emulator.freeze();
    await alice.send('is this going anywhere?');
    await expect(alice.status).not.toHaveText(/^Connected/, { timeout: 25_000 });
    emulator.thaw();
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await expect(bob.status).toHaveText(/^Connected/, { timeout: 30_000 });
    await alice.send('it is');
    for (const desk of [alice, bob]) {
      await expect(desk.texts('#support')).toHaveText(['is this going anywhere?', 'it is'], {
        timeout: 30_000,
      });
    }
    await expect(alice.log('#support').getByRole('button', { name: 'Retry' })).toHaveCount(0);
    for (const desk of [alice, bob]) await desk.page.context().close();
  });

  test('asks before messages are lost by signing out, by keyboard', async ({ browser }) => {
    test.setTimeout(60_000);
    await emulator.start();
    const alice = await newDesk(browser, config);
    await alice.signIn('alice');
    await alice.open('#support');
    await emulator.kill();
    await expect(alice.status).not.toHaveText(/^Connected/, { timeout: 15_000 });
    await alice.send('unsent');
    await alice.page.getByRole('button', { name: 'Sign out' }).focus();
    await alice.page.keyboard.press('Enter');
    const question = alice.page.getByRole('group', { name: '1 message was not sent.' });
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
    await alice.page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(alice.page.getByRole('button', { name: 'Sign out' })).toBeFocused();
    await alice.page.keyboard.press('Enter');
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
    await alice.page.keyboard.press('Tab');
    await alice.page.keyboard.press('Enter');
    await expect(alice.userId).toBeVisible();
    await emulator.start();
    await alice.submitUserId('alice');
    await expect(alice.status).toHaveText(/^Connected/, { timeout: 15_000 });
    await expect(alice.conversations.getByRole('listitem')).toHaveCount(0);
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

  test('shares one connection among the tabs of a browser, whichever of them is closed', async ({
    browser,
  }) => {
    test.setTimeout(60_000);
    await emulator.start();
    const [first, bob] = [await newDesk(browser, config), await newDesk(browser, config)];
    await bob.signIn('bob');
    await first.signIn('alice');
    await first.open('#support');
    const second = await first.newTab();
    await second.signIn('alice');
    await expect(first.status).toHaveText(/^Connected/);
    await expect(second.conversations).toContainText('#support');
    await second.open('#support');
    await bob.open('#support');
    await first.send('from the first');
    await expect(bob.texts('#support')).toHaveText(['from the first']);
    await second.send('from the second');
    for (const desk of [first, second, bob]) {
      await expect(desk.texts('#support')).toHaveText(['from the first', 'from the second']);
    }
    await first.page.close();
    await second.send('and on');
    await expect(bob.texts('#support')).toHaveText(
      ['from the first', 'from the second', 'and on'],
      { timeout: 15_000 },
    );
    await expect(second.status).toHaveText(/^Connected/, { timeout: 15_000 });
    for (const desk of [second, bob]) await desk.page.context().close();
  });

  test('signs out in all tabs of a browser', async ({ browser }) => {
    await emulator.start();
    const first = await newDesk(browser, config);
    await first.signIn('alice');
    const second = await first.newTab();
    await second.signIn('alice');
    await second.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(first.userId).toBeVisible();
    await expect(second.userId).toBeVisible();
    await first.page.reload();
    await expect(first.userId).toBeVisible();
    await first.page.context().close();
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
