import * as fc from 'fast-check';
import type { Gap } from './chat-message';
import { compareEntries } from './timeline-order';
import { placeOf } from './timeline-place';

describe('placeOf', () => {
  const gap = (id: string, at: number): Gap => ({
    type: 'gap',
    id,
    at,
    since: at,
    status: 'lost',
    reason: 'away',
    from: null,
    stream: null,
    first: 0,
    last: 0,
  });
  /** Times as people write: mostly close together, at times a year apart. */
  const times = fc.array(fc.oneof(fc.nat(20), fc.nat(1_000), fc.nat(2 ** 45)), { maxLength: 300 });

  it('is the place that counting from the beginning finds, however unevenly people write', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 7 }), fc.nat(2 ** 45), (all, size, other) => {
        const entries = all.map((at, index) => gap(`gap ${index}`, at)).sort(compareEntries);
        const chunks = Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
          entries.slice(index * size, (index + 1) * size),
        );
        const copies = entries.filter((_, index) => index % 3 === 0).map((entry) => ({ ...entry }));
        const near = entries.map(({ at }) => gap('gap zzz', at));
        for (const entry of [...entries, ...copies, ...near, gap('gap', other), gap('gap', -1)]) {
          const before = entries.filter((each) => compareEntries(each, entry) < 0).length;
          const { chunk, offset } = placeOf(chunks, entry);
          expect(chunk * size + offset).toBe(before);
        }
      }),
    );
  });
});
