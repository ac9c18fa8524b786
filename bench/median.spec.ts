import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { median, turns } from './median.ts';

describe('median', () => {
  it('is the middle of an odd number of values, whatever their order', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([100, 20, 3]), 20);
  });

  it('is between the two in the middle of an even number', () => {
    assert.equal(median([4, 1, 2, 1_000]), 3);
  });

  it('is not a number where there are no values', () => {
    assert.ok(Number.isNaN(median([])));
  });

  it('leaves the values as they are', () => {
    const values = [3, 1, 2];
    median(values);
    assert.deepEqual(values, [3, 1, 2]);
  });
});

describe('turns', () => {
  it('lets all take their turn in each repetition, backwards in every second one', () => {
    assert.deepEqual(turns(['a', 'b', 'c'], 3), ['a', 'b', 'c', 'c', 'b', 'a', 'a', 'b', 'c']);
  });
});
