import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { measure, measureMemory, type MemorySample, type Sample, warmUp } from './measure.ts';
import { write } from './messages.ts';
import type { Plan } from './plan.ts';
import { messagesFor, PAGE } from './task.ts';
import type { Way, Work } from './way.ts';

/** Measures everything of a plan that a way can do. */
export function carryOut(way: Way, plan: Plan): (Sample | MemorySample)[] {
  const cells = plan.cells.filter(({ work }) => way.works.includes(work));
  const written = new Map<number, ChatRecord[]>();
  const messages = (conversations: number): ChatRecord[] => {
    const known = written.get(conversations);
    if (known !== undefined) return known;
    const same = cells.filter((cell) => cell.conversations === conversations);
    const needs = same.flatMap(({ work, size }) => [
      messagesFor(work, size),
      messagesFor(work, warmUpOf(work, plan).size),
    ]);
    const count = Math.max(plan.memoryOf, ...needs);
    const all = write({ count, conversations });
    written.set(conversations, all);
    return all;
  };
  // First, while nothing else is on the heap.
  const memory = plan.memoryOf > 0 ? [measureMemory(way, messages(1), plan.memoryOf)] : [];
  const warm = new Set<Work>();
  const samples = cells.map(({ work, conversations, size }) => {
    if (!warm.has(work)) warmUp(way, work, messages(1), warmUpOf(work, plan));
    warm.add(work);
    return measure(way, work, messages(conversations), conversations, size, plan.limits);
  });
  return [...memory, ...samples];
}

/** Takes are in messages: of pages there are fewer. */
export function warmUpOf(work: Work, { warmUp: { size, ms } }: Pick<Plan, 'warmUp'>) {
  const take = work === 'prepend' ? Math.ceil(size.take / PAGE) : size.take;
  return { size: { ...size, take }, ms };
}
