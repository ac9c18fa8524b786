// What costs? One way, one work, one history. Profiles the work alone, without what was there before, and keeps it where Chrome's
// devtools can open it.
//
//   npm run bench:profile -- chat-core-50 append 100000 [conversations] [messages]
import './production.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { dirname } from 'node:path';
import { inWorkspace } from '../../projects/workspace/workspace.ts';
import { write } from './messages.ts';
import { warmUp } from './measure.ts';
import { warmUpOf } from './carry-out.ts';
import { FULL_PLAN } from './plan.ts';
import { messagesFor, taskOf } from './task.ts';
import type { Way, Work } from './way.ts';
import { allWays } from './ways.ts';

/** Between two looks at what runs, in microseconds. */
const INTERVAL_US = 100;

const [name = '', work = '', history = '100000', conversations = '1', take = '20000'] =
  process.argv.slice(2);
const way = await wayNamed(name);
if (!isWork(way, work)) throw new Error(`${name} does not do "${work}".`);

const size = { history: Number(history), take: Number(take) / (work === 'prepend' ? 100 : 1) };
const all = write({ count: messagesFor(work, size), conversations: Number(conversations) });
const task = taskOf(way, work, all, size);

// So that it is compiled.
warmUp(way, work, all, warmUpOf(work, FULL_PLAN));
const holder = way.open();
holder.seed(task.past);
const steps = task.steps(holder);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
await session.post('Profiler.start');
const start = performance.now();
for (const step of steps) step(holder);
const took = performance.now() - start;
const { profile } = await session.post('Profiler.stop');

const us = (took * 1_000) / (steps.length * task.unitsPerStep);
const file = inWorkspace(
  `bench/results/${[name, work, history, conversations].join('-')}.cpuprofile`,
);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(profile));
console.log(`${us.toFixed(2)} us each (with the profiler on): ${file}`);
for (const [share, where] of shares(profile).slice(0, 15)) {
  console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${where}`);
}
process.exit(0);

/** Functions by the share of the time that is spent in themselves. */
function shares({ nodes, samples = [] }: typeof profile): [number, string][] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1}`,
    ]),
  );
  const counts = new Map<string, number>();
  for (const id of samples) {
    const where = names.get(id) ?? '';
    counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  return [...counts]
    .map(([where, count]): [number, string] => [count / samples.length, where])
    .sort(([a], [b]) => b - a);
}

async function wayNamed(wanted: string): Promise<Way> {
  const ways = await allWays();
  const found = ways.find((each) => each.name === wanted);
  if (found !== undefined) return found;
  throw new Error(`There is no way "${wanted}", but ${ways.map((each) => each.name).join(', ')}.`);
}

function isWork({ works }: Way, wanted: string): wanted is Work {
  return (works as readonly string[]).includes(wanted);
}
