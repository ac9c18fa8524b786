import type { Goal } from '../goal.ts';
import type { PanePlan } from './plan.ts';
import type { PaneBook } from './pane-book.ts';
import type { Figures } from './sample.ts';
import { CAREFUL, LIMIT, OURS, STREAM } from './subjects.ts';

const FRAME_MS = 1_000 / 60;

/**
 * What our pane should be, most of it beside others in the same run.
 *
 * @param weight What the smallest useful pane adds to an empty application, in kB.
 */
export function goalsOf(book: PaneBook, weight: number, plan: PanePlan): Goal[] {
  const { mounts, reopen, bursts, history, steady } = plan;
  const count = (value: number) => value.toLocaleString('en-US');
  const [least, most] = [Math.min(...mounts), Math.max(...mounts)];
  const ours = <Name extends keyof Figures>(name: Name, size: number, key: keyof Figures[Name]) =>
    book.median(OURS, name, size, key);
  /** As a multiple of what another subject takes for the same. */
  const against = <Name extends keyof Figures>(
    other: string,
    name: Name,
    size: number,
    key: keyof Figures[Name],
  ) => ours(name, size, key) / book.median(other, name, size, key);
  const goal = (text: string, value: number, limit: number, unit: string): Goal => ({
    text,
    value,
    limit,
    unit,
  });

  const nodes = mounts.map((size) => ours('mount', size, 'nodes'));
  const again = `open ${count(reopen)} again`;
  const rate = `${steady.perSecond}/s over ${count(history)}`;
  // What was never seen was never delivered.
  const isSettled = !Number.isNaN(ours('steady', history, 'settledMs'));
  const undelivered = isSettled ? ours('steady', history, 'behind') : NaN;
  const peers = [
    goal('open 10,000', against(STREAM, 'mount', 10_000, 'ms'), 0.2, 'x P1'),
    goal(
      `burst over ${count(history)}, CPU a message`,
      against(STREAM, 'burst', history, 'usPerMessage'),
      0.01,
      'x P1',
    ),
  ];
  return [
    goal('open 10,000', against(CAREFUL, 'mount', 10_000, 'ms'), 1.15, 'x B2'),
    goal('open 10,000, CPU', against(CAREFUL, 'mount', 10_000, 'busyMs'), 1.15, 'x B2'),
    goal('open 100,000', ours('mount', 100_000, 'ms') / ours('mount', 1_000, 'ms'), 1.4, 'x 1,000'),
    goal(
      again,
      (ours('reopen', reopen, 'ms') - book.median(LIMIT, 'reopen', reopen, 'ms')) / FRAME_MS,
      1,
      'frames more than L',
    ),
    goal(`${again}, CPU`, against(LIMIT, 'reopen', reopen, 'busyMs'), 2.5, 'x L'),
    ...bursts.flatMap((size) => {
      const burst = `burst over ${count(size)}`;
      return [
        goal(`${burst}, shown`, against(LIMIT, 'burst', size, 'ms'), 2, 'x L'),
        goal(`${burst}, CPU a message`, against(LIMIT, 'burst', size, 'usPerMessage'), 2.5, 'x L'),
        // L does next to nothing for a message: what is reachable with a framework says more.
        goal(`${burst}, CPU a message`, against(CAREFUL, 'burst', size, 'usPerMessage'), 2, 'x B2'),
        goal(`${burst}, long tasks`, ours('burst', size, 'longMs'), 0, 'ms'),
        goal(`${burst}, longest gap`, ours('burst', size, 'gapMax'), 34, 'ms'),
      ];
    }),
    goal(`${rate}, not delivered`, undelivered, 0, 'messages'),
    goal(`${rate}, gaps over 25 ms`, ours('steady', history, 'late') * 100, 1, '%'),
    goal(`${rate}, busy`, against(LIMIT, 'steady', history, 'busy'), 2, 'x L'),
    goal('wheel, gap p95', ours('wheel', history, 'gapP95'), 17, 'ms'),
    goal('wheel, blank frames', ours('wheel', history, 'blank') * 100, 0, '%'),
    goal('wheel, CPU', against(LIMIT, 'wheel', history, 'busyMs'), 2, 'x L'),
    goal('fling, first message in the end', ours('fling', history, 'first'), 0, 'index'),
    goal('typing, p95', against(LIMIT, 'typing', history, 'paintP95'), 1.25, 'x L'),
    goal(
      `elements, ${count(least)} to ${count(most)}`,
      (Math.max(...nodes) / Math.min(...nodes) - 1) * 100,
      10,
      '% more',
    ),
    goal('heap beyond 100,000 messages', ours('mount', 100_000, 'heapMb'), 15, 'MB'),
    goal('smallest useful pane over an empty application', weight, 76, 'kB gzip'),
    // Others take part where somebody has installed them.
    ...peers.filter(({ value }) => !Number.isNaN(value)),
  ];
}
