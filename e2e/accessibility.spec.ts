import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type Desk, newAppId, newDesk } from './desk.ts';

test.describe('Accessibility', () => {
  let alice: Desk;

  test.beforeEach(async ({ browser }) => {
    alice = await newDesk(browser, { appId: newAppId() });
  });

  test.afterEach(() => alice.page.context().close());

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in ${colorScheme}`, async () => {
      await alice.page.emulateMedia({ colorScheme });
      const violations = async () => {
        const { violations } = await new AxeBuilder({ page: alice.page }).analyze();
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
        );
      };
      await alice.page.goto('/');
      await expect(alice.userId).toBeVisible();
      expect(await violations()).toEqual([]);
      await alice.submitUserId('alice');
      await expect(alice.status).toHaveText(/^Connected/);
      expect(await violations()).toEqual([]);
      await alice.open('#support');
      await alice.send('hello');
      await expect(alice.log('#support')).toContainText('hello');
      expect(await violations()).toEqual([]);
    });
  }

  test('a keyboard is enough to sign in, open, write, break a line, send and sign out', async () => {
    const { keyboard } = alice.page;
    await alice.page.goto('/');
    await expect(alice.userId).toBeVisible();
    await alice.userId.focus();
    await keyboard.type('alice');
    await keyboard.press('Enter');
    await expect(alice.status).toHaveText(/^Connected/);
    await alice.target.focus();
    await keyboard.type('#support');
    await keyboard.press('Enter');
    await expect(alice.composer).toBeFocused();
    await keyboard.type('one');
    await keyboard.press('Shift+Enter');
    await keyboard.type('two');
    await keyboard.press('Enter');
    await expect(alice.composer).toHaveValue('');
    await expect(alice.composer).toBeFocused();
    await expect(alice.log('#support').getByText('one\ntwo')).toBeVisible();
    await alice.page.getByRole('button', { name: 'Sign out' }).focus();
    await keyboard.press('Enter');
    await expect(alice.userId).toBeVisible();
  });

  test('nothing is cut off at 320 pixels', async () => {
    await alice.page.setViewportSize({ width: 320, height: 640 });
    await alice.signIn('alice');
    await alice.open('#support');
    await alice.send('x'.repeat(200));
    await expect(alice.log('#support')).toContainText('xxx');
    const overflow = await alice.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});
