// The other end of `runInWorkers`.
import { parentPort } from 'node:worker_threads';
import type { Shard } from './sequence-workers.ts';
import { runSequences } from './sequences.ts';

parentPort?.on('message', (shard: Shard) => {
  void runSequences(shard).then((outcome) => parentPort?.postMessage(outcome));
});
