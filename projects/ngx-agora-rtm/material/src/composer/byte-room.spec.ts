import fc from 'fast-check';
import { byteRoom, SHOWN_BYTES } from './byte-room';

describe('byteRoom', () => {
  it('is what is left near the limit, or what is too much, and nothing far from it', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(4000), (length, limit) => {
        const excessBytes = (text: string) => Math.max(0, text.length - limit);
        const left = limit - length;
        const shown = left >= SHOWN_BYTES ? null : left;
        expect(byteRoom(excessBytes, 'x'.repeat(length), {})).toBe(shown);
      }),
    );
  });
});
