import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChrome } from '../../projects/workspace/chrome.ts';
import { startStaticServer } from '../../projects/workspace/static-server.ts';
import { inWorkspace } from '../../projects/workspace/workspace.ts';
import type { Bench, Outcome } from '../bench.ts';
import { builtFile, ensureBuilt } from '../library.ts';
import { turns } from '../median.ts';
import type { CachePage } from './page.ts';
import { type CacheSample, outcomeOf } from './report.ts';

const MESSAGES = 10_000;
const ENTRY_POINTS = ['./chat', './client', './testing'] as const;

/** How long it takes until a conversation that is kept in the browser can be shown. */
export const cacheBench: Bench = {
  name: 'cache',
  title: 'Cache: opening a conversation of 10,000 messages, in Chromium',
  async run({ repetitions, say }) {
    await ensureBuilt(say);
    return measureCache(MESSAGES, repetitions, say);
  },
};

/** The same with any number of messages: of at least a page for each that is read. */
export async function measureCache(
  messages: number,
  repetitions: number,
  say: (line: string) => void,
): Promise<Outcome> {
  const chrome = findChrome();
  if ('problem' in chrome) throw new Error(chrome.problem);
  const root = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  const server = await startStaticServer({ root, port: 0 });
  const browser = await chromium.launch({
    executablePath: chrome.path,
    // Nothing but this machine is reached.
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  try {
    await makePage(root);
    const address = `http://127.0.0.1:${server.port}/`;
    const context = await browser.newContext();
    say(`${messages} messages are written.`);
    await inPage(context, address, (page) =>
      page.evaluate((count) => cachePage.fill(count), messages),
    );
    // Once for nothing: the browser has its own things to get ready.
    for (const measure of MEASUREMENTS) await inPage(context, address, measure);
    const samples: CacheSample[] = [];
    for (const [index, measure] of turns(MEASUREMENTS, repetitions).entries()) {
      say(`${index + 1} of ${MEASUREMENTS.length * repetitions}`);
      samples.push(await inPage(context, address, measure));
    }
    return outcomeOf(samples, browser.version());
  } finally {
    await browser.close();
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
}

declare const cachePage: CachePage;

const MEASUREMENTS: readonly ((page: Page) => Promise<CacheSample>)[] = [
  async (page) => ({ what: 'by-hand', ...(await page.evaluate(() => cachePage.byHand())) }),
  async (page) => ({ what: 'reading', ...(await page.evaluate(() => cachePage.reading())) }),
  async (page) => ({ what: 'starting', ...(await page.evaluate(() => cachePage.starting())) }),
];

async function inPage<T>(
  context: BrowserContext,
  address: string,
  run: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(address);
    await page.waitForFunction(() => 'cachePage' in globalThis);
    return await run(page);
  } finally {
    await page.close();
  }
}

/** A page with the library as it is built. */
async function makePage(root: string): Promise<void> {
  await build({
    entryPoints: [inWorkspace('bench/cache/page.ts')],
    outfile: join(root, 'page.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'error',
    alias: Object.fromEntries(
      ENTRY_POINTS.map((entryPoint) => [
        entryPoint.replace('.', 'ngx-agora-rtm'),
        builtFile(entryPoint),
      ]),
    ),
  });
  writeFileSync(
    join(root, 'index.html'),
    '<!doctype html><title>Cache</title><script type="module" src="page.js"></script>',
  );
}
