// A Playwright reporter that prints the table of the fault scenarios and writes it to a file.
import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, resolve } from 'node:path';

/** Name of the attachment in which a scenario hands over its row. */
export const ROW = 'fault-row';

const FILE = resolve(import.meta.dirname, '../../e2e-out/faults.json');

/** What came out of a scenario. Times are in milliseconds unless their name says otherwise. */
export interface FaultRow {
  readonly scenario: string;
  readonly sdk: string;
  readonly form: string;
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  /** After a later one of the same writer, or elsewhere than in other pages. */
  readonly reordered: number;
  /** Phantoms, changed texts, statuses that are not so, rows unlike the store. */
  readonly others: number;
  /** Gaps that are shown, in all pages. */
  readonly gaps: number;
  /** Messages in those gaps. */
  readonly inGaps: number;
  readonly recoveries: number;
  /** From the link being back until a page was current. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly seconds: number;
}

export default class FaultReport implements Reporter {
  readonly #rows: (FaultRow & { readonly passed: boolean })[] = [];
  #seed = '';

  onBegin(_config: FullConfig): void {
    this.#seed = process.env['FAULT_SEED'] ?? '';
    process.stdout.write(
      `Seed ${this.#seed}: the same faults again with FAULT_SEED=${this.#seed}\n`,
    );
  }

  onTestEnd(_test: TestCase, { attachments, status }: TestResult): void {
    for (const { name, body } of attachments) {
      if (name !== ROW || body === undefined) continue;
      const row = JSON.parse(body.toString()) as FaultRow;
      this.#rows.push({ ...row, passed: status === 'passed' });
    }
  }

  onEnd(): void {
    if (this.#rows.length === 0) return;
    process.stdout.write(`\n${table(this.#rows)}\n`);
    mkdirSync(dirname(FILE), { recursive: true });
    const machine = `${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}`;
    const run = { seed: this.#seed, node: process.version, machine, rows: this.#rows };
    writeFileSync(FILE, `${JSON.stringify(run, null, 2)}\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}

function table(rows: readonly FaultRow[]): string {
  const head = ['scenario', 'SDK', 'messages', 'lost', 'doubled', 'reordered', 'others'];
  const lines = [
    [...head, 'gaps (messages)', 'recovery p50/p99 ms', 's'],
    ...rows.map((row) => [
      row.scenario,
      row.sdk,
      ...[row.messages, row.lost, row.doubled, row.reordered, row.others].map(String),
      `${row.gaps} (${row.inGaps})`,
      row.p50 === null ? '-' : `${row.p50} / ${row.p99 ?? '-'}`,
      String(row.seconds),
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map(
      (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
    )
    .join('\n');
}
