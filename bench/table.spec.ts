import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asMarkdown, asText, figure } from './table.ts';

const table = {
  title: 'Costs',
  columns: ['way', '1,000', '10'],
  rows: [
    ['a', '0.2', '1'],
    ['a longer | name', '77,000', '2'],
  ],
};

describe('figure', () => {
  it('has three digits, and more before the point where the number has more', () => {
    assert.equal(figure(0.1234), '0.12');
    assert.equal(figure(1.2345), '1.23');
    assert.equal(figure(12.345), '12.3');
    assert.equal(figure(123.45), '123');
    assert.equal(figure(77_123.4), '77,123');
  });

  it('is a dash where there is none', () => {
    assert.equal(figure(NaN), '-');
    assert.equal(figure(Infinity), '-');
  });
});

describe('asText', () => {
  it('puts names to the left and figures to the right', () => {
    assert.equal(
      asText(table),
      [
        'Costs',
        'way               1,000  10',
        'a                   0.2   1',
        'a longer | name  77,000   2',
      ].join('\n'),
    );
  });
});

describe('asMarkdown', () => {
  it('writes a table as prettier does, in which no name can end a cell', () => {
    assert.equal(
      asMarkdown(table),
      [
        '### Costs',
        '',
        '| way              |  1,000 |  10 |',
        '| ---------------- | -----: | --: |',
        '| a                |    0.2 |   1 |',
        '| a longer \\| name | 77,000 |   2 |',
      ].join('\n'),
    );
  });
});
