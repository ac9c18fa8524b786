import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaneBook } from './pane-book.ts';
import type { Sample } from './sample.ts';

const burst = (ms: number): Sample => ({
  subject: 'ours',
  name: 'burst',
  history: 1_000,
  figures: { ms, fedMs: 5, longMs: 0, gapMax: 17, usPerMessage: 12 },
});

describe('PaneBook', () => {
  it('has the median of what was measured', () => {
    const book = new PaneBook([burst(90), burst(50), burst(60)]);
    assert.equal(book.median('ours', 'burst', 1_000, 'ms'), 60);
    assert.ok(Number.isNaN(book.median('ours', 'burst', 10_000, 'ms')));
    assert.ok(Number.isNaN(book.median('limit', 'burst', 1_000, 'ms')));
  });

  it('has no figure for what was never seen once', () => {
    const book = new PaneBook([burst(50), burst(60), burst(NaN)]);
    assert.ok(Number.isNaN(book.median('ours', 'burst', 1_000, 'ms')));
  });
});
