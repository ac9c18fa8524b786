import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ManualClock } from '../../testing/manual-clock.ts';
import { Line } from './line.ts';

describe('Line', () => {
  it('sends each packet once, in order, never before its time, whatever happens meanwhile', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('send' as const), ms: fc.nat(50) }),
      fc.record({ type: fc.constant('advance' as const), ms: fc.nat(60) }),
      fc.record({ type: fc.constantFrom('pause' as const, 'resume' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = new ManualClock(0);
        const line = new Line(clock);
        const sent: number[] = [];
        let packets = 0;
        let isPaused = false;
        for (const what of steps) {
          if (what.type === 'send') {
            const packet = packets++;
            const earliest = clock.now() + what.ms;
            line.send(() => {
              assert.equal(isPaused, false);
              assert.ok(clock.now() >= earliest);
              sent.push(packet);
            }, what.ms);
          } else if (what.type === 'advance') {
            clock.advance(what.ms);
          } else {
            isPaused = what.type === 'pause';
            line[what.type]();
          }
        }
        isPaused = false;
        line.resume();
        clock.advance(50 * (packets + 1));
        assert.deepEqual(
          sent,
          Array.from({ length: packets }, (_, index) => index),
        );
        assert.equal(line.length, 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('sends at once when nothing is in the way', () => {
    const line = new Line(new ManualClock());
    let isSent = false;
    line.send(() => (isSent = true), 0);
    assert.equal(isSent, true);
  });

  it('takes what is sent while it sends, after the others', () => {
    const clock = new ManualClock();
    const line = new Line(clock);
    const sent: string[] = [];
    line.send(() => {
      sent.push('first');
      line.send(() => sent.push('third'), 0);
    }, 10);
    line.send(() => sent.push('second'), 10);
    clock.advance(10);
    assert.deepEqual(sent, ['first', 'second', 'third']);
  });

  it('loses what is under way when it is cleared', () => {
    const clock = new ManualClock();
    const line = new Line(clock);
    line.send(() => assert.fail('It was lost.'), 10);
    line.clear();
    clock.advance(100);
    assert.equal(line.length, 0);
  });
});
