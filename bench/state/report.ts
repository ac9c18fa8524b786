import type { Outcome } from '../bench.ts';
import type { Goal } from '../goal.ts';
import { median } from '../median.ts';
import { figure, type Table } from '../table.ts';
import type { MemorySample, Sample } from './measure.ts';
import { HISTORIES, MANY } from './plan.ts';
import { STREAM_CHAT_ELSEWHERE } from './stream-chat.ts';
import { PAGE } from './task.ts';
import type { Way, Work } from './way.ts';

/** How much more a message may cost at 100,000 than at 1,000 and still be called flat: what caches and the heap do to any code. */
const FLAT = 1.3;

const LIMIT = 'map-push';
const [FEW, , MOST] = HISTORIES;
const ratioColumn = `${count(MOST)} / ${count(FEW)}`;

const TITLES: Readonly<Record<Work, string>> = {
  append: 'Messages come, us each',
  insert: 'Late messages find their place among the last 500, us each',
  duplicate: 'Messages come that are there already, us each',
  edit: 'Messages are edited, us each',
  reaction: 'Messages are reacted to, us each',
  receipt: 'Others have read further, us each',
  prepend: `Pages of ${PAGE} older messages, us a page`,
};

/** Makes tables and goals of what was measured. */
export function outcomeOf(
  ways: readonly Pick<Way, 'name' | 'title'>[],
  samples: readonly (Sample | MemorySample)[],
): Outcome {
  const book = new Book(samples);
  const works = (Object.keys(TITLES) as Work[]).filter((work) => book.has(work));
  const tables = works.map((work) => costTable(work, ways, book));
  const [append, ...others] = tables;
  return {
    tables: [
      ...(append === undefined ? [] : [append, ratioTable(ways, book)]),
      ...others,
      memoryTable(ways, book),
    ],
    goals: goalsOf(book),
    notes: notesOf(ways, book),
    samples,
  };
}

/** Medians, by way, work and size. */
class Book {
  readonly #costs = new Map<string, number[]>();
  readonly #memory = new Map<string, number[]>();
  readonly #cut = new Set<string>();
  readonly #works = new Set<Work>();

