import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome, RunOptions } from './sequences.ts';

/** What a worker is told to run: nothing but data. */
export type Shard = Omit<RunOptions, 'plants'>;

/** As many on every machine, so that a seed stands for the same sequences on all of them. */
const SHARDS = 24;

/**
 * Runs sequences on all cores. A world is mostly promises, and `node:test` follows each promise of its own thread, which takes as
 * long as the sequences themselves.
 */
export async function runInWorkers(options: Shard): Promise<Outcome> {
  const waiting = options.path === undefined ? shardsOf(options) : [options];
  const count = Math.min(waiting.length, availableParallelism());
  const workers = Array.from({ length: count }, startWorker);
  let sequences = 0;
  let counterexample: string | null = null;
  const work = async (worker: Worker): Promise<void> => {
    const ended = endOf(worker);
    // Once all is done they are ended from here.
    ended.catch(() => undefined);
    for (let shard = waiting.shift(); shard; shard = waiting.shift()) {
      worker.postMessage(shard);
      const [outcome] = (await Promise.race([once(worker, 'message'), ended])) as [Outcome];
      sequences += outcome.sequences;
      counterexample ??= outcome.counterexample;
      // One fault is enough: whoever mends it runs all of them again.
      if (counterexample !== null) waiting.length = 0;
    }
  };
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return { sequences, counterexample };
}

function shardsOf(options: Shard): Shard[] {
  const worlds = Math.ceil(options.worlds / SHARDS);
  return Array.from({ length: SHARDS }, (_, place) => ({
    ...options,
    worlds,
    // Those of neighbouring seeds must not be the same ones.
    seed: (Math.imul(options.seed, 1_000) + place) | 0,
  }));
}

/** Rejects when a worker ends, by an error or without one, before it has answered. */
async function endOf(worker: Worker): Promise<never> {
  const [code] = (await once(worker, 'exit')) as [number];
  throw new Error(`A worker ended with code ${code} before it had an outcome.`);
}

function startWorker(): Worker {
  return new Worker(new URL('sequence-worker.ts', import.meta.url));
}
