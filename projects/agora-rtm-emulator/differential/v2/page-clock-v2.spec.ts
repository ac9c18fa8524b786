import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TOLERANCE_MS } from '../compare.ts';
import { Lab } from '../lab.ts';
import type { Described } from '../script.ts';
import { longRun } from './sources.ts';

/** Seconds after login() at which 2.3.0 changed its state without a server, observed on a real clock. */
const OBSERVED: readonly (readonly [at: number, state: string])[] = [
  [0.03, 'CONNECTING'],
  [5.06, 'DISCONNECTED'],
  [7.07, 'CONNECTING'],
  [12.08, 'DISCONNECTED'],
  [16.08, 'CONNECTING'],
  [21.09, 'DISCONNECTED'],
  [29.09, 'CONNECTING'],
  [34.09, 'DISCONNECTED'],
  [50.1, 'CONNECTING'],
  [55.1, 'DISCONNECTED'],
  [87.1, 'CONNECTING'],
  [92.1, 'DISCONNECTED'],
  [124.1, 'CONNECTING'],
  [129.1, 'SUSPENDED'],
  [159.2, 'CONNECTING'],
  [164.2, 'SUSPENDED'],
];

const stateOf = (value: Described): Described =>
  (value as readonly { currentState: Described }[])[0]?.currentState ?? null;

describe("the page's clock", () => {
  it('shows the timetable that the vendor keeps in real time', async (test) => {
    const lab = await Lab.open();
    test.after(() => lab.close());
    const [source] = longRun;
    assert.ok(source);
    const [trace = []] = await lab.run(source, 'vendor');
    const changes = trace.filter(({ kind }) => kind === 'event').slice(0, OBSERVED.length);
    assert.deepEqual(
      changes.map(({ value }) => stateOf(value)),
      OBSERVED.map(([, state]) => state),
    );
    for (const [index, [seconds, state]] of OBSERVED.entries()) {
      const apart = Math.abs((changes[index]?.at ?? NaN) - seconds * 1_000);
      assert.ok(apart <= TOLERANCE_MS, `${state} at ${seconds} s is ${apart} ms apart`);
    }
  });
});
