// One step of the test run: a Node script in a child process, with a time limit, judged when it ends.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.ts';
import { countFileVariable, judge, parseCount, type Verdict } from './count.ts';
import type { Environment } from './workspace.ts';

/** The kinds of tests: what `--only` chooses from, and the rows of the closing table. */
export const kinds = [
  'lint',
  'types',
  'build',
  'lib',
  'model',
  'app',
  'emulator',
  'differential',
  'token-server',
  'workspace',
  'bench',
  'pack',
  'e2e',
  'faults',
] as const;

export type Kind = (typeof kinds)[number];

/** A step of the test run. */
export interface Step {
  readonly kind: Kind;
  readonly title: string;
  /** What Node runs: a script and its arguments. */
  readonly command: readonly string[] | ((countFile: string) => readonly string[]);
  /** Whether the step is a suite with a count of its own; otherwise its exit code is one test. */
  readonly isSuite: boolean;
  readonly needsChrome?: boolean;
  /** The titles of the steps that have to pass before. */
  readonly needs?: readonly string[];
  /** After how many minutes the step has hung. */
  readonly minutes: number;
}

/** What became of a step. */
export interface StepResult extends Verdict {
  readonly seconds: number;
  readonly output: string;
}

/** Runs a step to its end or its time limit. */
export async function runStep(step: Step, env: Environment): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'count-'));
  const countFile = join(folder, 'count.json');
  const started = performance.now();
  let output = '';
  const limit = new AbortController();

  const args = typeof step.command === 'function' ? step.command(countFile) : step.command;
  const child = new Child(process.execPath, args, {
    env: { ...env, [countFileVariable]: countFile },
    onOutput: (text) => (output += text),
  });
  const timer = setTimeout(() => {
    limit.abort();
    void child.stop();
  }, step.minutes * 60_000);
  const ending = await child.ended;
  clearTimeout(timer);
  const timedOut = limit.signal.aborted;

  const seconds = (performance.now() - started) / 1000;
  const count = step.isSuite ? readCount(countFile) : undefined;
  rmSync(folder, { recursive: true, force: true });

  const runnerPassed = ending.code === 0 && !timedOut;
  const verdict = step.isSuite
    ? judge({ count, runnerPassed })
    : { passed: runnerPassed ? 1 : 0, failed: runnerPassed ? 0 : 1, skipped: [] };
  const reason = timedOut
    ? `stopped after ${String(step.minutes)} minutes`
    : verdict.failed === 0
      ? undefined
      : [verdict.reason, ending.words].filter(Boolean).join(', ');
  return { ...verdict, seconds, output, ...(reason !== undefined && { reason }) };
}

/** The result of a step whose needs were not met. */
export function notRun(missing: string): StepResult {
  const reason = `not run, because "${missing}" did not pass`;
  return { passed: 0, failed: 1, skipped: [], seconds: 0, output: '', reason };
}

function readCount(file: string): ReturnType<typeof parseCount> {
  try {
    return parseCount(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
