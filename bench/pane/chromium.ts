import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { findChrome } from '../../projects/workspace/chrome.ts';
import { startStaticServer, type StaticServer } from '../../projects/workspace/static-server.ts';
import type { BuiltSubjects } from './build-subjects.ts';
import type { PageGlobals } from './page/pane-page.ts';

/** How long an orderly end may take, in ms. */
const GRACE_MS = 5_000;

/** A page that was just loaded, with a subject in it that is ready. */
export interface Opened {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Work of the renderer's main thread until now, in ms. */
  busy(): Promise<number>;
  /** The heap of scripts without garbage, in MB. */
  heap(): Promise<number>;
}

/** Thrown where a page took longer than it may. */
export class TooLate extends Error {}

/** A browser and a server on this machine: each measurement gets a page that nothing has happened in. */
export class Chromium {
  readonly #server: StaticServer;
  readonly #script: string;
  readonly #launch: () => Promise<Browser>;
  #browser: Browser;

  private constructor(
    browser: Browser,
    launch: () => Promise<Browser>,
    server: StaticServer,
    script: string,
  ) {
    this.#browser = browser;
    this.#launch = launch;
    this.#server = server;
    this.#script = script;
  }

  /** @throws Error where there is no Chromium. */
  static async start({ root, script }: BuiltSubjects): Promise<Chromium> {
    const chrome = findChrome();
    if ('problem' in chrome) throw new Error(chrome.problem);
    const launch = () => chromium.launch({ executablePath: chrome.path, args: FLAGS });
    const server = await startStaticServer({ root, port: 0 });
    return new Chromium(await launch(), launch, server, script);
  }

  get version(): string {
    return this.#browser.version();
  }

  /** @throws TooLate when it takes longer than `capMs`. What else is thrown went wrong in the page. */
  async inPage<T>(subject: string, capMs: number, run: (opened: Opened) => Promise<T>): Promise<T> {
    const context = await this.#browser.newContext({ viewport: { width: 1000, height: 800 } });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new TooLate(`${subject} took longer than ${capMs / 1_000} s.`);
      timer = setTimeout(() => reject(error), capMs);
    });
    try {
      return await Promise.race([this.#open(context.newPage(), subject).then(run), late]);
    } finally {
      clearTimeout(timer);
      const closed = context.close().then(() => true);
      const isClosed = await Promise.race([closed.catch(() => false), after(GRACE_MS)]);
      // A page that never ends its task cannot be closed.
      if (!isClosed) await this.#relaunch();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  async #open(opening: Promise<Page>, subject: string): Promise<Opened> {
    const page = await opening;
    const origin = `http://127.0.0.1:${this.#server.port}/`;
    await page.route('**/*', (route) =>
      route.request().url().startsWith(origin) ? route.continue() : route.abort(),
    );
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.addInitScript(this.#script);
    await page.goto(`${origin}${subject}/index.html`);
    const isReady = () => (globalThis as PageGlobals).panePage !== undefined;
    await page.waitForFunction(isReady).catch((error: unknown) => {
      throw new Error(`${subject} did not start: ${errors.join('; ') || String(error)}`);
    });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const metric = async (wanted: string) => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    };
    return {
      page,
      cdp,
      busy: async () => (await metric('TaskDuration')) * 1_000,
      heap: async () => {
        // Once for what is garbage, and once for what only its finalizers held.
        await cdp.send('HeapProfiler.collectGarbage');
        await cdp.send('HeapProfiler.collectGarbage');
        return (await metric('JSHeapUsedSize')) / 2 ** 20;
      },
    };
  }

  async #relaunch(): Promise<void> {
    await Promise.race([this.#browser.close().catch(() => undefined), after(GRACE_MS)]);
    this.#browser = await this.#launch();
  }
}

const FLAGS = [
  // Chromium's sandbox does not start for root.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A notch of the wheel is one step, and frames come whether somebody looks or not.
  '--disable-smooth-scrolling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

function after(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref());
}
