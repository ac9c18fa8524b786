import type { Limits } from './measure.ts';
import type { Size } from './task.ts';
import type { Work } from './way.ts';

/** One cell of a table. */
export interface Cell {
  readonly work: Work;
  readonly conversations: number;
  readonly size: Size;
}

/** What a process has to measure. Plain data: it goes to a child. */
export interface Plan {
  readonly cells: readonly Cell[];
  readonly limits: Limits;
  /** Messages in one conversation to measure the memory with; 0: not at all. */
  readonly memoryOf: number;
  /** What is done before, with each work, on a history that is thrown away. */
  readonly warmUp: { readonly size: Size; readonly ms: number };
}

export const HISTORIES = [1_000, 10_000, 100_000] as const;

/** "1,000 conversations of 100". */
export const MANY = { conversations: 1_000, history: 100_000 } as const;

const CHANGES: readonly Work[] = ['insert', 'duplicate', 'edit', 'reaction', 'receipt'];

/** Everything, as the issue of it is written: each history in one conversation, and many conversations. */
export const FULL_PLAN: Plan = {
  cells: [
    ...HISTORIES.flatMap((history): Cell[] => [
      { work: 'append', conversations: 1, size: { history, take: 1_000 } },
      ...CHANGES.map((work) => ({ work, conversations: 1, size: { history, take: 1_000 } })),
      { work: 'prepend', conversations: 1, size: { history, take: 20 } },
    ]),
    {
      work: 'append',
      conversations: MANY.conversations,
      size: { history: MANY.history, take: 1_000 },
    },
  ],
  limits: { cutMs: 500, roundsMs: 2_000, rounds: 9 },
  memoryOf: 100_000,
  warmUp: { size: { history: 1_000, take: 1_000 }, ms: 300 },
};

/** The same with so little that it only shows whether it works. */
export const TINY_PLAN: Plan = {
  cells: FULL_PLAN.cells
    .filter(({ size }) => size.history === HISTORIES[0])
    .flatMap((cell): Cell[] => {
      const size = { history: 200, take: cell.work === 'prepend' ? 2 : 100 };
      return [
        { ...cell, size },
        { ...cell, size, conversations: 10 },
      ];
    })
    .filter(({ work, conversations }) => conversations === 1 || work === 'append'),
  limits: { cutMs: Infinity, roundsMs: 0, rounds: 1 },
  memoryOf: 0,
  warmUp: { size: { history: 100, take: 50 }, ms: 0 },
};