  constructor(samples: readonly (Sample | MemorySample)[]) {
    for (const sample of samples) {
      if (sample.work === 'memory') {
        collect(this.#memory, sample.way, sample.heldMb / sample.messagesMb);
        continue;
      }
      const { way, work, history, conversations } = sample;
      const cell = `${way} ${work} ${history} ${conversations}`;
      collect(this.#costs, cell, sample.us);
      if (sample.isCut) this.#cut.add(cell);
      this.#works.add(work);
    }
  }

  has(work: Work): boolean {
    return this.#works.has(work);
  }

  get hasCuts(): boolean {
    return this.#cut.size > 0;
  }

  /** In microseconds, NaN where it was not measured. */
  cost(way: string, work: Work, history: number, conversations = 1): number {
    return median(this.#costs.get(`${way} ${work} ${history} ${conversations}`) ?? []);
  }

  isCut(way: string, work: Work, history: number, conversations = 1): boolean {
    return this.#cut.has(`${way} ${work} ${history} ${conversations}`);
  }

  /** As a multiple of the messages themselves. */
  memory(way: string): number {
    return median(this.#memory.get(way) ?? []);
  }
}

type Sizes = readonly (readonly [history: number, conversations: number, column: string])[];

const SIZES: Sizes = HISTORIES.map((history) => [history, 1, count(history)] as const);
const MANY_SIZE = [
  MANY.history,
  MANY.conversations,
  `${count(MANY.conversations)} x ${MANY.history / MANY.conversations}`,
] as const;

function costTable(work: Work, ways: readonly Pick<Way, 'name' | 'title'>[], book: Book): Table {
  const sizes = work === 'append' ? [...SIZES, MANY_SIZE] : SIZES;
  const rows = ways
    .filter(({ name }) => SIZES.some(([history]) => !Number.isNaN(book.cost(name, work, history))))
    .map(({ name, title }) => [
      title,
      ...sizes.map(([history, conversations]) => {
        const mark = book.isCut(name, work, history, conversations) ? '~' : '';
        return mark + figure(book.cost(name, work, history, conversations));
      }),
      figure(growth(book, name, work)),
    ]);
  const columns = ['with a history of', ...sizes.map(([, , column]) => column), ratioColumn];
  return { title: TITLES[work], columns, rows };
}

function ratioTable(ways: readonly Pick<Way, 'name' | 'title'>[], book: Book): Table {
  const sizes = [...SIZES, MANY_SIZE];
  return {
    title: 'The same as a multiple of the Map push',
    columns: ['with a history of', ...sizes.map(([, , column]) => column)],
    rows: ways.map(({ name, title }) => [
      title,
      ...sizes.map(([history, conversations]) => figure(ratio(book, name, history, conversations))),
    ]),
  };
}

function memoryTable(ways: readonly Pick<Way, 'name' | 'title'>[], book: Book): Table {
  return {
    title: `Memory for ${count(MOST)} messages, as a multiple of the messages themselves`,
    columns: ['', 'of the messages'],
    rows: ways.map(({ name, title }) => [title, figure(book.memory(name))]),
  };
}

function goalsOf(book: Book): Goal[] {
  const sizes = [...SIZES, MANY_SIZE];
  const times = 'x Map push';
  const at = (column: string) => `at ${column}`;
  const flat = (title: string, way: string, work: Work): Goal => ({
    text: `${title}, ${work}: ${ratioColumn}`,
    value: growth(book, way, work),
    limit: FLAT,
    unit: 'x',
  });
  const changes: readonly Work[] = [
    'insert',
    'duplicate',
    'edit',
    'reaction',
    'receipt',
    'prepend',
  ];
  return [
    ...sizes.map(([history, conversations, column]) => ({
      text: `chat core, 50 at a time, ${at(column)}`,
      value: ratio(book, 'chat-core-50', history, conversations),
      limit: 10,
      unit: times,
    })),
    flat('chat core, 50 at a time', 'chat-core-50', 'append'),
    ...sizes.map(([history, conversations, column]) => ({
      text: `whole store, 50 at a time, ${at(column)}`,
      value: book.cost('chat-store-50', 'append', history, conversations),
      limit: 5,
      unit: 'us',
    })),
    ...SIZES.map(([history, conversations, column]) => ({
      text: `whole store, 1 at a time, ${at(column)}`,
      value: book.cost('chat-store-1', 'append', history, conversations),
      limit: 40,
      unit: 'us',
    })),
    flat('whole store, 1 at a time', 'chat-store-1', 'append'),
    ...changes.flatMap((work) => [
      flat('chat core, 1 at a time', 'chat-core-1', work),
      flat('whole store, 1 at a time', 'chat-store-1', work),
    ]),
    {
      text: `chat core, memory for ${count(MOST)}`,
      value: book.memory('chat-core-50'),
      limit: 1.5,
      unit: 'x the messages',
    },
  ];
}

function notesOf(ways: readonly Pick<Way, 'name' | 'title'>[], book: Book): string[] {
  const notes = [
    'Each way runs in a process of its own, in turns that go backwards every second time; figures are medians. 20 people write; texts are of 5 to 600 characters.',
  ];
  if (book.hasCuts) notes.push('~ was cut: it took so long that only a part was done.');
  if (!ways.some(({ name }) => name === 'stream-chat')) {
    const elsewhere = STREAM_CHAT_ELSEWHERE.map(count).join(' / ');
    notes.push(
      `stream-chat is not installed; measured elsewhere, its client state takes ${elsewhere} us a message.`,
    );
  }
  return notes;
}

const ratio = (book: Book, way: string, history: number, conversations: number): number =>
  book.cost(way, 'append', history, conversations) /
  book.cost(LIMIT, 'append', history, conversations);

const growth = (book: Book, way: string, work: Work): number =>
  book.cost(way, work, MOST) / book.cost(way, work, FEW);

function collect(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
