import type { BrowserContext, Page } from '@playwright/test';
import type {
  FaultPageApi,
  PageEntry,
  PageReport,
  PageRow,
  PageStatus,
} from '../fault-page/fault-page-api.ts';
import type { Ledger } from './ledger.ts';
import type { Observation } from './verdict.ts';
import { waitFor } from './wait-for.ts';

/** A status, and when the page came into it: milliseconds since the epoch. */
export interface StatusAt extends PageStatus {
  readonly at: number;
}

/** How long a page may take to be current after everything is well again, in milliseconds. The longest pause of an SDK is 32 s. */
const RECOVERY_MS = 60_000;

/** One tab of one user on the fault page. It outlives the page in it: a tab can crash and be opened again. */
export class FaultWindow {
  readonly userId: string;
  /** Names the tab among those of the user. */
  readonly tab: string;
  /** Every status that the page was in, in all its lives. */
  readonly statuses: StatusAt[] = [];
  /** What went wrong in the page without anybody having asked for it. */
  readonly errors: string[] = [];
  readonly #context: BrowserContext;
  readonly #address: string;
  readonly #ledger: Ledger;
  #page: Page | null = null;
  #isCrashed = false;

  constructor(init: {
    context: BrowserContext;
    address: string;
    userId: string;
    tab: string;
    ledger: Ledger;
  }) {
    this.#context = init.context;
    this.#address = init.address;
    this.#ledger = init.ledger;
    this.userId = init.userId;
    this.tab = init.tab;
  }

  get name(): string {
    return `${this.userId}/${this.tab}`;
  }

  get isOpen(): boolean {
    return this.#page !== null && !this.#isCrashed;
  }

  /** The latest status that the page told. */
  get status(): StatusAt | undefined {
    return this.statuses.at(-1);
  }

  /** Opens the page, in a new tab of the browser. */
  async open(): Promise<void> {
    const page = await this.#context.newPage();
    this.#page = page;
    this.#isCrashed = false;
    await page.exposeFunction('faultReport', (report: PageReport) => {
      if (page === this.#page) this.#hear(report);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('crash', () => {
      if (page === this.#page) this.#isCrashed = true;
    });
    await page.goto(this.#address);
    await page.waitForFunction(() => window.faultPage?.isReady() === true);
  }

  /** Loads the page anew. What was under way in it ends without a word. */
  async reload(): Promise<void> {
    await this.#live().reload();
    await this.#live().waitForFunction(() => window.faultPage?.isReady() === true);
  }

  /** Closes the tab, as a person would. */
  async close(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    await page?.close();
  }

  /** Ends the tab's process without warning. Open it again with {@link open}. */
  async crash(): Promise<void> {
    const page = this.#live();
    const session = await this.#context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // It is never answered: there is nobody left to do so.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    this.#page = null;
    await page.close();
  }

  /** Has the page write the next texts of this tab. Resolves when each was kept safe or refused, or when the page has gone. */
  async write(channel: string, count: number, everyMs = 0): Promise<void> {
    const texts = this.#ledger.plan(this.userId, this.tab, count);
    const page = this.#live();
    try {
      await page.evaluate(
        ([channel, texts, everyMs]) => window.faultPage?.sendMany(channel, texts, everyMs),
        [channel, texts, everyMs] as const,
      );
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Calls a method of the page that takes nothing. */
  async call(method: 'login' | 'logout'): Promise<void> {
    await this.#live().evaluate((method) => window.faultPage?.[method](), method);
  }

  async loadAll(channel: string): Promise<void> {
    await this.#live().evaluate((channel) => window.faultPage?.loadAll(channel), channel);
  }

  async entries(channel: string): Promise<readonly PageEntry[]> {
    return this.#live().evaluate((channel) => window.faultPage?.snapshot(channel) ?? [], channel);
  }

  /** How many entries there are that a test has to wait for: messages in all, own ones that wait, gaps that may be filled. */
  async progress(channel: string): Promise<{ messages: number; waiting: number; open: number }> {
    return this.#live().evaluate((channel) => {
      const entries = window.faultPage?.snapshot(channel) ?? [];
      const having = (...statuses: string[]): number =>
        entries.filter(({ status }) => statuses.includes(status)).length;
      return {
        messages: entries.filter(({ type }) => type === 'message').length,
        waiting: having('queued', 'sending'),
        open: having('searching'),
      };
    }, channel);
  }

  /** What the page holds and shows, at the same moment. */
  async observe(channel: string): Promise<Observation> {
    const { entries, rows } = await this.#live().evaluate(async (channel) => {
      // A frame and what it leads to: what is held is shown by then.
      await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
      const list = document.querySelectorAll<HTMLElement>(
        `[data-channel="${CSS.escape(channel)}"] li`,
      );
      const rows: PageRow[] = Array.from(list, ({ dataset, textContent }) => ({
        id: dataset['id'] ?? '',
        from: dataset['from'] ?? '',
        n: dataset['n'] ?? '',
        status: dataset['status'] ?? '',
        text: textContent,
      }));
      return { entries: window.faultPage?.snapshot(channel) ?? [], rows };
    }, channel);
    return { name: this.name, userId: this.userId, entries, rows };
  }

  /** Resolves when the page has everything that was missed. */
  async untilCurrent(): Promise<void> {
    await waitFor(
      () => this.status?.isCurrent === true,
      RECOVERY_MS,
      () => this.#words('current'),
    );
  }

  /**
   * Resolves when the page has noticed a break and is over it.
   *
   * @param broken When the link broke. @param back When it could be used again.
   * @returns Milliseconds from then until the page was current.
   */
  async recovery(broken: number, back: number): Promise<number> {
    let current: StatusAt | undefined;
    const isBack = (): boolean => {
      const before = this.statuses.findLast(({ at }) => at < broken);
      const after = this.statuses.filter(({ at }) => at >= broken);
      const noticed = before?.isCurrent === false ? 0 : after.findIndex((one) => !one.isCurrent);
      current = noticed < 0 ? undefined : after.slice(noticed).find((one) => one.isCurrent);
      return current !== undefined;
    };
    await waitFor(isBack, RECOVERY_MS, () => this.#words('over the break'));
    return Math.max(0, (current?.at ?? back) - back);
  }

  #hear(report: PageReport): void {
    if (report.type === 'status') this.statuses.push({ ...report.status, at: report.at });
    else if (report.type === 'error') this.errors.push(report.error);
    else this.#ledger.note(report.text, report.type);
  }

  #words(wanted: string): string {
    return `${this.name} is not ${wanted}, but ${JSON.stringify(this.status)}; errors: ${JSON.stringify(this.errors)}`;
  }

  #live(): Page {
    if (this.#page === null) throw new Error(`${this.name} is not open`);
    return this.#page;
  }
}

/** Whether a call ended because the page in which it ran did. */
function isGone(error: unknown): boolean {
  return /closed|crashed|destroyed|navigat/i.test(String(error));
}

declare global {
  interface Window {
    faultPage?: FaultPageApi;
  }
}
