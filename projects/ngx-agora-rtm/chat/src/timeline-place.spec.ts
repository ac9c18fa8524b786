import * as fc from 'fast-check';
import type { Gap } from './chat-message';
import { compareEntries } from './timeline-order';
import { placeBehind, placeOf, placeOfKnown } from './timeline-place';

describe('a place in a timeline', () => {
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

  it('is the one that counting from the beginning finds, however unevenly people write', () => {
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
          const place = placeOf(chunks, entry);
          expect(place.chunk * size + place.offset).toBe(before);
          expect(placeOfKnown(chunks, entry)).toEqual(place);
        }
      }),
    );
  });

  it('is known without a search for what belongs behind another entry, and only for that', () => {
    const chunks = [[gap('a', 1), gap('c', 3)], [gap('e', 5)]];
    const first = { chunk: 0, offset: 0 };
    const second = { chunk: 0, offset: 1 };
    expect(placeBehind(chunks, first, gap('b', 2))).toEqual({ chunk: 0, offset: 1 });
    expect(placeBehind(chunks, second, gap('d', 4))).toEqual({ chunk: 0, offset: 2 });
    expect(placeBehind(chunks, { chunk: 1, offset: 0 }, gap('f', 6))).toEqual({
      chunk: 1,
      offset: 1,
    });
    expect(placeBehind(chunks, first, gap('d', 4))).toBeNull();
    expect(placeBehind(chunks, second, gap('b', 2))).toBeNull();
    expect(placeBehind(chunks, second, gap('f', 6))).toBeNull();
    expect(placeBehind(chunks, { chunk: 2, offset: 0 }, gap('f', 6))).toBeNull();
  });
});
