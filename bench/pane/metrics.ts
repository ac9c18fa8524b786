import type { PanePlan } from './plan.ts';
import type { Figures, Work } from './sample.ts';

/** One row of the tables. */
export type Metric = {
  readonly [Name in keyof Figures]: {
    readonly title: string;
    readonly name: Name;
    readonly work: Work;
    readonly history: number;
    readonly key: keyof Figures[Name] & string;
  };
}[keyof Figures];

/** All rows, in the order of the tables. */
export function metricsOf({ mounts, reopen, bursts, history, steady, wheel }: PanePlan): Metric[] {
  const count = (value: number) => value.toLocaleString('en-US');
  const perMount = (title: string, key: keyof Figures['mount']) =>
    mounts.map((size): Metric => ({
      title: `open ${count(size)}: ${title}`,
      name: 'mount',
      work: 'mount',
      history: size,
      key,
    }));
  const perBurst = (title: string, key: keyof Figures['burst']) =>
    bursts.map((size): Metric => ({
      title: `burst over ${count(size)}: ${title}`,
      name: 'burst',
      work: 'burst',
      history: size,
      key,
    }));
  const again = `open ${count(reopen)} again`;
  const rate = `${steady.perSecond}/s for ${steady.seconds} s`;
  const notches = `wheel, ${wheel.steps} x ${wheel.px} px`;
  return [
    ...perMount('shown (ms)', 'ms'),
    ...perMount('of which the state (ms)', 'stateMs'),
    ...perMount('CPU (ms)', 'busyMs'),
    ...perMount('elements', 'nodes'),
    ...perMount('heap beyond messages (MB)', 'heapMb'),
    { title: `${again}: shown (ms)`, name: 'reopen', work: 'reopen', history: reopen, key: 'ms' },
    { title: `${again}: CPU (ms)`, name: 'reopen', work: 'reopen', history: reopen, key: 'busyMs' },
    ...perBurst('shown (ms)', 'ms'),
    ...perBurst('CPU a message (us)', 'usPerMessage'),
    ...perBurst('long tasks (ms)', 'longMs'),
    ...perBurst('longest gap (ms)', 'gapMax'),
    { title: `${rate}: busy (share)`, name: 'steady', work: 'feed', history, key: 'busy' },
    {
      title: `${rate}: gaps over 25 ms (share)`,
      name: 'steady',
      work: 'feed',
      history,
      key: 'late',
    },
    { title: `${rate}: delivered`, name: 'steady', work: 'feed', history, key: 'sent' },
    { title: `${rate}: late by`, name: 'steady', work: 'feed', history, key: 'behind' },
    { title: `${notches}: gap p95 (ms)`, name: 'wheel', work: 'scroll', history, key: 'gapP95' },
    { title: `${notches}: blank (share)`, name: 'wheel', work: 'scroll', history, key: 'blank' },
    { title: `${notches}: CPU (ms)`, name: 'wheel', work: 'scroll', history, key: 'busyMs' },
    { title: 'fling: gap p95 (ms)', name: 'fling', work: 'scroll', history, key: 'gapP95' },
    { title: 'fling: blank (share)', name: 'fling', work: 'scroll', history, key: 'blank' },
    {
      title: 'fling: first message in the end',
      name: 'fling',
      work: 'scroll',
      history,
      key: 'first',
    },
    { title: 'fling: took (ms)', name: 'fling', work: 'scroll', history, key: 'ms' },
    {
      title: 'typing, 20/s: key to frame p50 (ms)',
      name: 'typing',
      work: 'feed',
      history,
      key: 'paintP50',
    },
    {
      title: 'typing, 20/s: key to frame p95 (ms)',
      name: 'typing',
      work: 'feed',
      history,
      key: 'paintP95',
    },
  ];
}
