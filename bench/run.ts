// `npm run bench`: measures, and prints each figure beside its goal. See the README.
//
//   npm run bench                               everything
//   npm run bench -- --only state,fan-out       some
//   npm run bench -- --only state --write       and keeps the tables in docs/benchmarks.md
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { stopAllOnSignal } from '../projects/workspace/child.ts';
import { inWorkspace } from '../projects/workspace/workspace.ts';
import type { Bench } from './bench.ts';
import { cacheBench } from './cache/cache-bench.ts';
import { goalTable, type Ran, rewrite } from './document.ts';
import { fanOut } from './fan-out/fan-out.ts';
import { closingLine, holds } from './goal.ts';
import { describe, thisMachine } from './machine.ts';
import { paneBench } from './pane/pane-bench.ts';
import { stateBench } from './state/state-bench.ts';
import { asText } from './table.ts';

const BENCHES: readonly Bench[] = [stateBench, cacheBench, paneBench, fanOut];
const RESULTS = inWorkspace('bench/results/latest.json');
const DOCUMENT = inWorkspace('docs/benchmarks.md');

/** Fewest repetitions whose median one run of bad luck cannot move. */
const FEWEST_REPETITIONS = 5;

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: BENCHES.map(({ name }) => name).join(',') },
      write: { type: 'boolean', default: false },
      ways: { type: 'string' },
      subjects: { type: 'string' },
      quick: { type: 'boolean', default: false },
      repetitions: { type: 'string', default: String(FEWEST_REPETITIONS) },
      clients: { type: 'string', default: '200' },
      rate: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '60' },
      channels: { type: 'string', default: '1' },
      size: { type: 'string', default: '200' },
    },
  });
  const repetitions = Number(values.repetitions);
  if (!(Number.isInteger(repetitions) && repetitions >= 1)) {
    throw new Error(`--repetitions must be a whole number from 1 on, not "${values.repetitions}".`);
  }
  if (values.write && repetitions < FEWEST_REPETITIONS) {
    throw new Error(`What is kept is measured at least ${FEWEST_REPETITIONS} times.`);
  }
  if (values.write && values.ways !== undefined) {
    throw new Error('What is kept is measured with all ways, side by side.');
  }
  if (values.write && (values.quick || values.subjects !== undefined)) {
    throw new Error('What is kept is measured in full, with all subjects, side by side.');
  }
  const ways = values.ways?.split(',') ?? null;
  const pane = { isQuick: values.quick, subjects: values.subjects?.split(',') ?? null };
  const chosen = values.only.split(',').map(benchNamed);
  stopAllOnSignal('Stopped.');

  const machine = thisMachine();
  const date = new Date().toISOString().slice(0, 10);
  console.log(describe(machine));
  const ran: Ran[] = [];
  for (const bench of chosen) {
    const { name, title } = bench;
    console.log(`\n== ${title}`);
    const say = (line: string) => console.log(`   ${line}`);
    const outcome = await bench.run({ repetitions, ways, fanOut: values, pane, say });
    ran.push({ name, title, outcome });
    show(outcome);
  }

  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ date, machine, repetitions, benches: ran }, null, 2)}\n`,
  );
  if (values.write) {
    writeFileSync(DOCUMENT, rewrite(readFileSync(DOCUMENT, 'utf8'), machine, date, ran));
  }
  const goals = ran.flatMap(({ outcome }) => outcome.goals);
  const missed = goals.filter((goal) => holds(goal) === false);
  if (missed.length > 0) console.log(`\n${asText({ ...goalTable(missed), title: 'MISSED' })}`);
  // A figure that misses its goal is a finding, not a failure of the run: the code stays 0.
  console.log(`\n${closingLine(goals)}`);
}

function benchNamed(wanted: string): Bench {
  const found = BENCHES.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = BENCHES.map(({ name }) => name).join(',');
  throw new Error(`There is no bench "${wanted}". Usage: npm run bench [-- --only ${names}]`);
}

function show({ tables, details = [], goals, notes }: Ran['outcome']): void {
  for (const table of [...tables, ...details]) console.log(`\n${asText(table)}`);
  for (const note of notes) console.log(`\n${note}`);
  if (goals.length > 0) console.log(`\n${asText(goalTable(goals))}`);
}
