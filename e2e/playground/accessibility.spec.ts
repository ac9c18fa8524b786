// Every page of the playground, in every look: what a machine can tell of accessibility.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** As in `projects/playground/src/pages/pages.ts`, which cannot be loaded without Angular's compiler. */
const paths = [
  'chat-pane',
  'inbox',
  'conversation-list',
  'member-list',
  'presence-badge',
  'typing-indicator',
  'connection-banner',
  'header',
  'pinned-bar',
  'thread',
  'search',
  'message-list',
  'message',
  'attachments',
  'voice',
  'composer',
  'text',
  'emoji-picker',
];

const LABEL_IN_NAME = 'label-content-name-mismatch';

/** Where a name has all words that are seen, but not in the order in which they stand in the document. */
const sayMore = new Set(['pinned-bar', 'message', 'attachments', 'voice']);

const looks = [
  { name: 'light', query: '?theme=light', forcedColors: 'none' },
  { name: 'dark', query: '?theme=dark', forcedColors: 'none' },
  { name: 'right to left', query: '?dir=rtl&lang=ar', forcedColors: 'none' },
  { name: 'high contrast', query: '', forcedColors: 'active' },
] as const;

test('the list of pages is the one of the playground', async ({ page }) => {
  await page.goto('/');
  const links = await page.getByRole('navigation').getByRole('link').all();
  const there = await Promise.all(links.map((link) => link.getAttribute('href')));
  expect(there).toEqual(paths.map((path) => `/${path}`));
});

for (const { name, query, forcedColors } of looks) {
  for (const path of paths) {
    test(`axe finds nothing in ${path}, ${name}`, async ({ page }) => {
      await page.emulateMedia({ forcedColors });
      await page.goto(`/${path}${query}`);
      await settle(page);
      const { violations } = await new AxeBuilder({ page })
        .include('main')
        // A page shows a component in several states, each with the name that it has when it is alone.
        .disableRules(['landmark-unique', ...(sayMore.has(path) ? [LABEL_IN_NAME] : [])])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    });
  }
}

/** Waits until what comes by itself has come: pages that talk do so for a moment. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('main').locator('*').nth(3)).toBeAttached();
  let before = '';
  await expect
    .poll(async () => {
      const now = await page.locator('main').innerText();
      const isSame = now === before;
      before = now;
      return isSame;
    })
    .toBe(true);
}
