import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ensureBuilt } from '../library.ts';
import { buildSubjects } from './build-subjects.ts';
import { Chromium, TooLate } from './chromium.ts';
import type { PanePage } from './page/pane-page.ts';
import { measurePanes } from './pane-bench.ts';
import { type PanePlan, QUICK_PLAN } from './plan.ts';
import { OURS, subjectsNamed } from './subjects.ts';

/** What the page offers, by name. */
declare const panePage: PanePage;

const quiet = () => undefined;
const CAP_MS = 30_000;
const MESSAGES = 100;
const BURST = 150;

const TINY_PLAN: PanePlan = {
  ...QUICK_PLAN,
  mounts: [MESSAGES],
  reopen: MESSAGES,
  bursts: [MESSAGES],
  burst: BURST,
  history: MESSAGES,
  steady: { perSecond: 100, seconds: 1 },
  typing: { perSecond: 20, keys: 3, everyMs: 50 },
  wheel: { steps: 3, px: 120 },
  fling: { px: 2_400, seconds: 1 },
};

await ensureBuilt(quiet);
const subjects = subjectsNamed(null);
const measured = subjects.filter(({ works }) => works.length > 0);
const built = await buildSubjects(subjects, 'short', quiet);

// Nothing is judged by time here, only whether all subjects do the same work.
describe('the bench of the pane', () => {
  let chromium: Chromium;

  before(async () => {
    chromium = await Chromium.start(built);
  });

  after(() => chromium.close());

  for (const { name } of measured) {
    it(`sees ${name} show the same messages, from the history and as they arrive`, async () => {
      await chromium.inPage(name, CAP_MS, async ({ page }) => {
        const text = (index: number) => page.evaluate((at) => panePage.textOf(at), index);
        const written = (index: number) => page.evaluate((at) => panePage.written(at), index);
        const shows = async (index: number) =>
          assert.ok(plain(await text(index)).includes(plain(await written(index))), String(index));

        await page.evaluate((count) => panePage.prepare(count), MESSAGES);
        const { ms, height, nodes } = await page.evaluate(() => panePage.mount());
        assert.ok(ms > 0);
        assert.ok(height > 300 && height < 720, `${height} px`);
        assert.ok(nodes > 20);
        // Those at the end: who draws a window has them.
        for (let index = MESSAGES - 5; index < MESSAGES; index += 1) await shows(index);
        assert.ok((await page.evaluate(() => panePage.where())).first > MESSAGES - 50);

        assert.ok((await page.evaluate(() => panePage.reopen())).ms > 0);
        await shows(MESSAGES - 1);

        await page.evaluate((count) => panePage.prepareBurst(count), BURST);
        assert.ok((await page.evaluate(() => panePage.burst())).ms > 0);
        await shows(MESSAGES + BURST - 1);
        assert.equal(await page.evaluate(() => panePage.focus()), true);
      });
    });
  }

  it('gives up a page that takes too long, and goes on with the next', async () => {
    const endless = chromium.inPage(OURS, 2_000, ({ page }) =>
      page.evaluate(() => new Promise(() => undefined)),
    );
    await assert.rejects(endless, TooLate);
    const stuck = chromium.inPage(OURS, 2_000, ({ page }) =>
      page.evaluate(() => {
        for (;;);
      }),
    );
    await assert.rejects(stuck, TooLate);
    const isThere = await chromium.inPage(OURS, CAP_MS, ({ page }) =>
      page.evaluate(() => 'panePage' in globalThis),
    );
    assert.equal(isThere, true);
  });

  it('measures everything that it has a goal for', async () => {
    const ours = measured.filter(({ name }) => name === OURS);
    const { samples, givenUp } = await measurePanes(ours, built, TINY_PLAN, 1, quiet);
    assert.deepEqual(givenUp, []);
    assert.deepEqual(samples.map(({ name }) => name).sort(), [
      'burst',
      'fling',
      'mount',
      'reopen',
      'steady',
      'typing',
      'wheel',
    ]);
    for (const { name, figures } of samples) {
      for (const [key, value] of Object.entries(figures)) {
        // Who feeds or turns the wheel does not look whether a frame is blank, or presses no keys.
        const isAsked = !(['steady', 'typing'].includes(name) && key === 'blank');
        const isPressed = !(name === 'steady' && key.startsWith('paint'));
        if (isAsked && isPressed) assert.ok(Number.isFinite(value), `${name} ${key}`);
      }
    }
  });
});

/** Without what is only formatting. */
function plain(text: string | null): string {
  return (text ?? '').replace(/[\s*`]/g, '');
}
