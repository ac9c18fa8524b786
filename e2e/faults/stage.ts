import type { Browser, BrowserContext } from '@playwright/test';
import { newAppId } from '../desk.ts';
import { EmulatorProcess, freePort } from '../emulator-process.ts';
import type { FaultChat, FaultSdk } from '../fault-page/fault-page-api.ts';
import { TcpProxy } from '../tcp-proxy.ts';
import { FaultWindow } from './fault-window.ts';
import { Ledger } from './ledger.ts';
import { judge, type Verdict } from './verdict.ts';
import { waitFor } from './wait-for.ts';

/** The conversation in which everything happens. */
export const CHANNEL = 'lobby';

/** How long everything may take to become quiet after the last fault, in milliseconds. */
const QUIET_MS = 120_000;

/** How long nothing may change where some messages will never come, in milliseconds. */
const STILL_MS = 5_000;

export interface StageOptions {
  readonly browser: Browser;
  /** Where the fault page is served. */
  readonly pageUrl: string;
  readonly sdk: FaultSdk;
  readonly chat: FaultChat;
}

/** Who comes onto a stage. */
export interface Entrance {
  readonly userId: string;
  /** Names the tab among those of the user. */
  readonly tab?: string;
  /** The browser: windows of the same context share what is kept in it. A new one when left out. */
  readonly context?: BrowserContext;
  /** The proxy on the way to the emulator. Left out: none. */
  readonly proxy?: TcpProxy;
}

/** An emulator of its own, and everybody who talks through it. */
export class Stage {
  readonly emulator: EmulatorProcess;
  readonly ledger = new Ledger();
  readonly windows: FaultWindow[] = [];
  readonly #options: StageOptions;
  readonly #appId = newAppId();
  readonly #contexts = new Set<BrowserContext>();
  readonly #proxies: TcpProxy[] = [];

  private constructor(options: StageOptions, emulator: EmulatorProcess) {
    this.#options = options;
    this.emulator = emulator;
  }

  static async start(options: StageOptions): Promise<Stage> {
    const history = options.sdk === 'v2' ? [] : ['--no-history'];
    const emulator = new EmulatorProcess(await freePort(), history);
    await emulator.start();
    return new Stage(options, emulator);
  }

  /** A new proxy to the emulator. */
  async proxy(): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(this.emulator.port);
    this.#proxies.push(proxy);
    return proxy;
  }

  /** A browser of its own, as another machine would be. */
  async context(): Promise<BrowserContext> {
    const context = await this.#options.browser.newContext();
    this.#contexts.add(context);
    return context;
  }

  /** Opens a window and waits until it is current. */
  async enter(entrance: Entrance): Promise<FaultWindow> {
    const window = await this.prepare(entrance);
    await window.open();
    await window.untilCurrent();
    return window;
  }

  /** A window that is not open yet. */
  async prepare({ userId, tab = '1', context, proxy }: Entrance): Promise<FaultWindow> {
    const address = new URL(this.#options.pageUrl);
    address.search = new URLSearchParams({
      user: userId,
      appId: this.#appId,
      emulator: proxy?.url ?? this.emulator.url,
      sdk: this.#options.sdk,
      chat: this.#options.chat,
      channels: CHANNEL,
    }).toString();
    const window = new FaultWindow({
      context: context ?? (await this.context()),
      address: address.href,
      userId,
      tab,
      ledger: this.ledger,
    });
    this.windows.push(window);
    return window;
  }

  /**
   * Waits until nothing is under way any more: everybody is current, nothing waits to be sent or repaired, and everything that was
   * written is everywhere, or nothing has changed for a while.
   *
   * @returns What is still under way when it does not become quiet, else `null`.
   */
  async settle(): Promise<string | null> {
    const open = this.windows.filter(({ isOpen }) => isOpen);
    let words = '';
    let since = Date.now();
    const isQuiet = async (): Promise<boolean> => {
      const expected = this.ledger.kept;
      const all = await Promise.all(
        open.map(async (window) => ({ window, ...(await window.progress(CHANNEL)) })),
      );
      const now = all
        .map(({ window, messages, waiting, open }) => {
          const { state, isCurrent } = window.status ?? { state: 'unheard of', isCurrent: false };
          return `${window.name} is ${state}${isCurrent ? ' and current' : ''}: ${messages} of ${expected} messages, ${waiting} waiting, ${open} gaps searching`;
        })
        .join('; ');
      if (now !== words) {
        words = now;
        since = Date.now();
      }
      const isIdle = all.every(
        ({ window, waiting, open }) => window.status?.isCurrent === true && waiting + open === 0,
      );
      const isComplete = all.every(({ messages }) => messages >= expected);
      return isIdle && (isComplete || Date.now() - since > STILL_MS);
    };
    try {
      await waitFor(isQuiet, QUIET_MS, () => words);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** What there is to say of every window that is open. */
  async verdict(): Promise<Verdict> {
    const open = this.windows.filter(({ isOpen }) => isOpen);
    for (const window of open) await window.loadAll(CHANNEL);
    const observations = [];
    for (const window of open) observations.push(await window.observe(CHANNEL));
    return judge(this.ledger, observations, this.#options.sdk === 'v2');
  }

  async dispose(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    for (const proxy of this.#proxies) await proxy.close();
    await this.emulator.dispose();
  }
}
