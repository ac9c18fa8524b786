import { fork } from 'node:child_process';
import { once } from 'node:events';
import { inWorkspace } from '../../projects/workspace/workspace.ts';
import type { Bench } from '../bench.ts';
import { ensureBuilt } from '../library.ts';
import { turns } from '../median.ts';
import type { Answer, Assignment } from './child.ts';
import type { MemorySample, Sample } from './measure.ts';
import { FULL_PLAN } from './plan.ts';
import { outcomeOf } from './report.ts';
import type { Way } from './way.ts';
import { countReruns } from './selectors.ts';
import { allWays } from './ways.ts';

const CHILD = inWorkspace('bench/state/child.ts');

/** Longest time for one way, in ms: all its cells, each cut, take a fraction of it. */
const PATIENCE_MS = 300_000;

/** What {@link countReruns} is asked. */
const CONVERSATIONS = 100;
const MESSAGES = 1_000;

/** What it costs to hold messages: our reducers and store beside what others do. */
export const stateBench: Bench = {
  name: 'state',
  title: 'State: what a message costs',
  async run({ repetitions, ways: wanted, say }) {
    await ensureBuilt(say);
    const ways = chosen(await allWays(), wanted);
    const late: string[] = [];
    const samples: (Sample | MemorySample)[] = [];
    for (const [turn, { name }] of turns(ways, repetitions).entries()) {
      say(`${turn + 1} of ${ways.length * repetitions}: ${name}`);
      const answer = await inChild({ way: name, plan: FULL_PLAN });
      if (answer === null) late.push(name);
      else samples.push(...answer);
    }
    const outcome = outcomeOf(ways, samples);
    const { own, others } = await countReruns(CONVERSATIONS, MESSAGES);
    const notes = late.map((name) => `${name} did not end in time once, and was stopped.`);
    return {
      tables: [
        ...outcome.tables,
        {
          title: `Selectors that ran for ${MESSAGES} messages in one of ${CONVERSATIONS} conversations`,
          columns: ['', 'runs'],
          rows: [
            ['of that conversation', String(own)],
            ['of all others', String(others)],
          ],
        },
      ],
      goals: [
        ...outcome.goals,
        { text: 'selectors of other conversations', value: others, limit: 0, unit: 'runs' },
      ],
      notes: [...outcome.notes, ...notes],
      samples: outcome.samples,
    };
  },
};

function chosen(ways: readonly Way[], wanted: readonly string[] | null): readonly Way[] {
  const names = ways.map(({ name }) => name);
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown === undefined) return ways.filter(({ name }) => wanted?.includes(name) ?? true);
  throw new Error(`There is no way "${unknown}". There are ${names.join(', ')}.`);
}

/** @returns `null` when it took too long. @throws Error when it failed. */
async function inChild(assignment: Assignment): Promise<Answer | null> {
  // Its memory is measured, and garbage of the one before is cleared away before each measurement.
  const child = fork(CHILD, [], { execArgv: ['--expose-gc'] });
  const patience = AbortSignal.timeout(PATIENCE_MS);
  patience.addEventListener('abort', () => child.kill());
  const answers: Answer[] = [];
  child.on('message', (answer: Answer) => answers.push(answer));
  child.send(assignment);
  const [code] = (await once(child, 'exit')) as [number | null];
  const [answer] = answers;
  if (answer !== undefined) return answer;
  if (patience.aborted) return null;
  throw new Error(`${assignment.way} ended without a result (exit code ${code}).`);
}
