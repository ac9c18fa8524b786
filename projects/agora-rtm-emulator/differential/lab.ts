import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { setTimeout as realWait } from 'node:timers/promises';
import { findChrome } from '../../workspace/chrome.ts';
import { Host } from './host.ts';
import type { FrameOrder, FramePage } from './page/frame.ts';
import type { Group, Trace } from './script.ts';
import { UnreachablePort } from './unreachable.ts';
import type { Manner } from './unreachable.ts';

export type Generation = 'v1' | 'v2';
export type Subject = 'vendor' | 'twin';

/** Where a group is written down: both Node and the page import it from there. */
export interface GroupSource {
  readonly generation: Generation;
  /** Of the module in the folder of the generation, which exports `groups`. */
  readonly file: string;
  readonly group: Group;
}

const VENDOR_FILES = { v1: '/sdk-1.5.1.js', v2: '/sdk-2.3.0.js' } as const;
const TWIN_FILES = {
  v1: '/src/sdk-v1/public-api.ts',
  v2: '/src/sdk/public-api.ts',
} as const;

/** Any date: the page's clock starts there. */
const EPOCH = new Date('2027-01-15T08:00:00Z');

/** The clock runs until the page is there, and is then set to this time; a page that takes longer is an error. */
const LOADING_MS = 60_000;

/** The clock is wound this far at a time, in milliseconds: finely while much happens, then in longer steps. */
const STEP_MS = 100;
const LATER_STEP_MS = 2_500;
const LATER_MS = 15_000;

/** Pause between two steps, in real milliseconds: what a browser does beside its timers needs some time. */
const BREATH_MS = 3;

/** A page that has not finished after this much time on its clock never will. */
const LONGEST_SCRIPT_MS = 600_000;

/** Chromium without a network, and in it a page for each group and subject. */
export class Lab {
  readonly #browser: Browser;
  readonly #host: Host;
  readonly #nobody: UnreachablePort;
  /** Addresses beyond this machine that answered. There must be none. */
  readonly #answered = new Set<string>();

  private constructor(browser: Browser, host: Host, nobody: UnreachablePort) {
    this.#browser = browser;
    this.#host = host;
    this.#nobody = nobody;
  }

  /** @param manner How the servers of both SDKs cannot be reached. By default no host name is found. */
  static async open(manner: Manner | 'is not found' = 'is not found'): Promise<Lab> {
    const chrome = findChrome();
    if ('problem' in chrome) throw new Error(chrome.problem);
    const nobody = await UnreachablePort.open(manner === 'stays silent' ? manner : 'refuses');
    const target = manner === 'is not found' ? '~NOTFOUND' : `127.0.0.1:${nobody.port}`;
    const browser = await chromium.launch({
      executablePath: chrome.path,
      args: [
        // Chromium's sandbox does not start for root, which is who runs tests in a container.
        '--no-sandbox',
        '--disable-background-networking',
        `--host-resolver-rules=MAP * ${target}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
      ],
    });
    return new Lab(browser, await Host.start(), nobody);
  }

  /** Addresses beyond this machine that answered, which would make everything observed worthless. */
  get answered(): readonly string[] {
    return [...this.#answered];
  }

  /** Runs a group. Returns one trace for each script, in their order. */
  async run(source: GroupSource, subject: Subject): Promise<readonly Trace[]> {
    const context = await this.#browser.newContext();
    try {
      const page = await context.newPage();
      page.on('response', (response) => {
        const { hostname, protocol } = new URL(response.url());
        if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.#answered.add(hostname);
      });
      await page.clock.install({ time: EPOCH });
      await page.goto(this.#host.url);
      await page.clock.pauseAt(EPOCH.getTime() + LOADING_MS);
      await startFrames(page, this.#ordersFor(source, subject));
      return await wind(page, source.group);
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#host.close();
    await this.#nobody.close();
  }

  /** One frame for the group, or one for each script. */
  #ordersFor({ generation, file, group }: GroupSource, subject: Subject): FrameOrder[] {
    const all = [...group.scripts.keys()];
    const order = {
      sdk: subject === 'twin' ? TWIN_FILES[generation] : VENDOR_FILES[generation],
      isModule: subject === 'twin',
      serverUrl: `http://127.0.0.1:${this.#nobody.port}`,
      file: `/differential/${generation}/${file}`,
      group: group.name,
    };
    const frames = group.apart === true ? all.map((index) => [index]) : [all];
    return frames.map((indexes) => ({ ...order, indexes }));
  }
}

/** Opens a frame for each order, and waits until all scripts have begun. The clock stands still all the while. */
async function startFrames(page: Page, orders: readonly FrameOrder[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    const traces: Trace[] = [];
    const self = window as unknown as FramePage;
    Object.assign(self, { traces });
    self.report = (index, trace) => (traces[index] = trace);
    await new Promise<void>((resolve, reject) => {
      let count = 0;
      self.started = () => {
        count += 1;
        if (count === wanted.length) resolve();
      };
      self.fail = (problem) => {
        Object.assign(self, { problem });
        reject(new Error(problem));
      };
      for (const order of wanted) {
        const frame = document.createElement('iframe');
        frame.src = `/frame#${encodeURIComponent(JSON.stringify(order))}`;
        document.body.append(frame);
      }
    });
  }, orders);
}

/** Winds the clock until all scripts are over. */
async function wind(page: Page, { name, scripts }: Group): Promise<readonly Trace[]> {
  for (let wound = 0; wound < LONGEST_SCRIPT_MS;) {
    const step = wound < LATER_MS ? STEP_MS : LATER_STEP_MS;
    await page.clock.runFor(step);
    wound += step;
    await realWait(BREATH_MS);
    const traces = await page.evaluate((count) => {
      const { problem, traces: found } = window as unknown as { problem?: string; traces: Trace[] };
      if (problem !== undefined) throw new Error(problem);
      return Object.keys(found).length === count ? found : null;
    }, scripts.length);
    if (traces !== null) return traces;
  }
  throw new Error(`"${name}" was not over after ${LONGEST_SCRIPT_MS} ms.`);
}
