// What is done to a pane, from outside of its page.
import { setTimeout as wait } from 'node:timers/promises';
import type { Opened } from './chromium.ts';
import type { PanePage, Place } from './page/pane-page.ts';
import type { PanePlan } from './plan.ts';
import type { Figures } from './sample.ts';

/** What the page offers, by name. */
declare const panePage: PanePage;

/** A pane that is not bounded by its box would draw everything, and measure something else. Heights in px. */
const LOWEST = 300;
const HIGHEST = 720;

/** For what a pane does after it was opened. */
const REST_MS = 500;

/** Notches of the wheel that are on their way at once, and the time between two of them. */
const WHEELS_IN_FLIGHT = 4;
const WHEEL_MS = 16;
const WHEEL_PATIENCE_MS = 10_000;

/** Opens a pane for the first time. */
export async function mount(opened: Opened, history: number): Promise<Figures['mount']> {
  const { page } = opened;
  await page.evaluate((count) => panePage.prepare(count), history);
  const heapBefore = await opened.heap();
  const busyBefore = await opened.busy();
  const mounted = await page.evaluate(() => panePage.mount());
  const busyMs = (await opened.busy()) - busyBefore;
  if (!(mounted.height > LOWEST && mounted.height < HIGHEST)) {
    throw new Error(`The list is ${mounted.height} px high: it is not bounded by its box.`);
  }
  await page.evaluate(() => panePage.release());
  return { ...mounted, busyMs, heapMb: (await opened.heap()) - heapBefore };
}

/** Closes it and opens it again, twice: the second time counts, when the code is compiled. */
export async function reopen(opened: Opened, history: number): Promise<Figures['reopen']> {
  await begin(opened, history);
  await opened.page.evaluate(() => panePage.reopen());
  await wait(REST_MS);
  const before = await opened.busy();
  const mounted = await opened.page.evaluate(() => panePage.reopen());
  return { ...mounted, busyMs: (await opened.busy()) - before };
}

/** Lets many messages arrive as fast as they are taken. */
export async function burst(
  opened: Opened,
  history: number,
  count: number,
): Promise<Figures['burst']> {
  await begin(opened, history);
  await opened.page.evaluate((count) => panePage.prepareBurst(count), count);
  const before = await opened.busy();
  const figures = await opened.page.evaluate(() => panePage.burst());
  const usPerMessage = (((await opened.busy()) - before) * 1_000) / count;
  return { ...figures, usPerMessage };
}

/** Types while some messages arrive, then lets many arrive every second. */
export async function feed(
  opened: Opened,
  { history, typing, steady }: PanePlan,
): Promise<Pick<Figures, 'typing' | 'steady'>> {
  const { page, cdp } = opened;
  await begin(opened, history);
  if (!(await page.evaluate(() => panePage.focus()))) throw new Error('One cannot type into it.');
  const typingSeconds = Math.ceil((typing.keys * typing.everyMs) / 1_000);
  await page.evaluate(([perSecond, seconds]) => panePage.startFeed(perSecond, seconds), [
    typing.perSecond,
    typingSeconds + 1,
  ] as const);
  const keys: Promise<unknown>[] = [];
  for (let count = 0; count < typing.keys; count += 1) {
    keys.push(press(cdp));
    await wait(typing.everyMs);
  }
  await Promise.all(keys);
  const typed = await page.evaluate(() => panePage.endFeed());

  await wait(REST_MS);
  await page.evaluate(([perSecond, seconds]) => panePage.startFeed(perSecond, seconds), [
    steady.perSecond,
    steady.seconds + 1,
  ] as const);
  const [before, start] = [await opened.busy(), performance.now()];
  await wait(steady.seconds * 1_000);
  const busy = ((await opened.busy()) - before) / (performance.now() - start);
  const fed = await page.evaluate(() => panePage.endFeed());
  return { typing: typed, steady: { ...fed, busy } };
}

/** Scrolls up by the wheel: some notches, then as far as it goes. */
export async function scroll(
  opened: Opened,
  { history, wheel, fling }: PanePlan,
): Promise<Pick<Figures, 'wheel' | 'fling'>> {
  const { page } = opened;
  await begin(opened, history);
  const place = await whereIs(opened);
  await page.mouse.move(place.x, place.y);

  const before = await opened.busy();
  await page.evaluate(() => panePage.startFrames());
  await turn(opened, place, wheel.px, async (sent) => sent < wheel.steps);
  const notches = await page.evaluate(() => panePage.endFrames());
  const busyMs = (await opened.busy()) - before;

  const start = performance.now();
  await page.evaluate(() => panePage.startFrames());
  await turn(opened, place, fling.px, async (sent) => {
    if (performance.now() - start > fling.seconds * 1_000) return false;
    return sent % 25 !== 0 || !isAtStart(await whereIs(opened));
  });
  const ms = performance.now() - start;
  const frames = await page.evaluate(() => panePage.endFrames());
  const { first } = await whereIs(opened);
  return { wheel: { ...notches, busyMs }, fling: { ...frames, ms, first } };
}

async function begin(opened: Opened, history: number): Promise<void> {
  await opened.page.evaluate((count) => panePage.prepare(count), history);
  await opened.page.evaluate(() => panePage.mount());
  await opened.page.evaluate(() => panePage.release());
  await wait(REST_MS);
}

/** Turns the wheel up, notch by notch, as long as the page keeps up. */
async function turn(
  { cdp }: Opened,
  { x, y }: Place,
  px: number,
  isWanted: (sent: number) => Promise<boolean>,
): Promise<void> {
  let [sent, inFlight] = [0, 0];
  const send = () => {
    sent += 1;
    inFlight += 1;
    void cdp
      .send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY: -px })
      .catch(() => undefined)
      .finally(() => (inFlight -= 1));
  };
  while (await isWanted(sent)) {
    if (inFlight < WHEELS_IN_FLIGHT) send();
    await wait(WHEEL_MS);
  }
  const end = performance.now() + WHEEL_PATIENCE_MS;
  while (inFlight > 0 && performance.now() < end) await wait(WHEEL_MS);
}

function isAtStart({ scrollTop, first }: Place): boolean {
  return scrollTop <= 1 && first === 0;
}

function whereIs({ page }: Opened): Promise<Place> {
  return page.evaluate(() => panePage.where());
}

async function press(cdp: Opened['cdp']): Promise<void> {
  const key = { key: 'a', code: 'KeyA', windowsVirtualKeyCode: 65 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', ...key });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
