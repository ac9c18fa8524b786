import type { Frames } from './page/frame-watch.ts';
import type { Burst, Fed, Mounted } from './page/pane-page.ts';
import type { Keys } from './page/key-watch.ts';

/** What is done to a pane, each in a page that was just loaded. */
export type Work = 'mount' | 'reopen' | 'burst' | 'feed' | 'scroll';

/** What is measured. Times in ms, of the renderer's main thread where they are called busy. */
export interface Figures {
  /** A pane is opened for the first time. */
  readonly mount: Mounted & {
    readonly busyMs: number;
    /** Heap beyond that of the messages, when only the pane and its state hold them. */
    readonly heapMb: number;
  };
  /** A pane is opened for the third time, when its code is compiled. */
  readonly reopen: Mounted & { readonly busyMs: number };
  readonly burst: Burst & { readonly usPerMessage: number };
  /** Many messages a second. */
  readonly steady: Fed & { readonly busy: number };
  /** Somebody types while some messages arrive. */
  readonly typing: Fed & Keys;
  /** The wheel, one notch after the other. */
  readonly wheel: Frames & { readonly busyMs: number };
  /** The wheel, as far as it goes. */
  readonly fling: Frames & {
    readonly ms: number;
    /** The message whose row is the first that can be seen in the end. */
    readonly first: number;
  };
}

/** One measurement in one page. */
export type Sample = {
  readonly [Name in keyof Figures]: {
    readonly subject: string;
    readonly name: Name;
    /** Messages that were there before. */
    readonly history: number;
    readonly figures: Figures[Name];
  };
}[keyof Figures];

/** A page that was given up. */
export interface GivenUp {
  readonly subject: string;
  readonly work: Work;
  readonly history: number;
  readonly reason: string;
}
