import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { received } from './messages.ts';
import { type Size, taskOf } from './task.ts';
import type { Way, Work } from './way.ts';

/** One measurement. */
export interface Sample {
  readonly way: string;
  readonly work: Work;
  readonly conversations: number;
  readonly history: number;
  /** Microseconds for each message, change or page. */
  readonly us: number;
  /** Whether it took so long that only a part was done. */
  readonly isCut: boolean;
}

/** Where a measurement stops. */
export interface Limits {
  /** For the work of one round, in ms. What is not done by then is left out. */
  readonly cutMs: number;
  /** No further round begins after so many ms. */
  readonly roundsMs: number;
  readonly rounds: number;
}

/**
 * Lets a way do a work some times over, each time on the same past, and takes the best: what else runs on the machine, or a
 * collection of garbage that others have made, only ever adds.
 */
export function measure(
  way: Way,
  work: Work,
  all: readonly ChatRecord[],
  conversations: number,
  size: Size,
  limits: Limits,
): Sample {
  const figures: number[] = [];
  let isCut = false;
  const start = performance.now();
  do {
    const round = measureOnce(way, work, all, size, limits.cutMs);
    figures.push(round.us);
    isCut ||= round.isCut;
  } while (figures.length < limits.rounds && performance.now() - start < limits.roundsMs);
  return {
    way: way.name,
    work,
    conversations,
    history: size.history,
    us: Math.min(...figures),
    isCut,
  };
}

function measureOnce(
  way: Way,
  work: Work,
  all: readonly ChatRecord[],
  size: Size,
  cutMs: number,
): Pick<Sample, 'us' | 'isCut'> {
  const task = taskOf(way, work, all, size);
  const holder = way.open();
  holder.seed(task.past);
  // What was thrown away before is not to be cleared away on the time of this one.
  globalThis.gc?.();
  const steps = task.steps(holder);
  let done = 0;
  const start = performance.now();
  for (const step of steps) {
    step(holder);
    done += 1;
    if (performance.now() - start > cutMs) break;
  }
  const took = performance.now() - start;
  const expected = task.past.length + done * task.addsPerStep;
  const count = holder.count();
  holder.close?.();
  if (count !== expected) {
    throw new Error(`${way.name} holds ${count} messages after "${work}", not ${expected}.`);
  }
  const isCut = done < steps.length;
  return { us: (took * 1_000) / (done * task.unitsPerStep), isCut };
}

/** Lets a way do a work for so long, on small pasts that are thrown away, that the engine has compiled what runs. */
export function warmUp(
  way: Way,
  work: Work,
  all: readonly ChatRecord[],
  { size, ms }: { readonly size: Size; readonly ms: number },
): void {
  const start = performance.now();
  do measureOnce(way, work, all, size, ms);
  while (performance.now() - start < ms);
}

/** What a way takes of memory. */
export interface MemorySample {
  readonly way: string;
  readonly work: 'memory';
  readonly history: number;
  /** Of the messages alone, in an array, in MB. */
  readonly messagesMb: number;
  /** Of the way that holds them, when nobody else holds them any more, in MB. */
  readonly heldMb: number;
}

/**
 * Compares the heap with the messages in an array to the heap with the messages in a way.
 *
 * @throws Error without `--expose-gc`.
 */
export function measureMemory(way: Way, all: readonly ChatRecord[], history: number): MemorySample {
  const bytes = () => {
    if (globalThis.gc === undefined) throw new Error('Start Node with --expose-gc.');
    globalThis.gc();
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  // Once before, so that what the engine compiles is there already.
  fill(way, received(all.slice(0, 1_000))).close?.();
  const nothing = bytes();
  let messages: ChatRecord[] | null = received(all.slice(0, history));
  const alone = bytes() - nothing;
  const holder = fill(way, messages);
  const { length } = messages;
  messages = null;
  const held = bytes() - nothing;
  if (holder.count() !== length) throw new Error(`${way.name} lost messages.`);
  holder.close?.();
  const mb = (count: number) => count / 2 ** 20;
  return { way: way.name, work: 'memory', history, messagesMb: mb(alone), heldMb: mb(held) };
}

/** As they come: in batches, for what a way needs while it grows counts too. */
function fill(way: Way, messages: readonly ChatRecord[]) {
  const holder = way.open();
  const size = 5_000;
  for (let at = 0; at < messages.length; at += size) holder.seed(messages.slice(at, at + size));
  return holder;
}
