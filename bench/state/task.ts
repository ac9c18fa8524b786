import type { ChatRecord } from 'ngx-agora-rtm/chat';
import { received, text } from './messages.ts';
import { below, type Random, seeded, uuid7 } from './random.ts';
import type { Holder, Receipt, Way, Work } from './way.ts';

/** Where `insert` puts late messages, and half of the changes and duplicates are. */
const RECENT = 500;

/** Messages in a page of older ones. */
export const PAGE = 100;

/** What a way is asked in one go. */
export type Step = (holder: Holder) => void;

/** A past, and what is then done with it. */
export interface Task {
  readonly past: readonly ChatRecord[];
  /**
   * Makes what comes then, as if it had just come in, each time anew: a text that was used before is known to the engine, and one
   * that was made long ago is in no cache.
   */
  steps(holder: Holder): Step[];
  /** What one step counts for in a figure: its messages, or 1 for a page. */
  readonly unitsPerStep: number;
  /** Messages that each step adds. */
  readonly addsPerStep: number;
}

/** How big a task is. */
export interface Size {
  /** Messages of the past. */
  readonly history: number;
  /** Messages or changes to take, or pages to prepend. */
  readonly take: number;
}

/**
 * Makes a task of messages, of which there have to be at least {@link messagesFor} in the order of time.
 */
export function taskOf(way: Way, work: Work, all: readonly ChatRecord[], size: Size): Task {
  const { history, take } = size;
  if (work === 'prepend') return prepending(all, size);
  const past = all.slice(0, history);
  const random = seeded(history);
  if (work === 'receipt') {
    const receipts = Array.from({ length: take }, (_, index) => receipt(past, index, take, random));
    const steps = () =>
      batches(received(receipts), way.batch).map(
        (batch): Step =>
          (holder) =>
            holder.receive?.(batch),
      );
    return { past, steps, unitsPerStep: way.batch, addsPerStep: 0 };
  }
  const next = all.slice(history, history + take);
  const records = next.map((record) => MAKERS[work](past, record, random));
  const adds = work === 'append' || work === 'insert';
  return {
    past,
    steps: (holder) =>
      arriving(records, way.batch, holder).map((batch) => (each) => each.take(batch)),
    unitsPerStep: way.batch,
    addsPerStep: adds ? way.batch : 0,
  };
}

function arriving(records: readonly ChatRecord[], size: number, holder: Holder): ChatRecord[][] {
  const copies = received(records);
  holder.prepare?.(copies);
  return batches(copies, size);
}

/** Messages that a task of that size needs, the past among them. */
export function messagesFor(work: Work, { history, take }: Size): number {
  return history + (work === 'prepend' ? take * PAGE : take);
}

function prepending(all: readonly ChatRecord[], size: Size): Task {
  const older = size.take * PAGE;
  return {
    past: all.slice(older, older + size.history),
    steps: (holder) =>
      arriving(all.slice(0, older), PAGE, holder)
        .reverse()
        .map((page) => (each) => each.prepend?.(page)),
    unitsPerStep: 1,
    addsPerStep: PAGE,
  };
}

/** What each work makes of the next message. */
const MAKERS: Readonly<
  Record<
    Exclude<Work, 'prepend' | 'receipt'>,
    (past: readonly ChatRecord[], next: ChatRecord, random: Random) => ChatRecord
  >
> = {
  append: (_, next) => next,
  insert: (past, next, random) => {
    const { at, key } = some(past, RECENT, random);
    return { ...next, key, at: at + 1 };
  },
  duplicate: (past, _, random) => ({ ...known(past, random) }),
  edit: (past, next, random) => {
    const { id, key, from, own, stream } = known(past, random);
    const content = { kind: 'edit', target: id, text: text(random) } as const;
    // Beyond all numbers of the past, so that each is the latest one.
    return { ...next, key, from, own, stream, n: past.length + (next.n ?? 0), content };
  },
  reaction: (past, next, random) => {
    const { id, key } = known(past, random);
    const emoji = ['👍', '🎉', '👀'][below(3, random)] ?? '👍';
    return { ...next, key, content: { kind: 'reaction', target: id, emoji, on: random() < 0.8 } };
  },
};

/** Somebody has read further than before: all the way, in `count` steps. */
function receipt(
  past: readonly ChatRecord[],
  index: number,
  count: number,
  random: Random,
): Receipt {
  const at = Math.floor(((index + 1) / count) * (past.length - 1));
  const record = past[at];
  if (record === undefined) throw new Error('There is nothing that could be read.');
  const { key, from, stream, n } = record;
  const userId = uuid7(0, random).slice(-4);
  return {
    key,
    userId: `reader-${userId.slice(0, 1)}`,
    read: [{ from, stream: stream ?? '', n: n ?? 0 }],
  };
}

function known(past: readonly ChatRecord[], random: Random): ChatRecord {
  return some(past, random() < 0.5 ? RECENT : past.length, random);
}

/** One of the last so many. */
function some(past: readonly ChatRecord[], last: number, random: Random): ChatRecord {
  const record = past[past.length - 1 - below(Math.min(last, past.length), random)];
  if (record === undefined) throw new Error('There is no past to choose from.');
  return record;
}

/** Cuts into pieces of one size; what is too little for a piece is left out. */
export function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.floor(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
