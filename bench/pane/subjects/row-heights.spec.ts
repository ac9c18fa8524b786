import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { below, seeded } from '../../state/random.ts';
import { RowHeights } from './row-heights.ts';

describe('RowHeights', () => {
  it('sums and finds as one would by adding up', () => {
    const random = seeded(1);
    const heights = new RowHeights();
    const plain: number[] = [];
    for (let step = 0; step < 3_000; step += 1) {
      if (random() < 0.8 || plain.length === 0) {
        plain.push(20 + below(200, random));
        heights.append(plain.at(-1) ?? 0);
      } else {
        const row = below(plain.length, random);
        plain[row] = 20 + below(200, random);
        heights.correct(row, plain[row]);
      }
    }
    let top = 0;
    for (const [row, height] of plain.entries()) {
      assert.equal(heights.topOf(row), top);
      assert.equal(heights.rowAt(top), row);
      assert.equal(heights.rowAt(top + height - 1), row);
      top += height;
    }
    assert.equal(heights.total, top);
    assert.equal(heights.rowAt(top + 1_000), plain.length - 1);
  });
});
