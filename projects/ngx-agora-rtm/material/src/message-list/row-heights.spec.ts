import fc from 'fast-check';
import { RowHeights } from './row-heights';

const ESTIMATE = 40;

describe('RowHeights', () => {
  type Step =
    | {
        readonly type: 'splice';
        readonly at: number;
        readonly removed: number;
        readonly added: number;
      }
    | { readonly type: 'measure'; readonly at: number; readonly height: number }
    | { readonly type: 'estimate'; readonly height: number };

  const steps = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('splice' as const), at: fc.nat(400), removed: fc.nat(20), added: fc.nat(300) }), // prettier-ignore
      fc.record({ type: fc.constant('measure' as const), at: fc.nat(400), height: fc.nat(200) }),
      fc.record({ type: fc.constant('estimate' as const), height: fc.integer({ min: 1, max: 99 }) }), // prettier-ignore
    ),
    { maxLength: 30 },
  );

  /** The same with an array. */
  function play(heights: RowHeights, list: (number | null)[], step: Step, estimate: number) {
    if (step.type === 'splice') {
      const at = Math.min(step.at, list.length);
      const removed = Math.min(step.removed, list.length - at);
      heights.splice(at, removed, step.added);
      list.splice(at, removed, ...Array.from({ length: step.added }, () => null));
    } else if (step.type === 'measure' && list.length > 0) {
      const at = step.at % list.length;
      expect(heights.measure(at, step.height)).toBe(step.height - (list[at] ?? estimate));
      list[at] = step.height;
    } else if (step.type === 'estimate') {
      heights.estimateAt(step.height);
      return step.height;
    }
    return estimate;
  }

  it('adds up as an array of heights does, whatever comes, goes and is measured', () => {
    fc.assert(
      fc.property(steps, fc.nat(20_000), (all, distance) => {
        const heights = new RowHeights(ESTIMATE);
        const list: (number | null)[] = [];
        let estimate = ESTIMATE;
        for (const step of all) estimate = play(heights, list, step, estimate);
        expect(heights.length).toBe(list.length);
        let sum = 0;
        let at = list.length - 1;
        for (let i = 0; i < list.length; i++) {
          expect(heights.before(i)).toBe(sum);
          const height = list[i] ?? estimate;
          expect(heights.heightOf(i)).toBe(height);
          expect(heights.isMeasured(i)).toBe(list[i] !== null);
          if (distance >= sum && distance < sum + height) at = i;
          sum += height;
        }
        expect(heights.total).toBe(sum);
        expect(heights.before(list.length + 5)).toBe(sum);
        expect(heights.indexAt(distance)).toBe(at);
      }),
      { numRuns: 300 },
    );
  });

  it('knows the first row above the top, and none where there is none', () => {
    const heights = new RowHeights(ESTIMATE);
    expect(heights.indexAt(10)).toBe(-1);
    heights.reset(3);
    expect(heights.indexAt(-10)).toBe(0);
    heights.reset(0);
    expect([heights.length, heights.total]).toEqual([0, 0]);
  });
});
