import { expect, test } from '@playwright/test';
import { type Desk, newAppId, newDesk } from './desk.ts';

// The rows of Agora's quick-start guide that a person can see, in two windows of the console.
test.describe('The quick-start guide, in the console', () => {
  let alice: Desk;
  let bob: Desk;
  let appId: string;

  test.beforeEach(async ({ browser }) => {
    appId = newAppId();
    alice = await newDesk(browser, { appId });
    bob = await newDesk(browser, { appId });
  });

  test.afterEach(async () => {
    await alice.page.context().close();
    await bob.page.context().close();
  });

  test('only the same App ID can talk', async ({ browser }) => {
    const stranger = await newDesk(browser, { appId: newAppId() });
    await alice.signIn('alice');
    await bob.signIn('bob');
    await stranger.signIn('bob');
    await alice.open('bob');
    await alice.send('for our bob');
    await expect(bob.conversations).toContainText('alice');
    // What the stranger's own network brings comes after what must not have come.
    await stranger.open('#own');
    await stranger.send('echo');
    await expect(stranger.log('#own')).toContainText('echo');
    await expect(stranger.conversations).not.toContainText('alice');
    await stranger.page.context().close();
  });

  test('shows connection state changes with their reason', async () => {
    await alice.page.goto('/');
    await expect(alice.status).toHaveText(/Disconnected|Not signed in/);
    await alice.submitUserId('alice');
    await expect(alice.status).toHaveText(/Connected/);
  });

  test('tells why a login failed', async () => {
    await alice.page.goto('/');
    await alice.submitUserId('a/b');
    await expect(alice.page.getByText('must not contain the character /')).toBeVisible();
    await alice.submitUserId('x'.repeat(65));
    await expect(alice.page.getByText('at most 64 bytes')).toBeVisible();
  });

  test('logs out', async () => {
    await alice.signIn('alice');
    await alice.open('#support');
    await alice.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(alice.userId).toBeVisible();
    await alice.page.reload();
    await expect(alice.userId).toBeVisible();
  });

  test('sends a peer message and shows whether the peer received it', async () => {
    await alice.signIn('alice');
    await alice.open('bob');
    await alice.send('anybody there?');
    await expect(alice.log('bob')).toContainText('anybody there?');
    await expect(alice.log('bob')).toContainText('bob is offline: kept in the history');
    await bob.signIn('bob');
    await alice.send('and now?');
    await expect(bob.conversations).toContainText('and now?');
    await expect(alice.log('bob').getByText('and now?')).toHaveCount(1);
  });

  test('shows that an offline peer did not receive a message, who has it once they are back', async ({
    browser,
  }) => {
    const withoutHistory = { appId, history: false };
    const carol = await newDesk(browser, withoutHistory);
    const dave = await newDesk(browser, withoutHistory);
    await carol.signIn('carol');
    await dave.signIn('dave');
    await carol.open('dave');
    await carol.send('hello dave');
    await expect(dave.conversations).toContainText('hello dave');
    // Closed, and not signed out: what is kept of the conversation stays.
    const later = await dave.newTab();
    await dave.page.close();
    await expect
      .poll(async () => {
        await carol.send('anybody there?');
        return carol.log('dave').innerText();
      })
      .toContain('dave is offline: not delivered so far');
    await later.signIn('dave');
    await later.open('carol');
    await expect(later.log('carol')).toContainText('anybody there?', { timeout: 15_000 });
    const sent = await carol.texts('dave').count();
    await expect(later.texts('carol')).toHaveCount(sent);
    await expect(carol.log('dave')).not.toContainText('not delivered so far');
    for (const desk of [carol, later]) await desk.page.context().close();
  });

  test('receives a peer message with its sender, and answers', async () => {
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('bob');
    await alice.send('hello bob');
    await bob.conversations.getByText('alice').first().click();
    await expect(bob.log('alice')).toContainText('hello bob');
    await bob.send('hello alice');
    await expect(alice.log('bob')).toContainText('hello alice');
    await expect(alice.log('bob').getByText('hello bob', { exact: true })).toHaveCount(1);
  });

  test('shows that a message was read, and who is writing', async () => {
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('bob');
    await alice.send('have you seen this?');
    await expect(alice.log('bob')).toContainText('Delivered');
    await bob.page.bringToFront();
    await bob.conversations.getByText('alice').first().click();
    await expect(alice.log('bob')).toContainText('Read');
    await bob.composer.pressSequentially('wait');
    await expect(alice.page.getByText('bob is writing…')).toBeVisible();
    await bob.send('yes');
    await expect(alice.log('bob')).toContainText('yes');
    await expect(alice.page.getByText('bob is writing…')).toHaveCount(0);
  });

  test('joins a channel, sends and receives with the sender, each message once', async () => {
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await bob.open('#support');
    await expect(alice.members).toContainText('bob');
    await alice.send('who is on duty?');
    await bob.send('me');
    for (const desk of [alice, bob]) {
      const log = desk.log('#support');
      await expect(log.getByText('who is on duty?', { exact: true })).toHaveCount(1);
      await expect(log.getByText('me', { exact: true })).toHaveCount(1);
    }
    await expect(alice.log('#support')).toContainText('bob');
    await expect(bob.log('#support')).toContainText('alice');
  });

  test('shows members coming and going', async () => {
    await alice.signIn('alice');
    await alice.open('#support');
    await expect(alice.members.getByRole('listitem')).toHaveCount(1);
    await bob.signIn('bob');
    await bob.open('#support');
    await expect(alice.members).toContainText('bob');
    await bob.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(alice.members).not.toContainText('bob');
  });

  test('tells why a channel cannot be opened', async () => {
    await alice.signIn('alice');
    await alice.target.fill('#a/b');
    await alice.page.getByRole('button', { name: 'Open' }).click();
    await expect(alice.page.getByText('must not contain the character /')).toBeVisible();
  });

  test('a reload keeps the person signed in and the conversations listed', async () => {
    await alice.signIn('alice');
    await bob.signIn('bob');
    await alice.open('#support');
    await alice.send('before the reload');
    await expect(alice.log('#support')).toContainText('before the reload');
    await alice.open('bob');
    await alice.page.reload();
    await expect(alice.status).toHaveText(/^Connected/);
    await expect(alice.conversations.getByRole('listitem')).toHaveCount(2);
    await alice.conversations.getByText('#support').first().click();
    await expect(alice.log('#support').getByText('before the reload')).toHaveCount(1);
  });
});
