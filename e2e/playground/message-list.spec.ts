// The promises of the message list about the reader's place, under real scrolling.
import { expect, type Page, test } from '@playwright/test';

/** Once a frame has been painted, and all that it measured is in its place. */
const painted = (page: Page, frames = 3): Promise<void> =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  }, frames);

/** Presses a button of the page without leaving the list with the mouse, or waiting for it to be still. */
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).dispatchEvent('click');

const scroller = (page: Page) => page.locator('rtm-message-list .scroller');

const distanceFromEnd = (page: Page): Promise<number> =>
  scroller(page).evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight);

/** Until the wheel has been obeyed. */
const still = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const list = document.querySelector('.scroller');
    for (let before = -1, calm = 0; calm < 15;) {
      await new Promise(requestAnimationFrame);
      const top = list?.scrollTop ?? 0;
      calm = top === before ? calm + 1 : 0;
      before = top;
    }
  });

/** The texts on the screen that are whole, and where they are. */
const textsInSight = (
  page: Page,
): Promise<readonly { readonly text: string; readonly y: number }[]> =>
  scroller(page).evaluate((list) => {
    const box = list.getBoundingClientRect();
    return [...list.querySelectorAll('rtm-message .text')]
      .map((each) => ({
        text: (each as HTMLElement).innerText,
        rect: each.getBoundingClientRect(),
      }))
      .filter(({ rect }) => rect.top >= box.top && rect.bottom <= box.bottom)
      .map(({ text, rect }) => ({ text, y: rect.top - box.top }));
  });

/** By how many pixels what was on the screen has moved. */
async function shiftSince(
  page: Page,
  before: Awaited<ReturnType<typeof textsInSight>>,
): Promise<number> {
  const after = new Map((await textsInSight(page)).map(({ text, y }) => [text, y]));
  const shifts = before.flatMap(({ text, y }) => {
    const now = after.get(text);
    return now === undefined ? [] : [Math.abs(now - y)];
  });
  expect(shifts.length, 'of what was on the screen, most still is').toBeGreaterThan(
    before.length / 2,
  );
  return Math.max(...shifts);
}

test.beforeEach(async ({ page }) => {
  await page.goto('/message-list');
  await expect(page.locator('rtm-message').last()).toContainText('(59)');
  await scroller(page).hover();
  await painted(page);
});

async function scrollUp(page: Page, by: number): Promise<void> {
  await page.mouse.wheel(0, -by);
  await still(page);
}

test('stays at the end during a burst, and lets go of it with the first turn of the wheel', async ({
  page,
}) => {
  await press(page, '5,000 more');
  await painted(page);
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(1);
  await press(page, '200 a second');
  await painted(page, 30);
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(1);
  await scrollUp(page, 3);
  const before = await textsInSight(page);
  await painted(page, 30);
  await press(page, '200 a second');
  await painted(page);
  expect(await shiftSince(page, before)).toBeLessThanOrEqual(1);
});

test('does not move a reader during a burst', async ({ page }) => {
  await scrollUp(page, 400);
  const before = await textsInSight(page);
  await press(page, '5,000 more');
  await painted(page);
  expect(await shiftSince(page, before)).toBeLessThanOrEqual(1);
  await expect(page.locator('.to-latest')).toContainText('new messages');
});

test('holds the reader when an older page is put in above', async ({ page }) => {
  await scrollUp(page, 900);
  const before = await textsInSight(page);
  await press(page, 'An older page');
  await painted(page);
  expect(await shiftSince(page, before)).toBeLessThanOrEqual(1);
});

