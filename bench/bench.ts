import type { Goal } from './goal.ts';
import type { Table } from './table.ts';

/** One thing to measure: what `--only` chooses from. */
export interface Bench {
  readonly name: string;
  /** What it measures, in a sentence. */
  readonly title: string;
  run(options: BenchOptions): Promise<Outcome>;
}

export interface BenchOptions {
  /** Of whatever has to be repeated. Figures are medians of these. */
  readonly repetitions: number;
  /** Names of the ways to hold messages that take part; `null`: all. */
  readonly ways: readonly string[] | null;
  /** How the emulator is loaded: see the README. */
  readonly fanOut: FanOutOptions;
  readonly pane: PaneOptions;
  /** Says how far it is: a line. */
  readonly say: (line: string) => void;
}

/** As the command line has them. */
export interface FanOutOptions {
  readonly clients: string;
  readonly rate: string;
  readonly seconds: string;
  readonly channels: string;
  readonly size: string;
}

/** Which panes are measured, and how long. */
export interface PaneOptions {
  /** Whether little is measured, in a minute or two: for work on a pane, not to be kept. */
  readonly isQuick: boolean;
  /** Names of subjects; `null`: all. */
  readonly subjects: readonly string[] | null;
}

/** What came out. Plain data: it is written as JSON. */
export interface Outcome {
  readonly tables: readonly Table[];
  /** What is shown, and not kept in a document. */
  readonly details?: readonly Table[];
  readonly goals: readonly Goal[];
  /** What a reader has to know to understand the tables. */
  readonly notes: readonly string[];
  /** The single measurements behind the tables. */
  readonly samples: readonly object[];
}
