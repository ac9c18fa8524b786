import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holds } from '../goal.ts';
import type { MemorySample, Sample } from './measure.ts';
import { outcomeOf } from './report.ts';

const ways = [
  { name: 'map-push', title: 'Map push' },
  { name: 'chat-core-50', title: 'chat core' },
];

const sample = (way: string, history: number, us: number, isCut = false): Sample => ({
  way,
  work: 'append',
  conversations: 1,
  history,
  us,
  isCut,
});

const samples: readonly (Sample | MemorySample)[] = [
  ...[0.2, 0.2, 5].map((us) => sample('map-push', 1_000, us)),
  sample('map-push', 100_000, 0.2),
  ...[1, 1.8, 9].map((us) => sample('chat-core-50', 1_000, us)),
  sample('chat-core-50', 100_000, 3.6, true),
  { way: 'chat-core-50', work: 'memory', history: 100_000, messagesMb: 50, heldMb: 70 },
];

describe('outcomeOf', () => {
  const { tables, goals, notes } = outcomeOf(ways, samples);
  const goalNamed = (text: string) => goals.find((goal) => goal.text === text);

  it('shows medians, a dash for what was not measured, and what was cut', () => {
    const [costs] = tables;
    assert.deepEqual(costs?.rows, [
      ['Map push', '0.20', '-', '0.20', '-', '1.00'],
      ['chat core', '1.80', '-', '~3.60', '-', '2.00'],
    ]);
    assert.ok(notes.some((note) => note.startsWith('~ was cut')));
  });

  it('shows them as multiples of the limit', () => {
    assert.deepEqual(tables[1]?.rows[1], ['chat core', '9.00', '-', '18.0', '-']);
  });

  it('judges the chat core by the limit and by its growth', () => {
    const few = goalNamed('chat core, 50 at a time, at 1,000');
    const most = goalNamed('chat core, 50 at a time, at 100,000');
    const growth = goalNamed('chat core, 50 at a time, append: 100,000 / 1,000');
    assert.ok(few && most && growth);
    assert.deepEqual([holds(few), holds(most), holds(growth)], [true, false, false]);
  });

  it('judges the memory by the messages themselves', () => {
    const memory = goalNamed('chat core, memory for 100,000');
    assert.ok(memory && holds(memory));
    assert.ok(Math.abs(memory.value - 1.4) < 1e-9);
  });

  it('knows of goals that nothing was measured for', () => {
    const store = goalNamed('whole store, 50 at a time, at 1,000');
    assert.ok(store);
    assert.equal(holds(store), null);
  });

  it('says what is not installed, with figures from elsewhere', () => {
    assert.ok(notes.some((note) => note.includes('165 / 444 / 3,921 us')));
  });
});
