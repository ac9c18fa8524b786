// The words and the table at the end of a test run.
import { kinds, type Kind, type Step, type StepResult } from './step.ts';

/** A step that was run, with what became of it. */
export interface Ran {
  readonly step: Step;
  readonly result: StepResult;
}

/** One line about a step: "ok, 12 passed, 1 skipped, 3.4 s". */
export function lineFor({ passed, failed, skipped, seconds, reason }: StepResult): string {
  const parts = [failed === 0 ? 'ok' : 'FAILED', `${String(passed)} passed`];
  if (failed > 0) parts.push(`${String(failed)} failed`);
  if (skipped.length > 0) parts.push(`${String(skipped.length)} skipped`);
  if (reason !== undefined) parts.push(reason);
  return [...parts, `${seconds.toFixed(1)} s`].join(', ');
}

/** A row for each kind: kind, passed, failed, skipped, seconds. */
export function tableOf(ran: readonly Ran[]): string {
  const rows = kinds.filter((kind) => ran.some(({ step }) => step.kind === kind)).map(rowOf(ran));
  const table = [['kind', 'passed', 'failed', 'skipped', 'seconds'], ...rows];
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  const pad = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths?.[i] ?? 0) : cell.padStart(widths?.[i] ?? 0);
  return table.map((row) => row.map(pad).join('  ')).join('\n');
}

/** What the run comes to. Its line is the last one of the output: machines read it. */
export function totalOf(ran: readonly Ran[]): { readonly failed: number; readonly line: string } {
  const passed = sum(ran, ({ result }) => result.passed);
  const failed = sum(ran, ({ result }) => result.failed);
  return { failed, line: closingLine(passed, failed) };
}

export const closingLine = (passed: number, failed: number): string =>
  `${String(passed)} passed, ${String(failed)} failed`;

function rowOf(ran: readonly Ran[]): (kind: Kind) => string[] {
  return (kind) => {
    const own = ran.filter(({ step }) => step.kind === kind);
    const numbers = [
      sum(own, ({ result }) => result.passed),
      sum(own, ({ result }) => result.failed),
      sum(own, ({ result }) => result.skipped.length),
    ];
    const seconds = sum(own, ({ result }) => result.seconds).toFixed(1);
    return [kind, ...numbers.map(String), seconds];
  };
}

const sum = (ran: readonly Ran[], value: (ran: Ran) => number): number =>
  ran.reduce((total, each) => total + value(each), 0);
