import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Ran, rewrite } from './document.ts';
import { thisMachine } from './machine.ts';

const document = `# Benchmarks

<!-- state: written by npm run bench -- --write -->

old state

<!-- /state -->

Words between.

<!-- fan-out: written by npm run bench -- --write -->

old fan-out

<!-- /fan-out -->
`;

const ran = (name: string, value: number): Ran => ({
  name,
  title: name,
  outcome: {
    tables: [{ title: 'Costs', columns: ['way', 'us'], rows: [['push', '0.2']] }],
    goals: [{ text: 'a goal', value, limit: 1, unit: 'us' }],
    notes: ['A note.'],
    samples: [],
  },
});

describe('rewrite', () => {
  it('puts goals, tables and notes of a run between the marks of its bench, and says when and where it ran', () => {
    const written = rewrite(document, thisMachine(), '2026-11-24', [ran('state', 2)]);
    assert.match(written, /2026-11-24\. Node \d+/);
    assert.match(written, /0 goals hold, 1 MISSED/);
    assert.match(written, /\| a goal \| +2\.00 \| +1\.00 \| +us \| MISSED \|/);
    assert.match(written, /A note\./);
    assert.match(written, /### Costs/);
    assert.doesNotMatch(written, /old state/);
  });

  it('leaves the words around it, and what was not run', () => {
    const written = rewrite(document, thisMachine(), '2026-11-24', [ran('state', 1)]);
    assert.match(written, /^# Benchmarks\n/);
    assert.match(written, /Words between\./);
    assert.match(written, /old fan-out/);
  });

  it('writes the same again and again', () => {
    const once = rewrite(document, thisMachine(), '2026-11-24', [ran('state', 1)]);
    const machine = thisMachine();
    assert.equal(
      rewrite(rewrite(once, machine, 'today', [ran('state', 1)]), machine, 'today', [
        ran('state', 1),
      ]),
      rewrite(once, machine, 'today', [ran('state', 1)]),
    );
  });

  it('says which place is missing', () => {
    assert.throws(
      () => rewrite(document, thisMachine(), '2026-11-24', [ran('cache', 1)]),
      /no line "<!-- cache: written/,
    );
  });
});
