import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holds } from '../goal.ts';
import { FULL_PLAN } from './plan.ts';
import { outcomeOf, type PaneResults } from './report.ts';
import type { Figures, Sample } from './sample.ts';
import {
  CAREFUL,
  EMPTY,
  HANDMADE,
  LIMIT,
  OURS,
  SMALLEST,
  STREAM,
  subjectsNamed,
} from './subjects.ts';

const FRAMES = { frames: 100, gapP95: 16.7, gapMax: 16.7, late: 0, blank: 0 };
const KEYS = { keys: 50, paintP50: 10, paintP95: 18 };
const MOUNT = { ms: 50, stateMs: 1, nodes: 100, rows: 30, height: 600, busyMs: 20, heapMb: 1 };
const FED = { ...FRAMES, ...KEYS, sent: 2_000, behind: 0, settledMs: 40 };

function sample<Name extends keyof Figures>(
  subject: string,
  name: Name,
  history: number,
  figures: Figures[Name],
): Sample {
  return { subject, name, history, figures } as Sample;
}

const samples: readonly Sample[] = [LIMIT, CAREFUL, OURS].flatMap((subject) => {
  const cost = { [LIMIT]: 1, [CAREFUL]: 2, [OURS]: 2.2 }[subject] ?? NaN;
  const burst = { ms: 50 * cost, fedMs: 5, longMs: 0, gapMax: 17, usPerMessage: 12 * cost };
  return [
    ...[10, 20, 90].flatMap((ms) =>
      FULL_PLAN.mounts.map((size) =>
        sample(subject, 'mount', size, { ...MOUNT, ms: ms * cost, busyMs: 20 * cost }),
      ),
    ),
    sample(subject, 'reopen', 10_000, { ...MOUNT, ms: 50 }),
    ...FULL_PLAN.bursts.map((size) => sample(subject, 'burst', size, burst)),
    sample(subject, 'steady', 10_000, { ...FED, busy: 0.15 * cost }),
    sample(subject, 'typing', 10_000, FED),
    sample(subject, 'wheel', 10_000, { ...FRAMES, busyMs: 400 }),
    sample(subject, 'fling', 10_000, { ...FRAMES, ms: 5_000, first: 0 }),
  ];
});

const results: PaneResults = {
  subjects: subjectsNamed(null).filter(({ isPeer = false }) => !isPeer),
  plan: FULL_PLAN,
  samples,
  givenUp: [{ subject: HANDMADE, work: 'mount', history: 10_000, reason: 'late' }],
  version: '1',
  weights: new Map([
    [EMPTY, { kB: 31, parts: [['a', 70]] }],
    [
      SMALLEST,
      {
        kB: 108,
        parts: [
          ['a', 120],
          ['b', 10],
        ],
      },
    ],
  ]),
};

function cell({ tables }: ReturnType<typeof outcomeOf>, table: number, row: string): string[] {
  const found = tables[table]?.rows.find(([title]) => title === row);
  assert.ok(found, row);
  return found.slice(1);
}

function goal(outcome: ReturnType<typeof outcomeOf>, wanted: string) {
  const found = outcome.goals.find(({ text }) => text === wanted);
  assert.ok(found, wanted);
  return found;
}

describe('outcomeOf', () => {
  const outcome = outcomeOf(results);

  it('has medians side by side, and says what was given up', () => {
    const row = cell(outcome, 0, 'open 10,000: shown (ms)');
    assert.deepEqual(row, ['20.0', '40.0', '44.0', '-', 'DNF']);
    assert.deepEqual(cell(outcome, 0, 'open 100,000: shown (ms)').at(-1), 'DNF');
    assert.deepEqual(cell(outcome, 0, 'open 1,000: shown (ms)').at(-1), '-');
  });

  it('compares with the limit', () => {
    assert.deepEqual(cell(outcome, 1, 'open 10,000: shown (ms)').slice(0, 2), ['2.00', '2.20']);
  });

  it('holds what holds, and misses what does not', () => {
    assert.ok(Math.abs(goal(outcome, 'open 10,000').value - 1.1) < 1e-9);
    assert.equal(holds(goal(outcome, 'open 10,000')), true);
    assert.equal(holds(goal(outcome, 'burst over 10,000, shown')), false);
    assert.equal(holds(goal(outcome, 'burst over 10,000, CPU a message')), true);
    assert.equal(goal(outcome, 'smallest useful pane over an empty application').value, 77);
    assert.equal(goal(outcome, 'elements, 100 to 100,000').value, 0);
  });

  it('has goals beside a pane of others where it took part', () => {
    const besides = (all: PaneResults) =>
      outcomeOf(all).goals.filter(({ unit }) => unit === 'x P1');
    assert.deepEqual(besides(results), []);
    const theirs = sample(STREAM, 'mount', 10_000, { ...MOUNT, ms: 440 });
    const [open, ...others] = besides({ ...results, samples: [...samples, theirs] });
    assert.equal(open?.value, 0.1);
    assert.deepEqual(others, []);
  });

  it('does not take for delivered what was never seen', () => {
    const lost = samples.map((each) =>
      each.name === 'steady' ? { ...each, figures: { ...each.figures, settledMs: NaN } } : each,
    );
    const { text, value } = goal(
      outcomeOf({ ...results, samples: lost }),
      '200/s over 10,000, not delivered',
    );
    assert.ok(Number.isNaN(value), text);
  });

  it('shows what is in the pane without keeping it', () => {
    assert.deepEqual(outcome.details?.[0]?.rows, [
      ['a', '120', '50.0'],
      ['b', '10.0', '10.0'],
    ]);
  });
});
