import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closingLine, type Goal, holds, verdictOf } from './goal.ts';

const goal = (value: number, limit: number): Goal => ({ text: 'cost', value, limit, unit: 'us' });

describe('holds', () => {
  it('is true up to the limit, the limit included', () => {
    assert.equal(holds(goal(9.9, 10)), true);
    assert.equal(holds(goal(10, 10)), true);
    assert.equal(holds(goal(10.01, 10)), false);
  });

  it('knows of a figure that is missing that it is neither', () => {
    assert.equal(holds(goal(NaN, 10)), null);
    assert.equal(verdictOf(goal(NaN, 10)), 'NOT MEASURED');
  });

  it('takes what could not be divided for a miss', () => {
    assert.equal(holds(goal(Infinity, 10)), false);
  });
});

describe('closingLine', () => {
  it('counts what holds and what does not', () => {
    assert.equal(closingLine([goal(1, 2), goal(2, 2), goal(3, 2)]), '2 goals hold, 1 MISSED');
  });

  it('does not hide what was not measured', () => {
    assert.equal(closingLine([goal(1, 2), goal(NaN, 2)]), '1 goals hold, 0 MISSED, 1 NOT MEASURED');
  });
});
