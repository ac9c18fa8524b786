import type { Outcome } from '../bench.ts';
import { median } from '../median.ts';
import { figure } from '../table.ts';
import type { ByHand, Reading, Starting } from './page.ts';

/** One measurement in one page. */
export type CacheSample =
  | ({ readonly what: 'by-hand' } & ByHand)
  | ({ readonly what: 'reading' } & Reading)
  | ({ readonly what: 'starting' } & Starting);

/** "Within three reads' time." */
const READS = 3;

/** A page of a conversation, and no more: the rest comes when somebody wants to see it. */
const PAGE = 100;

/** Makes a table and goals of what was measured. */
export function outcomeOf(samples: readonly CacheSample[], browser: string): Outcome {
  const byHand = samples.filter((sample) => sample.what === 'by-hand');
  const reading = samples.filter((sample) => sample.what === 'reading');
  const starting = samples.filter((sample) => sample.what === 'starting');

  const read = median(byHand.map(({ reads }) => median(reads)));
  const openAndRead = median(byHand.map((sample) => sample.openAndRead));
  const newest = median(reading.map((sample) => median(sample.newest)));
  const older = median(reading.map((sample) => median(sample.older)));
  const opened = median(starting.map(({ untilOpen }) => untilOpen));
  const listed = median(starting.map(({ untilListed }) => untilListed));
  const start = median(starting.map(({ untilShown }) => untilShown));
  const shown = starting.length > 0 ? Math.max(...starting.map((sample) => sample.shown)) : NaN;

  const row = (what: string, ms: number, base: number) => [what, figure(ms), figure(ms / base)];
  return {
    tables: [
      {
        title: 'A page of 100 messages, out of 10,000',
        columns: ['', 'ms', 'x by hand'],
        rows: [
          row('read by hand', read, read),
          row('newest page, in the state', newest, read),
          row('next older page, in the state', older, read),
          row('database opened and page read by hand, page just loaded', openAndRead, openAndRead),
          row('login until the storage is open, page just loaded', opened, openAndRead),
          row('login until the list of conversations is in the state', listed, openAndRead),
          row('login until the newest page is in the state', start, openAndRead),
        ],
      },
    ],
    goals: [
      { text: 'newest page in the state', value: newest / read, limit: READS, unit: 'reads' },
      { text: 'next older page in the state', value: older / read, limit: READS, unit: 'reads' },
      { text: 'in the state after a login', value: shown, limit: PAGE, unit: 'messages' },
    ],
    notes: [
      `Chromium ${browser}. By hand means: messages by their number in a database of their own, and a page of them in one request.`,
    ],
    samples,
  };
}
