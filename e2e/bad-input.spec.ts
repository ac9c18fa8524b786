import { expect, test } from '@playwright/test';
import { type Desk, newAppId, newDesk } from './desk.ts';

test.describe('On bad input, the console', () => {
  let alice: Desk;

  test.beforeEach(async ({ browser }) => {
    alice = await newDesk(browser, { appId: newAppId() });
  });

  test.afterEach(() => alice.page.context().close());

  test('says which rule a user id breaks, and signs nobody in', async () => {
    await alice.page.goto('/');
    for (const [userId, words] of [
      ['', 'must not be empty'],
      ['zoë', 'must not contain the character U+00EB'],
      ['a"b', 'must not contain the character "'],
    ] as const) {
      await alice.submitUserId(userId);
      await expect(alice.page.getByText(words)).toBeVisible();
      await expect(alice.userId).toBeVisible();
    }
  });

  test('sends nothing when the message is empty', async () => {
    await alice.signIn('alice');
    await alice.open('#support');
    for (const text of ['', '   ', '\n\n']) {
      await alice.composer.fill(text);
      await alice.composer.press('Enter');
    }
    await alice.send('after nothing');
    await expect(alice.messages('#support')).toHaveCount(1);
  });

  test('says that a message is too long in bytes, and keeps it in the composer', async () => {
    await alice.signIn('alice');
    await alice.open('#support');
    const tooLong = 'ü'.repeat(16_384);
    await alice.composer.fill(tooLong);
    await alice.composer.press('Enter');
    const problem = alice.page.getByText(/Too long by \d+ bytes/);
    await expect(problem).toBeVisible();
    await expect(alice.composer).toHaveValue(tooLong);
    const excess = Number(/\d+/.exec(await problem.innerText())?.[0]);
    await alice.composer.fill('ü'.repeat(16_384 - Math.ceil(excess / 2)));
    await alice.composer.press('Enter');
    await expect(alice.messages('#support')).toHaveCount(1);
    await expect(alice.log('#support')).toContainText('Sent');
  });

  test('keeps a draft for each conversation', async () => {
    await alice.signIn('alice');
    await alice.open('#support');
    await alice.composer.fill('for support');
    await alice.open('bob');
    await expect(alice.composer).toHaveValue('');
    await alice.open('#support');
    await expect(alice.composer).toHaveValue('for support');
    await expect(alice.conversations).not.toContainText('Draft');
    await alice.composer.fill('for support, and longer');
    await alice.page.reload();
    await expect(alice.composer).toHaveValue('for support, and longer');
  });

  test('treats an unknown peer kindly: the message is shown as not delivered', async () => {
    await alice.signIn('alice');
    await alice.open('nobody-of-that-name');
    await alice.send('hello?');
    await expect(alice.log('nobody-of-that-name')).toContainText(
      'nobody-of-that-name is offline: kept',
    );
  });
});
