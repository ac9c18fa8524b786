// What runs in the page beside a subject, and what Node can ask of it. The same for all subjects.
import { writeMessages } from '../messages.ts';
import type { PaneSubject, SubjectPlace } from '../subject.ts';
import { Feed } from './feed.ts';
import { type Frames, FrameWatch } from './frame-watch.ts';
import { type Keys, KeyWatch } from './key-watch.ts';
import { Rows } from './rows.ts';
import { frame, task } from './ticks.ts';

/** Milliseconds from the call until the newest message had been seen for two frames. */
export interface Mounted {
  readonly ms: number;
  /** Until the state had all messages. */
  readonly stateMs: number;
  /** Elements of the pane. */
  readonly nodes: number;
  readonly rows: number;
  /** Height of the list, in px. */
  readonly height: number;
}

export interface Burst {
  /** From the first message until the last one had been seen for two frames. */
  readonly ms: number;
  /** Until the last one was handed over. */
  readonly fedMs: number;
  /** In tasks of more than 50 ms. */
  readonly longMs: number;
  readonly gapMax: number;
}

export interface Fed extends Frames {
  readonly sent: number;
  /** Messages that were due and could not be handed over in time. */
  readonly behind: number;
  /** From the last message until it had been seen for two frames; NaN: never. */
  readonly settledMs: number;
}

export interface Place {
  readonly scrollTop: number;
  /** Message whose row is the first that can be seen; -1: none. */
  readonly first: number;
  /** The middle of the list in the page. */
  readonly x: number;
  readonly y: number;
}

/** How long something may take to be seen. Node gives up earlier. */
const PATIENCE_MS = 120_000;

/** Messages of a burst that arrive in one task. */
const TOGETHER = 50;

/** After a burst, long tasks are reported with a delay. */
const REPORT_MS = 300;

export class PanePage {
  readonly #subject: PaneSubject;
  readonly #rows: Rows;
  readonly #longTasks: { readonly end: number; readonly ms: number }[] = [];
  #history: unknown[] = [];
  #arriving: unknown[] = [];
  #count = 0;
  #feed: Feed | null = null;
  #frames: FrameWatch | null = null;
  #keys: KeyWatch | null = null;

  constructor(subject: PaneSubject) {
    this.#subject = subject;
    this.#rows = new Rows(subject);
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        this.#longTasks.push({ end: startTime + duration, ms: duration });
      }
    }).observe({ type: 'longtask' });
  }

  /** Writes a history for {@link mount}. */
  prepare(count: number): void {
    this.#history = this.#write(count);
  }

  /** Opens the conversation for the first time. */
  async mount(): Promise<Mounted> {
    return this.#show(() => this.#subject.fill(this.#history));
  }

  /** Closes the conversation, and opens it again. */
  async reopen(): Promise<Mounted> {
    this.#subject.hide();
    for (let count = 0; count < 3; count += 1) await frame();
    if (this.#rows.length > 0) throw new Error('The pane is still there after it was closed.');
    return this.#show(() => undefined);
  }

  /** Forgets the history: who still needs it has it. */
  release(): void {
    this.#history = [];
  }

  /** Writes messages for {@link burst}. */
  prepareBurst(count: number): void {
    this.#arriving = this.#write(count);
  }

  async burst(): Promise<Burst> {
    const arriving = this.#arriving;
    this.#arriving = [];
    await frame();
    await frame();
    const frames = new FrameWatch();
    const start = performance.now();
    for (let at = 0; at < arriving.length; at += TOGETHER) {
      await task();
      this.#subject.push(arriving.slice(at, at + TOGETHER));
    }
    const fedMs = performance.now() - start;
    const ms = (await this.#seen(this.#count - 1)) - start;
    const { gapMax } = frames.end();
    await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
    return { ms, fedMs, longMs: this.#longSince(start), gapMax };
  }

  /** Lets messages arrive one by one from now on. @param perSecond How many. @param seconds For how long at most. */
  startFeed(perSecond: number, seconds: number): void {
    const arriving = this.#write(perSecond * seconds);
    this.#feed = new Feed(arriving, perSecond, (message) => this.#subject.push([message]));
    this.#frames = new FrameWatch();
    this.#keys = new KeyWatch();
  }

  /** Ends it. */
  async endFeed(): Promise<Fed & Keys> {
    if (!this.#feed || !this.#frames || !this.#keys) throw new Error('Nothing is fed.');
    const frames = this.#frames.end();
    const keys = this.#keys.end();
    const { sent, behind, unsent } = this.#feed.end();
    this.#count -= unsent;
    const start = performance.now();
    const settledMs = (await this.#seen(this.#count - 1)) - start;
    return { ...frames, ...keys, sent, behind, settledMs };
  }

  startFrames(): void {
    this.#frames = new FrameWatch(() => this.#rows.isBlank());
  }

  endFrames(): Frames {
    if (!this.#frames) throw new Error('Nothing is watched.');
    return this.#frames.end();
  }

  where(): Place {
    const scroller = this.#subject.scroller();
    if (!scroller) throw new Error('There is no list.');
    const { left, top, width, height } = scroller.getBoundingClientRect();
    return {
      scrollTop: scroller.scrollTop,
      first: this.#rows.firstSeen(),
      x: left + width / 2,
      y: top + height / 2,
    };
  }

  /** Puts the focus where one types. @returns Whether it is there. */
  focus(): boolean {
    const composer = this.#subject.composer();
    composer?.focus();
    return composer !== null && document.activeElement === composer;
  }

  textOf(index: number): string | null {
    return this.#rows.textOf(index);
  }

  /** What the message was made of. */
  written(index: number): string {
    return writeMessages(index, 1)[0]?.text ?? '';
  }

  async #show(fill: () => void): Promise<Mounted> {
    await frame();
    const start = performance.now();
    fill();
    const stateMs = performance.now() - start;
    this.#subject.show();
    const ms = (await this.#seen(this.#count - 1)) - start;
    return {
      ms,
      stateMs,
      nodes: document.querySelectorAll('#box *').length,
      rows: this.#rows.length,
      height: this.#subject.scroller()?.clientHeight ?? 0,
    };
  }

  /** Resolves to the time at which a message had been seen for two frames, NaN where it never is. */
  async #seen(index: number): Promise<number> {
    const end = performance.now() + PATIENCE_MS;
    while (!this.#rows.shows(index)) {
      if (performance.now() > end) return NaN;
      await frame();
    }
    await frame();
    await frame();
    return performance.now();
  }

  #write(count: number): unknown[] {
    const prepared = this.#subject.prepare(writeMessages(this.#count, count));
    this.#count += count;
    return prepared;
  }

  #longSince(start: number): number {
    return this.#longTasks.reduce((sum, { end, ms }) => (end > start ? sum + ms : sum), 0);
  }
}

/** Where Node finds it, once the subject is ready. */
export interface PageGlobals {
  panePage?: PanePage;
}

const place = globalThis as SubjectPlace & PageGlobals;
addEventListener('load', () => void begin());

async function begin(): Promise<void> {
  const subject = place.paneSubject;
  // What has no subject is only weighed.
  if (subject === undefined) return;
  await subject.start();
  place.panePage = new PanePage(subject);
}
