/** How much is done. */
export interface PanePlan {
  /** Histories to open. */
  readonly mounts: readonly number[];
  /** History to open again. */
  readonly reopen: number;
  /** Histories before a burst. */
  readonly bursts: readonly number[];
  /** Messages of a burst. */
  readonly burst: number;
  /** History for everything else. */
  readonly history: number;
  readonly steady: { readonly perSecond: number; readonly seconds: number };
  readonly typing: { readonly perSecond: number; readonly keys: number; readonly everyMs: number };
  /** Notches of the wheel. */
  readonly wheel: { readonly steps: number; readonly px: number };
  readonly fling: { readonly px: number; readonly seconds: number };
  /** How long one page may take, in ms. */
  readonly capMs: number;
}

export const FULL_PLAN: PanePlan = {
  mounts: [100, 1_000, 10_000, 100_000],
  reopen: 10_000,
  bursts: [1_000, 10_000],
  burst: 5_000,
  history: 10_000,
  steady: { perSecond: 200, seconds: 10 },
  typing: { perSecond: 20, keys: 50, everyMs: 100 },
  wheel: { steps: 200, px: 120 },
  fling: { px: 2_400, seconds: 10 },
  capMs: 75_000,
};

/** The same in less time, for work on a pane: shows where it stands, and is not to be quoted. */
export const QUICK_PLAN: PanePlan = {
  ...FULL_PLAN,
  mounts: [100, 10_000],
  bursts: [10_000],
  steady: { perSecond: 200, seconds: 3 },
  typing: { perSecond: 20, keys: 20, everyMs: 100 },
  wheel: { steps: 60, px: 120 },
  capMs: 20_000,
};
