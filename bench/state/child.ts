// One way in a process of its own: what other ways made the engine compile, or left on the heap, is nothing to it.
import './production.ts';
import { carryOut } from './carry-out.ts';
import type { MemorySample, Sample } from './measure.ts';
import type { Plan } from './plan.ts';
import { allWays } from './ways.ts';

/** What a child is asked. */
export interface Assignment {
  readonly way: string;
  readonly plan: Plan;
}

export type Answer = readonly (Sample | MemorySample)[];

process.once('message', (assignment: Assignment) => {
  void answer(assignment).then(
    (samples) => process.send?.(samples, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function answer({ way, plan }: Assignment): Promise<Answer> {
  const found = (await allWays()).find(({ name }) => name === way);
  if (found === undefined) throw new Error(`There is no way "${way}".`);
  return carryOut(found, plan);
}
