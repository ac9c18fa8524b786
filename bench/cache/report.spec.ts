import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holds } from '../goal.ts';
import { type CacheSample, outcomeOf } from './report.ts';

const samples: readonly CacheSample[] = [
  { what: 'by-hand', openAndRead: 10, reads: [1, 2, 9] },
  { what: 'by-hand', openAndRead: 10, reads: [2, 2, 2] },
  { what: 'reading', newest: [6, 6, 100], older: [7, 7, 7] },
  { what: 'starting', untilOpen: 5, untilListed: 15, untilShown: 20, shown: 100 },
  { what: 'starting', untilOpen: 5, untilListed: 15, untilShown: 20, shown: 101 },
];

describe('outcomeOf', () => {
  it('counts in reads by hand, by medians', () => {
    const { tables } = outcomeOf(samples, '1');
    assert.deepEqual(
      tables[0]?.rows.map(([, ...figures]) => figures),
      [
        ['2.00', '1.00'],
        ['6.00', '3.00'],
        ['7.00', '3.50'],
        ['10.0', '1.00'],
        ['5.00', '0.50'],
        ['15.0', '1.50'],
        ['20.0', '2.00'],
      ],
    );
  });

  it('allows three reads, and no message beyond the first page', () => {
    const { goals } = outcomeOf(samples, '1');
    assert.deepEqual(goals.map(holds), [true, false, false]);
  });

  it('knows when nothing was measured', () => {
    const { goals } = outcomeOf([], '1');
    assert.deepEqual(goals.map(holds), [null, null, null]);
  });
});