test('holds the reader at the very top', async ({ page }) => {
  await scrollUp(page, 100_000);
  expect(await scroller(page).evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  const before = await textsInSight(page);
  await press(page, 'An older page');
  await painted(page);
  expect(await shiftSince(page, before)).toBeLessThanOrEqual(1);
});

test('keeps the momentum and the place of a finger while pages are put in above', async ({
  page,
}) => {
  await press(page, '5,000 more');
  await scrollUp(page, 20_000);
  // Small steps that become smaller, as a finger leaves them behind; each frame has to be where the last one and the step lead.
  const jumps: number[] = [];
  for (let i = 0; i < 40; i++) {
    const before = await textsInSight(page);
    if (i % 8 === 4) await press(page, 'An older page');
    const step = Math.max(2, 40 - i);
    await page.mouse.wheel(0, -step);
    await painted(page, 2);
    const after = new Map((await textsInSight(page)).map(({ text, y }) => [text, y]));
    const moves = before.flatMap(({ text, y }) =>
      after.has(text) ? [(after.get(text) ?? 0) - y] : [],
    );
    // All that is on the screen moves as one, down, and never by more than was scrolled.
    expect(moves.length).toBeGreaterThan(0);
    expect(Math.max(...moves) - Math.min(...moves)).toBeLessThanOrEqual(1);
    jumps.push(moves[0] ?? 0);
  }
  await still(page);
  expect(Math.min(...jumps)).toBeGreaterThanOrEqual(-1);
  expect(Math.max(...jumps)).toBeLessThanOrEqual(2 * 40);
  expect(jumps.reduce((a, b) => a + b, 0)).toBeGreaterThan(300);
});

test('holds the reader when something above is laid out late', async ({ page }) => {
  await scrollUp(page, 600);
  const before = await textsInSight(page);
  // An image that had no size until it was loaded, in a message above what is seen.
  const isGrown = await scroller(page).evaluate((list) => {
    const top = list.getBoundingClientRect().top;
    const above = [...list.querySelectorAll('.row')].filter(
      (row) => row.getBoundingClientRect().bottom < top,
    );
    const image = document.createElement('img');
    image.src =
      'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="120" height="180"></svg>';
    image.style.display = 'block';
    above.at(-1)?.querySelector('rtm-message')?.append(image);
    return above.length > 0;
  });
  expect(isGrown).toBe(true);
  await painted(page, 5);
  expect(await shiftSince(page, before)).toBeLessThanOrEqual(1);
});

test('stays at the end, or at a message, when the box changes', async ({ page }) => {
  await page.getByLabel('Narrow').dispatchEvent('click');
  await painted(page);
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(1);
  await page.getByLabel('Low').dispatchEvent('click');
  await painted(page);
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(1);
  await scrollUp(page, 500);
  const [first] = (await textsInSight(page)).slice(1);
  await page.getByLabel('Low').dispatchEvent('click');
  await page.getByLabel('Narrow').dispatchEvent('click');
  await painted(page);
  expect((await textsInSight(page)).map(({ text }) => text)).toContain(first?.text);
});

test('is there when it is shown, where it was when it was hidden', async ({ page }) => {
  await scrollUp(page, 500);
  const before = await textsInSight(page);
  await page.getByLabel('Hidden').dispatchEvent('click');
  await press(page, 'An older page');
  await painted(page);
  await page.getByLabel('Hidden').dispatchEvent('click');
  await painted(page);
  expect(await shiftSince(page, before)).toBeLessThanOrEqual(1);
});

test('gets to message 0 of 10,000 by flinging, and draws as much there as anywhere', async ({
  page,
}) => {
  for (const _ of [1, 2]) await press(page, '5,000 more');
  await painted(page);
  const nodes = () => page.locator('rtm-message-list *').count();
  const atEnd = await nodes();
  for (let i = 0; i < 400; i++) {
    await page.mouse.wheel(0, -2_400);
    if ((await scroller(page).evaluate(({ scrollTop }) => scrollTop)) === 0) break;
  }
  await still(page);
  await expect(page.locator('rtm-message').first()).toContainText('(0)');
  expect(await nodes()).toBeLessThan(2.5 * atEnd);
});

test('draws as much of 100,000 messages as of 60', async ({ page }) => {
  const nodes = () => page.locator('rtm-message-list *').count();
  const few = await nodes();
  await press(page, '100,000');
  await painted(page);
  await expect(page.locator('rtm-message').last()).toContainText('(99999)');
  expect(Math.abs((await nodes()) - few)).toBeLessThan(0.25 * few);
});

test('jumps to a message, and marks it', async ({ page }) => {
  await press(page, '5,000 more');
  await painted(page);
  await press(page, 'Show m10');
  await painted(page);
  await expect(page.locator('rtm-message.shown')).toContainText('(10)');
  await expect(page.locator('rtm-message.shown')).toBeInViewport({ ratio: 1 });
});

test('is one tab stop, which leads to the messages and out again', async ({ page }) => {
  await page.getByLabel('Low').focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('rtm-message').last()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('rtm-message', { hasText: '(58)' })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.locator('rtm-message', { hasText: '(0)' }).first()).toBeFocused();
  await page.mouse.wheel(0, 100_000);
  await still(page);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('rtm-message', { hasText: '(1)' }).first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('.to-latest')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('rtm-message', { hasText: '(1)' }).first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByLabel('Low')).toBeFocused();
});

test('enters what is in a row, and comes back', async ({ page }) => {
  await press(page, 'Gap');
  await page.getByLabel('Low').focus();
  await page.keyboard.press('Tab');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
  await expect(page.locator('rtm-gap-note')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('rtm-gap-note button')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('rtm-gap-note')).toBeFocused();
});
