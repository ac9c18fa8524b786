import fc from 'fast-check';
import { MAX_HOLES, MAX_STREAMS, StreamTracker } from './stream-tracker';

describe('StreamTracker', () => {
  it('tells new numbers from known ones, and knows what is missing', () => {
    const tracker = new StreamTracker();
    expect(tracker.isEmpty).toBeTrue();
    expect(tracker.add('bob', 's', 5)).toBe('new');
    expect(tracker.add('bob', 's', 5)).toBe('known');
    expect(tracker.missing('bob', 's')).toEqual([]);
    tracker.add('bob', 's', 9);
    expect(tracker.missing('bob', 's')).toEqual([{ first: 6, last: 8 }]);
    tracker.add('bob', 's', 7);
    expect(tracker.missing('bob', 's')).toEqual([
      { first: 6, last: 6 },
      { first: 8, last: 8 },
    ]);
    expect(tracker.upTo('bob', 's')).toBe(5);
    expect(tracker.broken()).toHaveSize(1);
    tracker.add('bob', 's', 6);
    tracker.add('bob', 's', 8);
    expect(tracker.upTo('bob', 's')).toBe(9);
    expect(tracker.broken()).toEqual([]);
    expect(tracker.positions()).toEqual([{ from: 'bob', stream: 's', n: 9 }]);
  });

  it('knows what has arrived on either side of what is missing', () => {
    const tracker = new StreamTracker();
    expect(tracker.around('bob', 's', 3)).toEqual({ before: null, after: null });
    for (const n of [5, 6, 9]) tracker.add('bob', 's', n);
    expect(tracker.around('bob', 's', 2)).toEqual({ before: null, after: 5 });
    expect(tracker.around('bob', 's', 7)).toEqual({ before: 6, after: 9 });
    expect(tracker.around('bob', 's', 12)).toEqual({ before: 9, after: null });
  });

  it('counts each stream of each sender by itself', () => {
    const tracker = new StreamTracker();
    tracker.add('bob', 's', 1);
    tracker.add('ann', 's', 3);
    tracker.add('bob', 't', 7);
    tracker.add('__proto__', 's', 2);
    expect(tracker.upTo('bob', 's')).toBe(1);
    expect(tracker.upTo('ann', 's')).toBe(3);
    expect(tracker.upTo('__proto__', 's')).toBe(2);
    expect(tracker.upTo('toString', 's')).toBe(0);
    expect(tracker.streamsOf('bob')).toEqual(['s', 't']);
  });

  it('is the same as a set of numbers, in any order, and after it was kept', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (numbers) => {
        let tracker = new StreamTracker();
        const model = new Set<number>();
        numbers.forEach((n, index) => {
          expect(tracker.add('bob', 's', n)).toBe(model.has(n) ? 'known' : 'new');
          model.add(n);
          if (index % 7 === 3) tracker = new StreamTracker(tracker.progress());
        });
        const missing = tracker
          .missing('bob', 's')
          .flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, index) => first + index),
          );
        const first = Math.min(...model);
        const last = Math.max(...model);
        const expected = Array.from({ length: last - first + 1 }, (_, i) => first + i);
        expect(missing).toEqual(expected.filter((n) => !model.has(n)));
        expect(expected.every((n) => tracker.has('bob', 's', n) === model.has(n))).toBeTrue();
        const [progress] = tracker.progress();
        expect(progress?.since).toBe(first);
      }),
    );
  });

  it('stays bounded, and then says that more is missing rather than less', () => {
    const tracker = new StreamTracker();
    for (let n = 1; n <= 1001; n += 2) tracker.add('bob', 's', n);
    expect(tracker.missing('bob', 's')).toHaveSize(MAX_HOLES);
    for (let n = 1; n <= 1001; n++) tracker.add('bob', 's', n);
    expect(tracker.upTo('bob', 's')).toBe(1001);
    for (let user = 0; user <= MAX_STREAMS; user++) tracker.add(`u${user}`, 's', 1);
    expect(tracker.progress()).toHaveSize(MAX_STREAMS);
  });

  it('takes nothing from what was kept that makes no sense', () => {
    const bad = { from: 'bob', stream: 's', since: 5, upTo: 3, beyond: [] };
    expect(new StreamTracker([bad]).isEmpty).toBeTrue();
    const odd = {
      ...bad,
      upTo: 9,
      beyond: [
        [8, 9],
        [12, 11],
        [20, 30],
      ] as const,
    };
    expect(new StreamTracker([odd]).missing('bob', 's')).toEqual([{ first: 10, last: 19 }]);
  });
});
