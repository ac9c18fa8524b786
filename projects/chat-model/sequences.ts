import fc from 'fast-check';
import { COMMAND_CODES, nameOf, runCommand } from './commands.ts';
import { heal } from './heal.ts';
import { judge } from './judge.ts';
import type { BackendTraits } from './model-backend.ts';
import { type Plants, World } from './world.ts';

/** Sequences of one world, each healed and judged before the next begins: what a world costs to begin is shared by them. */
const SEQUENCES_PER_WORLD = 10;

/** One world in so many begins with somebody who is late. */
const LATE_ONE_IN = 4;

/** Most commands of a sequence. Nearly everything that goes wrong does so within a few. */
const MAX_COMMANDS = 10;

interface Script {
  /** Whether one of the users hears of the other in the middle of things: see `World.begin`. */
  readonly isLate: boolean;
  readonly sequences: readonly (readonly number[])[];
}

const scripts: fc.Arbitrary<Script> = fc.record({
  isLate: fc.nat(LATE_ONE_IN - 1).map((roll) => roll === LATE_ONE_IN - 1),
  sequences: fc.array(
    fc.array(fc.nat(COMMAND_CODES - 1), { maxLength: MAX_COMMANDS, size: 'max' }),
    { minLength: SEQUENCES_PER_WORLD, maxLength: SEQUENCES_PER_WORLD },
  ),
});

/** What came of a run. */
export interface Outcome {
  /** Sequences with at least one command. */
  readonly sequences: number;
  /** The first thing that was wrong, as small as it could be made, in words; `null` where nothing was. */
  readonly counterexample: string | null;
}

/** How to run. */
export interface RunOptions {
  readonly traits: BackendTraits;
  readonly worlds: number;
  readonly seed: number;
  /** Where in the tree of a seed to begin: what an earlier run has printed. */
  readonly path?: string;
  readonly plants?: Plants;
  /** Whether a counterexample is made as small as it can be. Default true. */
  readonly shrinks?: boolean;
}

/** Puts many worlds through sequences of commands, and judges each. Stops at the first fault, and shrinks it. */
export async function runSequences({
  traits,
  worlds,
  seed,
  path,
  plants,
  shrinks = true,
}: RunOptions): Promise<Outcome> {
  let sequences = 0;
  const property = fc.asyncProperty(scripts, async (script) => {
    sequences += script.sequences.filter((commands) => commands.length > 0).length;
    const faults = await faultsOf(traits, script, plants);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
  const details = await fc.check(property, {
    numRuns: worlds,
    seed,
    ...(path !== undefined && { path }),
    endOnFailure: !shrinks,
  });
  return { sequences, counterexample: details.failed ? inWords(details) : null };
}

/** How long a world may take, in ms. Its own clock does not stand still for that long: it waits for what never comes. */
const PATIENCE_MS = 60_000;

/** What is wrong after one of the sequences of a script, together with what was thrown and not caught. */
async function faultsOf(traits: BackendTraits, script: Script, plants?: Plants): Promise<string[]> {
  let stopWaiting = (): void => undefined;
  // Also keeps the process there, which would end as soon as nothing can happen any more.
  const tooLong = new Promise<string[]>((resolve) => {
    const timer = setTimeout(() => resolve(['waits for what never comes']), PATIENCE_MS);
    stopWaiting = () => clearTimeout(timer);
  });
  const { random } = Math;
  try {
    return await Promise.race([play(traits, script, plants), tooLong]);
  } finally {
    stopWaiting();
    Math.random = random;
    Reflect.deleteProperty(crypto, 'getRandomValues');
  }
}

async function play(traits: BackendTraits, script: Script, plants?: Plants): Promise<string[]> {
  const uncaught: string[] = [];
  const note = (reason: unknown): void => {
    uncaught.push(
      `uncaught: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
    );
  };
  // What the chat rolls dice for is the same in each run of a script, its ids too; and a system call for each takes its time.
  Math.random = dice(1);
  crypto.getRandomValues = roll;
  process.on('unhandledRejection', note);
  try {
    const world = new World(traits, plants);
    await world.begin(script.isLate);
    for (const commands of script.sequences) {
      for (const code of commands) await runCommand(world, code);
      await heal(world);
      const faults = [...judge(world), ...uncaught];
      if (faults.length > 0) return faults;
    }
    return uncaught;
  } finally {
    process.off('unhandledRejection', note);
  }
}

function inWords({
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
}: fc.RunDetails<[Script]>): string {
  const { isLate, sequences } = counterexample?.[0] ?? { isLate: false, sequences: [] };
  const commands = sequences
    .map((sequence) => sequence.map(nameOf).join('\n'))
    .filter((sequence) => sequence !== '')
    .join('\n-- healed, and on --\n');
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const path = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath ?? ''}`;
  return `${path}\n${isLate ? 'ben comes late\n' : ''}${commands}\n=> ${why}`;
}

/** Fills bytes as `crypto.getRandomValues` does. */
function roll<T extends ArrayBufferView>(view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let place = 0; place < bytes.length; place++) bytes[place] = Math.random() * 256;
  return view;
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
