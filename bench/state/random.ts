/** Numbers from 0 up to 1, the same ones for the same seed. */
export type Random = () => number;

/** A small generator (SplitMix32): good enough to spread lengths and names, and quick. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to, not including, `end`. */
export function below(end: number, random: Random): number {
  return Math.floor(random() * end);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** An id such as a UUIDv7 of that time. */
export function uuid7(at: number, random: Random): string {
  const bytes = Array.from({ length: 16 }, (_, place) =>
    place < 6 ? Math.floor(at / 2 ** (8 * (5 - place))) % 256 : below(256, random),
  );
  bytes[6] = 0x70 | ((bytes[6] ?? 0) % 16);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) % 64);
  const hex = bytes.map((byte) => HEX[byte]).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
